using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord;

/// <summary>Reads the section <c>Discord</c> and says, one line each, what is wrong with it.</summary>
internal sealed class DiscordOptionsSetup(IConfiguration configuration) : IConfigureOptions<DiscordOptions>, IValidateOptions<DiscordOptions>
{
    private IConfigurationSection Section => configuration.GetSection(DiscordOptions.Section);

    public void Configure(DiscordOptions options)
    {
        // People paste the token as it stands in an Authorization header.
        if (Text(nameof(options.BotToken)) is { } token) options.BotToken = token.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase) ? token[4..].Trim() : token;
        options.PublicUrl = configuration["Http:PublicUrl"] is { Length: > 0 } url ? url : null;
        options.ApplicationId = Text(nameof(options.ApplicationId));
        if (Text(nameof(options.ApiBaseUrl)) is { } api) options.ApiBaseUrl = api.TrimEnd('/');
        if (bool.TryParse(Text(nameof(options.MessageContent)), out var content)) options.MessageContent = content;
        if (TimeSpan.TryParse(Text(nameof(options.TurnTimeout)), CultureInfo.InvariantCulture, out var timeout)) options.TurnTimeout = timeout;
    }

    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        List<string> wrong = [.. Mistakes(options)];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Mistakes(DiscordOptions options)
    {
        if (options.BotToken is { } token && token.Any(c => !char.IsAscii(c) || char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return "Discord:BotToken has spaces or signs that no token has; copy it anew from the developer portal, page Bot.";
        if (options.ApplicationId is { } id && !(id.Length is >= 17 and <= 20 && id.All(char.IsAsciiDigit)))
            yield return "Discord:ApplicationId must be the number of 17 to 20 digits on the portal's page General Information.";
        // The token travels there.
        if (!Loopback.IsUrl(options.ApiBaseUrl) && !(Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "https"))
            yield return "Discord:ApiBaseUrl must be an https address (http only on localhost).";
        if (Text(nameof(options.MessageContent)) is { } content && !bool.TryParse(content, out _))
            yield return $"Discord:MessageContent: '{content}' is neither true nor false.";
        if (Text(nameof(options.TurnTimeout)) is { } timeout && !TimeSpan.TryParse(timeout, CultureInfo.InvariantCulture, out _))
            yield return $"Discord:TurnTimeout: '{timeout}' is no time such as 00:00:30.";
        else if (options.TurnTimeout < TimeSpan.FromSeconds(1) || options.TurnTimeout > TimeSpan.FromMinutes(5))
            yield return "Discord:TurnTimeout must be between 1 second and 5 minutes.";
    }

    private string? Text(string key) => string.IsNullOrWhiteSpace(Section[key]) ? null : Section[key]!.Trim();
}
