using System.Net;
using PmBot.Adapters.Activities;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.DirectLine.StandIns;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed class ConversationTests
{
    [Fact]
    public async Task Starting_tells_the_bot_once_who_came_and_in_which_language()
    {
        var arrivals = new List<Activity>();
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            arrivals.Add(turn.Activity);
            await turn.SendAsync(new() { Text = "¡Hola!" }, ct);
        });
        var chat = await server.OpenAsync(locale: "es-CO");
        await using var stream = await chat.ListenAsync();
        (await stream.TextsAsync(1)).ShouldBe(["¡Hola!"]);

        var again = await server.PostAsync("/v3/directline/conversations", chat.Token);

        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Json.GetProperty("conversationId").GetString().ShouldBe(chat.Id);
        var arrival = arrivals.ShouldHaveSingleItem();
        (arrival.Type, arrival.Locale, arrival.ChannelId).ShouldBe(("conversationUpdate", "es-CO", "directline"));
        arrival.MembersAdded!.Select(member => member.Id).ShouldBe(["dl_ana", "pmbot"]);
        arrival.Recipient!.Id.ShouldBe("pmbot");
    }

    [Fact]
    public async Task A_bot_that_fails_to_greet_does_not_keep_the_conversation_from_beginning()
    {
        await using var server = await DirectLineServer.StartAsync((turn, ct) =>
            turn.Activity.Type is "message" ? DirectLineServer.EchoAsync(turn, ct) : throw new InvalidOperationException("no greeting"));
        var chat = await server.OpenAsync();
        (await chat.SayAsync("hola")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_secret_opens_any_conversation_but_invents_none()
    {
        await using var server = await DirectLineServer.StartAsync();
        var started = await server.PostAsync("/v3/directline/conversations", DirectLineServer.Secret, new { user = new { id = "svc" } });
        var path = $"/v3/directline/conversations/{started.Json.GetProperty("conversationId").GetString()}";

        started.Status.ShouldBe(HttpStatusCode.Created);
        (await server.PostAsync($"{path}/activities", DirectLineServer.Secret, new { type = "message", text = "x", from = new { id = "svc" } })).Status.ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync($"{path}/activities", DirectLineServer.Secret)).Json.GetProperty("activities").GetArrayLength().ShouldBe(2);
        (await server.GetAsync("/v3/directline/conversations/nope", DirectLineServer.Secret)).ErrorCode.ShouldBe("UnknownConversation");
    }

    [Fact]
    public async Task Polling_gives_each_message_once_and_never_typing()
    {
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            await turn.SendAsync(new() { Type = "typing" }, ct);
            await turn.SendAsync(new() { Text = "done" }, ct);
        });
        var chat = await server.OpenAsync();
        await chat.SayAsync("one");
        var (first, watermark) = await chat.ReadAsync();
        await chat.SayAsync("two");
        var (second, later) = await chat.ReadAsync(watermark);

        first.Select(activity => activity.GetProperty("text").GetString()).ShouldBe(["one", "done"]);
        second.Select(activity => activity.GetProperty("text").GetString()).ShouldBe(["two", "done"]);
        (await chat.ReadAsync(later)).Activities.ShouldBeEmpty();
        (await chat.ReadAsync("nonsense")).Activities.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_same_message_delivered_again_is_processed_once_and_answered_alike()
    {
        var turns = 0;
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            Interlocked.Increment(ref turns);
            await turn.SendAsync(new() { Text = "ok" }, ct);
        });
        var chat = await server.OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => chat.SayAsync("crea la tarea", "c-7")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.Json.GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        turns.ShouldBe(1);
        (await chat.ReadAsync()).Activities.Count.ShouldBe(2);
        await chat.SayAsync("crea la tarea", "c-8");
        turns.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_on_which_the_bot_failed_is_502_with_a_word_and_may_be_tried_again()
    {
        var broken = true;
        await using var server = await DirectLineServer.StartAsync((turn, ct) =>
            broken && turn.Activity.Type is "message" ? throw new InvalidOperationException("lost the store") : DirectLineServer.EchoAsync(turn, ct));
        var chat = await server.OpenAsync();

        var failed = await chat.SayAsync("hola", "c-1");
        broken = false;
        var retried = await chat.SayAsync("hola", "c-1");

        (failed.Status, failed.ErrorCode).ShouldBe((HttpStatusCode.BadGateway, "BotError"));
        failed.Text.ShouldNotContain("store");
        retried.Status.ShouldBe(HttpStatusCode.OK);
        var texts = (await chat.ReadAsync()).Activities.Select(activity => activity.GetProperty("text").GetString()!).ToList();
        texts[1].ShouldStartWith("Algo salió mal");
        texts[^1].ShouldBe("echo hola");
    }

    [Fact]
    public async Task Turns_of_one_conversation_run_one_after_another_in_order()
    {
        var running = 0;
        var order = new List<string>();
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            Interlocked.Increment(ref running).ShouldBe(1);
            await Task.Yield();
            lock (order) order.Add(turn.Activity.Text!);
            await turn.SendAsync(new() { Text = "ok" }, ct);
            Interlocked.Decrement(ref running);
        });
        var chat = await server.OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => chat.SayAsync($"{i}")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        var echoes = (await chat.ReadAsync()).Activities.Where(activity => activity.GetProperty("from").GetProperty("role").GetString() == "user");
        order.ShouldBe(echoes.Select(activity => activity.GetProperty("text").GetString()!));
    }

    [Fact]
    public async Task Too_many_waiting_messages_are_429_and_the_ones_taken_are_answered()
    {
        using var gate = new SemaphoreSlim(0);
        await using var server = await DirectLineServer.StartAsync(
            async (turn, ct) =>
            {
                if (turn.Activity.Text is null or "first") return;
                await gate.WaitAsync(ct);
                await DirectLineServer.EchoAsync(turn, ct);
            },
            settings: ("DirectLine:PendingTurns", "3"));
        var chat = await server.OpenAsync();

        await chat.SayAsync("first");
        var posts = Enumerable.Range(0, 5).Select(i => chat.SayAsync($"{i}")).ToList();
        // Only the refused ones end before the gate opens.
        var refused = await Task.WhenAny(posts);
        await Task.WhenAny(posts.Where(post => post != refused));
        gate.Release(5);
        var answers = await Task.WhenAll(posts);

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(3);
        answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests).ShouldBe(2);
    }

    [Fact]
    public async Task A_flood_is_slowed_down()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [("DirectLine:MessagesPerSecond", "0.2")]);
        var chat = await server.OpenAsync();
        await chat.SayAsync("1");
        await chat.SayAsync("2");
        var third = await chat.SayAsync("3");
        third.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        third.Headers.ContainsKey("Retry-After").ShouldBeTrue();
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_declined_in_the_persons_language()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync(locale: "es-MX");
        var answer = await chat.SayAsync(new string('a', 10_001));

        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "MessageTooLong"));
        (await chat.ReadAsync()).Activities.ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe(
            "Ese mensaje tiene 10001 caracteres y puedo leer hasta 10000. Mándamelo en partes más cortas.");
        (await chat.SayAsync(new string('a', 10_000))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_its_end_a_conversation_can_be_read_but_not_written()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        (await chat.PostAsync(new { type = "endOfConversation" })).Status.ShouldBe(HttpStatusCode.OK);
        (await chat.SayAsync("still there?")).ErrorCode.ShouldBe("ConversationEnded");
        (await chat.ReadAsync()).Activities.ShouldHaveSingleItem().GetProperty("type").GetString().ShouldBe("endOfConversation");
    }

    [Fact]
    public async Task Only_so_many_activities_are_kept()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("DirectLine:ActivitiesPerConversation", "4"));
        var chat = await server.OpenAsync();
        for (var i = 0; i < 5; i++) await chat.SayAsync($"{i}");
        (await chat.ReadAsync()).Activities.Select(activity => activity.GetProperty("text").GetString()).ShouldBe(["3", "echo 3", "4", "echo 4"]);
    }

    [Fact]
    public async Task Only_so_many_conversations_are_kept_and_a_forgotten_one_begins_anew()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("DirectLine:Conversations", "10"));
        var first = await server.OpenAsync();
        await first.SayAsync("before");
        for (var i = 0; i < 12; i++) await server.OpenAsync($"dl_{i}");

        (await first.ReadAsync()).Activities.ShouldBeEmpty();
        (await first.SayAsync("after")).Status.ShouldBe(HttpStatusCode.OK);
        (await first.ReadAsync()).Activities.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_of_all_conversations_are_bounded()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [("DirectLine:TotalBytes", "200000"), ("DirectLine:MessagesPerSecond", "1000")]);
        var first = await server.OpenAsync();
        await first.SayAsync("before");
        for (var i = 0; i < 4; i++)
        {
            var chat = await server.OpenAsync($"dl_{i}");
            for (var j = 0; j < 10; j++) await chat.SayAsync(new string('x', 5000));
        }
        (await first.ReadAsync()).Activities.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_message_reaches_an_open_conversation_and_only_that()
    {
        ConversationReference? reference = null;
        await using var server = await DirectLineServer.StartAsync((turn, _) => { reference = turn.Reference; return Task.CompletedTask; });
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();
        await chat.SayAsync("remind me");
        await stream.NextAsync();
        var sender = server.Services.GetServices<IChannelSender>().Single(one => one.Adapter == reference!.Adapter);

        var id = await sender.SendAsync(reference!, new() { Text = "time!" }, CancellationToken.None);

        var got = (await stream.NextAsync())!.Value;
        (got.GetProperty("text").GetString(), got.GetProperty("id").GetString()).ShouldBe(("time!", id));
        await Should.ThrowAsync<DeliveryException>(() => sender.SendAsync(reference! with { Conversation = new() { Id = "gone" } }, new() { Text = "x" }, CancellationToken.None));
    }

    [Fact]
    public async Task Idle_conversations_make_room_though_a_look_at_them_failed_in_a_way_that_nobody_foresaw()
    {
        var clock = new StrangeClock();
        await using var server = await DirectLineServer.StartAsync(time: clock, settings: ("DirectLine:IdleTimeout", "00:10:00"));
        var conversations = server.Services.GetRequiredService<DirectLineConversations>();
        clock.Fails = true;
        await Eventually.SoAsync(() => !clock.Fails, "a look that fails");

        await conversations.OpenAsync("c1", CancellationToken.None);

        await Eventually.SoAsync(() => conversations.Count == 0, "room");
    }

    /// <summary>An hour of it passes in two seconds, and once, when told to, it does not know the time.</summary>
    private sealed class StrangeClock : TimeProvider
    {
        private readonly PacedTime time = new(1_800);
        private int fails;

        public bool Fails
        {
            get => Volatile.Read(ref fails) == 1;
            set => Volatile.Write(ref fails, value ? 1 : 0);
        }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Interlocked.Exchange(ref fails, 0) == 1 ? throw new InvalidCastException("unforeseen") : time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }
}
