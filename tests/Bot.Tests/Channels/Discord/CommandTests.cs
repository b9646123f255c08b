using Microsoft.AspNetCore.Http;
using PmBot.Adapters.Tests.Discord.StandIns;

namespace PmBot.Bot.Tests.Channels.Discord;

/// <summary><c>pmbot channels check</c> and <c>discord-register</c> as an operator runs them: processes of their own against a Discord on this machine.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pmbot-discord-commands-");
    private DiscordStandIn discord = null!;

    public async Task InitializeAsync() => discord = await DiscordStandIn.StartAsync();

    public async Task DisposeAsync()
    {
        await discord.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_good_token_is_said_to_be_good_without_the_token()
    {
        var (code, output, errors) = await CheckAsync();

        code.ShouldBe(0);
        output.ShouldContain("Discord: ok: the token is good; the bot is called PmBot.");
        output.ShouldContain("Discord: note: Discord:MessageContent is false");
        output.ShouldContain("Slack: not set up:");
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_token_is_named_with_where_a_good_one_is()
    {
        var (code, output, _) = await CheckAsync(("Discord__BotToken", "some.other.token"));

        code.ShouldBe(1);
        output.ShouldContain("Discord: WRONG: Discord refused the token: set Discord:BotToken to the token of the developer portal, page Bot.");
        output.ShouldNotContain("some.other.token");
    }

    [Theory]
    [InlineData(0L, 1)]
    [InlineData(1L << 18, 0)]
    [InlineData(1L << 19, 0)]
    public async Task An_intent_that_is_not_switched_on_is_found_before_Discord_refuses_the_connection(long flags, int expected)
    {
        discord.ApplicationFlags = flags;

        var (code, output, _) = await CheckAsync(("Discord__MessageContent", "true"));

        code.ShouldBe(expected);
        output.Contains("Discord: WRONG: Discord:MessageContent is true, but \"Message Content Intent\" is off in the developer portal, page Bot", StringComparison.Ordinal).ShouldBe(expected == 1);
    }

    [Fact]
    public async Task Another_applications_id_is_found()
    {
        var (code, output, _) = await CheckAsync(("Discord__ApplicationId", "900000000000000009"));

        code.ShouldBe(1);
        output.ShouldContain($"Discord: WRONG: Discord:ApplicationId is 900000000000000009, but the token belongs to {DiscordStandIn.ApplicationId}.");
    }

    [Fact]
    public async Task Without_a_service_to_ask_the_settings_alone_are_looked_over()
    {
        var (code, output, _) = await CheckAsync(["channels", "check", "--offline"]);

        code.ShouldBe(0);
        output.ShouldContain("Discord: ok: a token is set; whether it is good, Discord was not asked.");
        discord.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_short_limit_is_waited_out_and_a_long_one_is_said(bool isShort)
    {
        Limit(isShort ? 0.05 : 1_199);

        var (code, output, _) = await CheckAsync();

        code.ShouldBe(isShort ? 0 : 1);
        output.ShouldContain(isShort ? "Discord: ok: the token is good" : "Discord: WRONG: Discord wants to be left alone for 20 minutes: try again then.");
    }

    [Fact]
    public async Task A_Discord_that_is_away_is_said_to_be_away()
    {
        var (code, output, _) = await CheckAsync(("Discord__ApiBaseUrl", "http://127.0.0.1:9/api/v10"));

        code.ShouldBe(1);
        output.ShouldContain("Discord: WRONG: Discord could not be reached: is this machine online, and Discord:ApiBaseUrl right?");
    }

    [Fact]
    public async Task Trouble_of_Discords_own_is_no_fault_of_the_settings()
    {
        for (var i = 0; i < 2; i++) Status(503);

        var (code, output, _) = await CheckAsync();

        code.ShouldBe(1);
        output.ShouldContain("Discord: WRONG: Discord has trouble of its own (HTTP 503): try again later.");
    }

    [Fact]
    public async Task Commands_are_registered_once_and_the_next_time_nothing_is_written()
    {
        var first = await RegisterAsync();
        var second = await RegisterAsync();

        first.ShouldBe((0, "The commands are registered.\n", ""));
        second.ShouldBe((0, "Discord has these commands already; nothing was written.\n", ""));
        discord.Calls.Count(c => c.Method == "PUT").ShouldBe(1);
        discord.Commands[$"/applications/{DiscordStandIn.ApplicationId}/commands"].Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task For_one_server_they_are_registered_there_and_the_application_is_asked_for_where_it_is_not_set()
    {
        var (code, output, _) = await RegisterAsync(["channels", "discord-register", "--guild", DiscordStandIn.GuildId], ("Discord__ApplicationId", ""));

        (code, output).ShouldBe((0, "The commands are registered.\n"));
        discord.Commands.Keys.ShouldBe([$"/applications/{DiscordStandIn.ApplicationId}/guilds/{DiscordStandIn.GuildId}/commands"]);
    }

    [Fact]
    public async Task With_a_bad_token_nothing_is_registered_and_the_setting_is_named()
    {
        var (code, output, errors) = await RegisterAsync(("Discord__BotToken", "some.other.token"));

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldBe("pmbot: Discord refused the token: set Discord:BotToken to the token of the developer portal, page Bot.\n");
    }

    [Theory]
    [InlineData(403, true, "invite the application to that server with the scope applications.commands")]
    [InlineData(403, false, "check Discord:ApplicationId")]
    [InlineData(404, false, "check Discord:ApplicationId")]
    public async Task Where_Discord_refuses_it_is_said_what_to_look_at(int status, bool inServer, string said)
    {
        Status(status);

        var (code, output, errors) = await RegisterAsync(inServer ? ["channels", "discord-register", "--guild", DiscordStandIn.GuildId] : ["channels", "discord-register"]);

        (code, output).ShouldBe((1, ""));
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain(said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_short_limit_on_registering_is_waited_out_and_a_long_one_is_said(bool isShort)
    {
        Limit(isShort ? 0.05 : 3_600);

        var (code, output, errors) = await RegisterAsync();

        (code, output, errors).ShouldBe(isShort ? (0, "The commands are registered.\n", "") : (1, "", "pmbot: Discord wants to be left alone for 60 minutes: try again then.\n"));
    }

    [Fact]
    public async Task With_Discord_away_nothing_is_registered()
    {
        var (code, output, errors) = await RegisterAsync(("Discord__ApiBaseUrl", "http://127.0.0.1:9/api/v10"));

        (code, output, errors).ShouldBe((1, "", "pmbot: Discord could not be reached: is this machine online, and Discord:ApiBaseUrl right?\n"));
    }

    [Theory]
    [InlineData("Discord__BotToken", "", "pmbot: Discord:BotToken is not set")]
    [InlineData("Discord__ApplicationId", "PmBot", "pmbot: Discord:ApplicationId must be the number")]
    [InlineData("Discord__ApiBaseUrl", "http://discord.example/api", "pmbot: Discord:ApiBaseUrl must be an https address")]
    public async Task Wrong_settings_are_bad_usage(string setting, string value, string said)
    {
        var (code, output, errors) = await RegisterAsync((setting, value));

        (code, output).ShouldBe((2, ""));
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith(said);
        discord.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_no_number_is_bad_usage()
    {
        var (code, _, errors) = await RegisterAsync(["channels", "discord-register", "--guild", "andes"]);

        code.ShouldBe(2);
        errors.ShouldContain("--guild takes a server's id, a number of 17 to 20 digits.");
    }

    private Task<(int ExitCode, string Output, string Errors)> CheckAsync(params (string Name, string Value)[] settings) => RunAsync(["channels", "check"], settings);

    private Task<(int ExitCode, string Output, string Errors)> CheckAsync(string[] arguments) => RunAsync(arguments, []);

    private Task<(int ExitCode, string Output, string Errors)> RegisterAsync(params (string Name, string Value)[] settings) => RunAsync(["channels", "discord-register"], settings);

    private Task<(int ExitCode, string Output, string Errors)> RegisterAsync(string[] arguments, params (string Name, string Value)[] settings) => RunAsync(arguments, settings);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, (string Name, string Value)[] settings)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Discord__BotToken"] = DiscordStandIn.Token, ["Discord__ApplicationId"] = DiscordStandIn.ApplicationId, ["Discord__ApiBaseUrl"] = discord.Api,
        };
        foreach (var (name, value) in settings) given[name] = value;
        var (code, output, errors) = await Faults.Program.RunAsync(given, folder.FullName, arguments);
        (output + errors).ShouldNotContain(given["Discord__BotToken"] is { Length: > 0 } token ? token : "\0");
        (output + errors).ShouldNotContain("   at ", Case.Sensitive, "no stack trace");
        return (code, output.ReplaceLineEndings("\n"), errors.ReplaceLineEndings("\n"));
    }

    private void Limit(double seconds) => discord.Faults.Enqueue(async context =>
    {
        context.Response.StatusCode = 429;
        await context.Response.WriteAsJsonAsync(new { message = "You are being rate limited.", retry_after = seconds, global = false });
        return true;
    });

    private void Status(int status) => discord.Faults.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        return Task.FromResult(true);
    });
}
