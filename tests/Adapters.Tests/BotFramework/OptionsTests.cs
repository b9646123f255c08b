using Microsoft.Extensions.Options;
using PmBot.Adapters.BotFramework.Authentication;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class OptionsTests
{
    private const string Id = "11112222-3333-4444-5555-666677778888";

    public static TheoryData<string, IDictionary<string, string?>> Wrong => new()
    {
        { "MicrosoftAppPassword", Of(("MicrosoftAppId", Id)) },
        { "MicrosoftAppId", Of(("MicrosoftAppPassword", "x")) },
        { "MicrosoftAppTenantId", Of(("MicrosoftAppId", Id), ("MicrosoftAppPassword", "x"), ("MicrosoftAppType", "SingleTenant")) },
        { "MicrosoftAppTenantId", Of(("MicrosoftAppTenantId", "a/../b")) },
        { "MicrosoftAppType", Of(("MicrosoftAppType", "UserAssignedMSI")) },
        { "OpenIdMetadata", Of(("BotFramework:OpenIdMetadata", "http://login.example/keys")) },
        { "EmulatorOpenIdMetadata", Of(("BotFramework:EmulatorOpenIdMetadata", "nonsense")) },
        { "LoginEndpoint", Of(("BotFramework:LoginEndpoint", "ftp://login.example")) },
        { "ChannelService", Of(("BotFramework:ChannelService", "https://botframework.example")) },
        { "TurnTimeout", Of(("BotFramework:TurnTimeout", "soon")) },
        { "TurnTimeout", Of(("BotFramework:TurnTimeout", "0")) },
        { "TurnTimeout", Of(("BotFramework:TurnTimeout", "-5")) },
        { "BotFramework:Timeout", Of(("BotFramework:Timeout", "5")) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(string key, IDictionary<string, string?> settings)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(StartAsync(settings));

        failure.Failures.ShouldHaveSingleItem().ShouldContain(key);
        failure.Message.ShouldNotContain('\n');
    }

    [Fact]
    public async Task Each_wrong_setting_has_its_line()
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(StartAsync(
            Of(("MicrosoftAppId", Id), ("MicrosoftAppType", "SingleTenant"), ("BotFramework:TurnTimeout", "x"))));

        failure.Failures.Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("20", 20)]
    [InlineData("2.5", 2.5)]
    [InlineData("00:00:30", 30)]
    [InlineData("", 12)]
    public void A_time_is_seconds_or_a_time_span(string value, double seconds)
    {
        var options = Read(("BotFramework:TurnTimeout", value));
        options.TurnTimeout.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void The_public_cloud_is_the_default()
    {
        var login = LoginService.Of(Read(("MicrosoftAppId", Id), ("MicrosoftAppPassword", "x")));

        login.TokenEndpoint.ToString().ShouldBe("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token");
        login.ChannelMetadata.ToString().ShouldBe("https://login.botframework.com/v1/.well-known/openidconfiguration");
        login.EmulatorMetadata.ToString().ShouldBe("https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration");
        login.Scope.ShouldBe("https://api.botframework.com/.default");
    }

    [Fact]
    public void Azure_government_has_its_own_names()
    {
        var login = LoginService.Of(Read(("MicrosoftAppId", Id), ("MicrosoftAppPassword", "x"), ("BotFramework:ChannelService", "https://botframework.azure.us")));

        login.ChannelIssuer.ShouldBe("https://api.botframework.us");
        login.ChannelMetadata.Host.ShouldBe("login.botframework.azure.us");
        login.TokenEndpoint.Host.ShouldBe("login.microsoftonline.us");
        login.Scope.ShouldBe("https://api.botframework.us/.default");
    }

    [Fact]
    public void A_whole_token_address_is_used_as_it_is()
    {
        var login = LoginService.Of(Read(("BotFramework:LoginEndpoint", "http://localhost:5/x/token")));

        login.TokenEndpoint.ToString().ShouldBe("http://localhost:5/x/token");
        login.EmulatorMetadata.ToString().ShouldBe("http://localhost:5/botframework.com/v2.0/.well-known/openid-configuration");
    }

    private static async Task StartAsync(IDictionary<string, string?> settings)
    {
        await using var bot = await BotServer.StartEchoAsync(settings);
    }

    private static BotFrameworkOptions Read(params (string Key, string? Value)[] settings)
    {
        var options = new BotFrameworkOptions();
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(configuration, Of(settings));
        var setup = new BotFrameworkOptionsSetup(configuration.Build());
        setup.Configure(options);
        setup.Validate(null, options).Succeeded.ShouldBeTrue();
        return options;
    }

    private static Dictionary<string, string?> Of(params (string Key, string? Value)[] settings) =>
        settings.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
}
