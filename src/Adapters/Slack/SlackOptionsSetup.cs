using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary>Reads the settings and says, one line each, what is wrong with them. No value of a secret is repeated.</summary>
internal sealed class SlackOptionsSetup(IConfiguration configuration) : IConfigureOptions<SlackOptions>, IValidateOptions<SlackOptions>
{
    public void Configure(SlackOptions options)
    {
        var section = configuration.GetSection(SlackOptions.Section);
        options.BotToken = Text(section[nameof(options.BotToken)]);
        options.AppToken = Text(section[nameof(options.AppToken)]);
        options.SigningSecret = Text(section[nameof(options.SigningSecret)]);
        options.ClientId = Text(section[nameof(options.ClientId)]);
        options.ClientSecret = Text(section[nameof(options.ClientSecret)]);
        options.EncryptionKey = Text(section[nameof(options.EncryptionKey)]);
        options.ApiBaseUrl = Text(section[nameof(options.ApiBaseUrl)]) ?? SlackOptions.DefaultApi;
        options.PublicUrl = Text(configuration["Http:PublicUrl"]);
    }

    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        List<string> wrong = [.. Mistakes(options)];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Mistakes(SlackOptions options)
    {
        if (!IsUsable(options.ApiBaseUrl)) yield return "Slack:ApiBaseUrl must be an https address (http only on localhost).";
        if (!options.IsEnabled) yield break;
        if (options.BotToken is null && options.ClientId is null)
            yield return "Slack: set Slack:BotToken for one workspace, or Slack:ClientId and Slack:ClientSecret for many.";
        if (options.ClientId is not null && options.ClientSecret is null) yield return "Slack:ClientId is set but Slack:ClientSecret is not.";
        if (options.ClientId is null && options.ClientSecret is not null) yield return "Slack:ClientSecret is set but Slack:ClientId is not.";
        if (options.SigningSecret is null && options.AppToken is null)
            yield return "Slack: set Slack:SigningSecret (Slack calls this service) or Slack:AppToken (Socket Mode).";
        if (Begins(options.BotToken, "xapp-")) yield return "Slack:BotToken is an app-level token (xapp-); the bot token begins with xoxb-.";
        if (Begins(options.AppToken, "xoxb-")) yield return "Slack:AppToken is a bot token (xoxb-); the app-level token begins with xapp-.";
        if (options.EncryptionKey is { } key && !IsKey(key)) yield return "Slack:EncryptionKey must be 32 bytes in base64.";
    }

    private static bool IsUsable(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "https" || Loopback.IsUrl(url));

    private static bool IsKey(string text)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(text, bytes, out var count) && count == 32;
    }

    private static bool Begins(string? token, string prefix) => token?.StartsWith(prefix, StringComparison.Ordinal) == true;

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
