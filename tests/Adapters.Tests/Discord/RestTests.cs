using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>The REST client: limits as the headers tell, pauses that are asked for, refusals.</summary>
public sealed class RestTests : IAsyncLifetime
{
    private readonly PacedTime time = new();
    private DiscordStandIn discord = null!;
    private ServiceProvider services = null!;
    private DiscordRest rest = null!;

    public async Task InitializeAsync()
    {
        discord = await DiscordStandIn.StartAsync(time);
        (services, rest) = Client(discord.Settings());
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await discord.DisposeAsync();
    }

    [Fact]
    public async Task Calls_carry_the_token_and_say_who_calls()
    {
        await rest.CallAsync(DiscordCall.Me(), CancellationToken.None);

        var call = discord.Calls.Single();
        call.Authorization.ShouldBe($"Bot {DiscordStandIn.Token}");
        call.UserAgent.ShouldMatch(@"^DiscordBot \(https://discord\.com/developers/applications/\d*, \d+\.\d+\.\d+\)$");
    }

    [Fact]
    public async Task Interactions_are_answered_without_the_token()
    {
        var interaction = discord.Open(new JsonObject { ["id"] = "1", ["token"] = "its-token" });
        await rest.CallAsync(DiscordCall.Callback("1", "its-token", new JsonObject { ["type"] = 5 }), CancellationToken.None);

        discord.Calls.Single().Authorization.ShouldBeEmpty();
        interaction.Callback!["type"]!.GetValue<int>().ShouldBe(5);
        var again = await Should.ThrowAsync<DeliveryException>(rest.CallAsync(DiscordCall.Callback("1", "its-token", new JsonObject { ["type"] = 5 }), CancellationToken.None));
        (again.Status, again.Code, again.IsTransient).ShouldBe((400, "40060", false));
    }

    [Fact]
    public async Task A_bucket_is_never_overdrawn()
    {
        discord.Limits = (3, TimeSpan.FromSeconds(2));
        for (var i = 0; i < 12; i++) await rest.CallAsync(Post("c1", i), CancellationToken.None);

        discord.TooMany.ShouldBe(0);
        discord.Messages.Count.ShouldBe(12);
    }

    [Fact]
    public async Task Buckets_of_different_channels_do_not_wait_for_each_other()
    {
        discord.Limits = (1, TimeSpan.FromSeconds(60));
        foreach (var channel in (string[])["1", "2", "3", "4"]) await rest.CallAsync(Post(channel, 0), CancellationToken.None);

        discord.Messages.Count.ShouldBe(4);
        var held = await Should.ThrowAsync<DeliveryException>(rest.CallAsync(Post("1", 1), CancellationToken.None));
        // A minute is longer than a call may wait: it is for the caller to wait, and Discord was not asked.
        held.Status.ShouldBe(429);
        held.RetryAfter!.Value.ShouldBeGreaterThan(DiscordRest.LongestWait);
        discord.Calls.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"message":"You are being rate limited.","retry_after":0.75,"global":false}""", null, 0.75)]
    [InlineData("error code: 1015", "3", 3.0)]
    [InlineData("<html>too many</html>", null, 5.0)]
    [InlineData("""{"retry_after":"soon"}""", "2", 2.0)]
    public async Task A_429_says_how_long_in_whatever_form(string body, string? header, double seconds)
    {
        Answer(429, body, ("Retry-After", header));

        var refused = await Should.ThrowAsync<DeliveryException>(rest.CallAsync(Post("c1", 1), CancellationToken.None));
        (refused.Status, refused.IsTransient, refused.RetryAfter!.Value.TotalSeconds).ShouldBe((429, true, seconds));

        // The next call of the bucket waits for it; no other does.
        var before = time.GetUtcNow();
        await rest.CallAsync(DiscordCall.Me(), CancellationToken.None);
        await rest.CallAsync(Post("c1", 1), CancellationToken.None);
        (discord.Calls.Last().At - before).TotalSeconds.ShouldBeGreaterThan(seconds - 1);
        discord.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_global_limit_stops_everything_but_interactions()
    {
        discord.Open(new JsonObject { ["id"] = "1", ["token"] = "its-token" });
        Answer(429, """{"message":"slow","retry_after":60.0,"global":true}""", ("X-RateLimit-Global", "true"));
        await Should.ThrowAsync<DeliveryException>(rest.CallAsync(Post("c1", 1), CancellationToken.None));

        var held = await Should.ThrowAsync<DeliveryException>(rest.CallAsync(DiscordCall.Me(), CancellationToken.None));
        held.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(40, 60);
        await rest.CallAsync(DiscordCall.Callback("1", "its-token", new JsonObject { ["type"] = 5 }), CancellationToken.None);
        discord.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public void No_more_than_fifty_calls_leave_in_a_second()
    {
        var limits = new RateLimits(new BotFramework.StandIns.TestTime(DateTimeOffset.UnixEpoch));
        for (var i = 0; i < RateLimits.GlobalPerSecond; i++) limits.Take(Post($"{i}", 0)).ShouldBe(TimeSpan.Zero);

        limits.Take(Post("99", 0)).ShouldBe(TimeSpan.FromSeconds(1));
        limits.Take(DiscordCall.Callback("1", "t", [])).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Who_has_to_wait_less_than_a_millisecond_waits_for_one_and_holds_no_thread()
    {
        var clock = new BotFramework.StandIns.TestTime(DateTimeOffset.UnixEpoch);
        var (other, client) = Client(discord.Settings(), clock);
        await using var _ = other;
        for (var i = 0; i < RateLimits.GlobalPerSecond; i++) await client.CallAsync(Post($"{i}", 0), CancellationToken.None);
        clock.Advance(TimeSpan.FromMilliseconds(999.6));

        using var stop = new CancellationTokenSource();
        // On a thread of its own, which one that goes round and round would keep until it is stopped.
        var asking = Task.Factory.StartNew(() => client.CallAsync(Post("99", 0), stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var returned = await Task.WhenAny(asking, Task.Delay(TimeSpan.FromSeconds(20), CancellationToken.None)) == asking;
        await (returned ? Task.CompletedTask : stop.CancelAsync());
        returned.ShouldBeTrue("the call does not give its thread back");

        clock.Advance(TimeSpan.FromMilliseconds(1));
        await await asking;
        discord.Messages.Count.ShouldBe(RateLimits.GlobalPerSecond + 1);
    }

    [Fact]
    public void Long_before_a_ban_calls_are_held_back()
    {
        var clock = new BotFramework.StandIns.TestTime(DateTimeOffset.UnixEpoch);
        var invalid = new InvalidRequests(clock);
        for (var i = 0; i < InvalidRequests.Most; i++) invalid.Count();
        invalid.Pause().ShouldBe(InvalidRequests.Window);

        clock.Advance(InvalidRequests.Window);
        invalid.Pause().ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_refused_token_is_not_tried_again()
    {
        var (other, client) = Client(discord.Settings(("Discord:BotToken", "wrong")));
        await using var _ = other;
        (await Should.ThrowAsync<DeliveryException>(client.CallAsync(DiscordCall.Me(), CancellationToken.None))).Status.ShouldBe(401);
        (await Should.ThrowAsync<DeliveryException>(client.CallAsync(Post("c1", 1), CancellationToken.None))).IsTransient.ShouldBeFalse();

        discord.Calls.Count.ShouldBe(1);
        other.GetRequiredService<DiscordStatus>().Now.Problem!.ShouldContain("Discord:BotToken");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task What_is_safe_to_do_twice_is_insisted_upon(int status)
    {
        Answer(status, "oops");
        Answer(status, "");
        (await rest.InsistAsync(DiscordCall.Me(), 3, CancellationToken.None)).GetProperty("username").GetString().ShouldBe("PmBot");

        for (var i = 0; i < 3; i++) Answer(status, "oops");
        (await Should.ThrowAsync<DeliveryException>(rest.InsistAsync(DiscordCall.Me(), 3, CancellationToken.None))).IsTransient.ShouldBeTrue();
        discord.Calls.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData(404, 10003, true)]
    [InlineData(404, 10004, true)]
    [InlineData(403, 50001, true)]
    [InlineData(403, 50007, true)]
    [InlineData(403, 50013, false)]
    [InlineData(404, 10008, false)]
    [InlineData(404, 10015, false)]
    [InlineData(500, 10003, false)]
    public async Task A_refusal_says_whether_the_place_is_gone(int status, int code, bool isGone)
    {
        discord.Faults.Enqueue(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new JsonObject { ["message"] = "no", ["code"] = code });
            return true;
        });

        var refused = await Should.ThrowAsync<DeliveryException>(rest.CallAsync(Post("c1", 1), CancellationToken.None));

        (refused.Status, refused.IsGone, refused.IsTransient).ShouldBe((status, isGone, status == 500));
    }

    [Fact]
    public async Task A_broken_connection_may_have_arrived_and_one_that_never_came_about_has_not()
    {
        discord.Faults.Enqueue(context =>
        {
            context.Abort();
            return Task.FromResult(true);
        });
        (await Should.ThrowAsync<DeliveryException>(rest.CallAsync(Post("c1", 1), CancellationToken.None))).MayHaveArrived.ShouldBeTrue();

        await discord.DisposeAsync();
        var gone = await Should.ThrowAsync<DeliveryException>(rest.CallAsync(Post("c1", 1), CancellationToken.None));
        (gone.IsTransient, gone.MayHaveArrived).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("../../users/@me")]
    [InlineData("a/b?c#d")]
    public void Ids_stay_one_segment_of_the_path(string id)
    {
        var path = DiscordCall.Delete(id, id).Path;
        path.Split('/').Length.ShouldBe(5);
        path.ShouldNotContain("?");
        path.ShouldNotContain("#");
    }

    [Fact]
    public async Task Commands_are_written_only_when_they_changed()
    {
        var registration = new CommandRegistration(rest, SampleCommands.All);
        (await registration.RegisterAsync(DiscordStandIn.ApplicationId, null, CancellationToken.None)).ShouldBeTrue();
        (await registration.RegisterAsync(DiscordStandIn.ApplicationId, null, CancellationToken.None)).ShouldBeFalse();
        discord.Calls.Count(c => c.Method == "PUT").ShouldBe(1);

        var fewer = new CommandRegistration(rest, new DiscordCommands([.. SampleCommands.All.Commands.Skip(1)]));
        (await fewer.RegisterAsync(DiscordStandIn.ApplicationId, null, CancellationToken.None)).ShouldBeTrue();
        (await fewer.RegisterAsync(DiscordStandIn.ApplicationId, "800000000000000001", CancellationToken.None)).ShouldBeTrue();
        discord.Commands.Keys.ShouldBe([$"/applications/{DiscordStandIn.ApplicationId}/commands", $"/applications/{DiscordStandIn.ApplicationId}/guilds/800000000000000001/commands"], ignoreOrder: true);
    }

    [Fact]
    public void A_changed_word_is_a_change_and_what_Discord_adds_is_none()
    {
        var wanted = CommandRegistration.Payload(SampleCommands.All);
        var there = wanted.DeepClone().AsArray();
        foreach (var command in there) (command!["id"], command["version"], command["dm_permission"], command["nsfw"]) = ("1", "2", true, false);
        CommandRegistration.Same(wanted, there).ShouldBeTrue();

        var worded = there.DeepClone().AsArray();
        worded[0]!["description_localizations"]!["es-ES"] = "otra cosa";
        CommandRegistration.Same(wanted, worded).ShouldBeFalse();

        var more = there.DeepClone().AsArray();
        more[0]!["options"]!.AsArray().Add(new JsonObject { ["type"] = 3, ["name"] = "x", ["description"] = "x" });
        CommandRegistration.Same(wanted, more).ShouldBeFalse();
    }

    private (ServiceProvider, DiscordRest) Client(IDictionary<string, string?> settings, TimeProvider? clock = null)
    {
        var provider = new ServiceCollection()
            .AddSingleton(clock ?? time)
            .AddLogging()
            .AddDiscordRest(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        return (provider, provider.GetRequiredService<DiscordRest>());
    }

    private void Answer(int status, string body, params (string Name, string? Value)[] headers) => discord.Faults.Enqueue(async context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
        return true;
    });

    private static DiscordCall Post(string channel, int number) => DiscordCall.Post(channel, new JsonObject { ["content"] = $"message {number}" });
}
