using Microsoft.Extensions.Options;

namespace PmBot.Bot.State;

/// <summary>Stops the start on a time to live, path or prefix that cannot work.</summary>
internal sealed class StateOptionsValidator : IValidateOptions<StateOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public ValidateOptionsResult Validate(string? name, StateOptions options)
    {
        var errors = new List<string>();
        if (options.TimeToLive < Shortest || options.TimeToLive > Longest)
            errors.Add($"State:TimeToLive must be between 00:00:01 and 366.00:00:00, not {options.TimeToLive}.");
        if (string.IsNullOrWhiteSpace(options.Path))
            errors.Add("State:Path must name a file.");
        if (options.KeyPrefix is null || options.KeyPrefix.AsSpan().ContainsAny('{', '}'))
            errors.Add("State:KeyPrefix must not contain { or }.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
