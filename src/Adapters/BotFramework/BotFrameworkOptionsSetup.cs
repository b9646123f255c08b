using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>Reads the settings and says, one line each, what is wrong with them.</summary>
internal sealed class BotFrameworkOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<BotFrameworkOptions>, IValidateOptions<BotFrameworkOptions>
{
    private static readonly string[] Known =
    [
        nameof(BotFrameworkOptions.ChannelService), nameof(BotFrameworkOptions.OpenIdMetadata), nameof(BotFrameworkOptions.EmulatorOpenIdMetadata),
        nameof(BotFrameworkOptions.LoginEndpoint), nameof(BotFrameworkOptions.TurnTimeout),
    ];

    private IConfigurationSection Section => configuration.GetSection(BotFrameworkOptions.Section);

    public void Configure(BotFrameworkOptions options)
    {
        options.AppId = Text(configuration["MicrosoftAppId"]);
        options.AppPassword = Text(configuration["MicrosoftAppPassword"]);
        options.TenantId = Text(configuration["MicrosoftAppTenantId"]);
        if (TryAppType(configuration["MicrosoftAppType"], out var type)) options.AppType = type;
        options.ChannelService = Text(Section[nameof(options.ChannelService)]);
        options.OpenIdMetadata = Text(Section[nameof(options.OpenIdMetadata)]);
        options.EmulatorOpenIdMetadata = Text(Section[nameof(options.EmulatorOpenIdMetadata)]);
        options.LoginEndpoint = Text(Section[nameof(options.LoginEndpoint)]);
        if (TryTimeout(Section[nameof(options.TurnTimeout)], out var timeout)) options.TurnTimeout = timeout;
    }

    public ValidateOptionsResult Validate(string? name, BotFrameworkOptions options)
    {
        List<string> wrong = [.. Unreadable(), .. Inconsistent(options)];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Unreadable()
    {
        foreach (var key in Section.GetChildren().Select(child => child.Key))
        {
            if (!Known.Contains(key, StringComparer.OrdinalIgnoreCase))
                yield return $"BotFramework:{key} is not a setting; known are {string.Join(", ", Known)}.";
        }

        if (!TryAppType(configuration["MicrosoftAppType"], out _))
            yield return $"MicrosoftAppType is '{configuration["MicrosoftAppType"]}'; it must be MultiTenant or SingleTenant.";
        if (!TryTimeout(Section[nameof(BotFrameworkOptions.TurnTimeout)], out _))
            yield return "BotFramework:TurnTimeout must be seconds (12) or a time (00:00:12).";
    }

    private static IEnumerable<string> Inconsistent(BotFrameworkOptions options)
    {
        if (options.AppId is not null && options.AppPassword is null)
            yield return "MicrosoftAppId is set but MicrosoftAppPassword is not: the bot could not answer any channel.";
        if (options.AppId is null && options.AppPassword is not null)
            yield return "MicrosoftAppPassword is set but MicrosoftAppId is not.";
        if (options.AppType is AppType.SingleTenant && options.TenantId is null)
            yield return "MicrosoftAppType is SingleTenant: MicrosoftAppTenantId must name the tenant.";
        if (options.TenantId is { } tenant && !tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            yield return "MicrosoftAppTenantId must be a tenant's id or domain name.";
        if (options.ChannelService is not null && !options.IsGovernment)
            yield return $"BotFramework:ChannelService must be empty or {BotFrameworkOptions.GovernmentService}.";
        if (options.TurnTimeout < TimeSpan.FromSeconds(1) || options.TurnTimeout > TimeSpan.FromMinutes(5))
            yield return "BotFramework:TurnTimeout must be between 1 second and 5 minutes.";

        (string Key, string? Url)[] addresses =
        [
            (nameof(options.OpenIdMetadata), options.OpenIdMetadata),
            (nameof(options.EmulatorOpenIdMetadata), options.EmulatorOpenIdMetadata),
            (nameof(options.LoginEndpoint), options.LoginEndpoint),
        ];
        foreach (var (key, url) in addresses)
        {
            // Keys and secrets travel there: in the clear only as far as this machine.
            if (url is not null && !IsHttps(url) && !Loopback.IsUrl(url))
                yield return $"BotFramework:{key} must be an https address (http only on localhost).";
        }
    }

    private static bool IsHttps(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https";

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static bool TryAppType(string? value, out AppType type)
    {
        type = string.Equals(value?.Trim(), nameof(AppType.SingleTenant), StringComparison.OrdinalIgnoreCase) ? AppType.SingleTenant : AppType.MultiTenant;
        return type is AppType.SingleTenant
            || string.IsNullOrWhiteSpace(value)
            || string.Equals(value.Trim(), nameof(AppType.MultiTenant), StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryTimeout(string? value, out TimeSpan timeout)
    {
        timeout = new BotFrameworkOptions().TurnTimeout;
        if (string.IsNullOrWhiteSpace(value)) return true;
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            timeout = TimeSpan.FromSeconds(Math.Min(seconds, 1e6));
            return true;
        }

        return TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out timeout);
    }
}
