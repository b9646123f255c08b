using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using Activity = PmBot.Adapters.Activities.Activity;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class TurnHostTests
{
    private static readonly TurnLimits WithTyping = new(TimeSpan.FromMinutes(1), ShowTyping: true);

    private readonly TestTime time = new(new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly RecordingReplies replies = new();
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_slow_turn_shows_typing_after_a_second_and_then_every_three()
    {
        var turn = RunAsync(WithTyping);

        time.Advance(TimeSpan.FromSeconds(0.9));
        time.Advance(TimeSpan.FromSeconds(0.1));
        var typing = await replies.NextAsync();
        typing.Type.ShouldBe("typing");
        typing.Conversation!.Id.ShouldBe("c1");
        time.Advance(TimeSpan.FromSeconds(2.9));
        time.Advance(TimeSpan.FromSeconds(0.1));
        await replies.NextAsync();
        goOn.SetResult();
        (await turn).Outcome.ShouldBe(TurnOutcome.Completed);

        replies.Types.ShouldBe(["typing", "typing", "message"]);
        time.RunningTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_quick_turn_shows_none()
    {
        goOn.SetResult();
        await RunAsync(WithTyping);
        time.Advance(TimeSpan.FromSeconds(10));

        replies.Types.ShouldBe(["message"]);
        time.RunningTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_turn_without_a_typing_sign_shows_none_however_slow()
    {
        var turn = RunAsync(WithTyping with { ShowTyping = false });
        time.Advance(TimeSpan.FromSeconds(10));
        goOn.SetResult();
        await turn;

        replies.Types.ShouldBe(["message"]);
    }

    [Fact]
    public async Task A_typing_sign_under_way_never_comes_after_the_reply()
    {
        var underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrive = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        replies.OnSend = async (activity, _) =>
        {
            if (activity.Type != "typing") return;
            underWay.SetResult();
            await arrive.Task;
        };
        var turn = RunAsync(WithTyping);
        time.Advance(TimeSpan.FromSeconds(1));
        await underWay.Task.WaitAsync(TimeSpan.FromMinutes(1));
        goOn.SetResult();
        arrive.SetResult();
        await turn;

        replies.Types.ShouldBe(["typing", "message"]);
    }

    [Fact]
    public async Task A_typing_sign_that_cannot_be_sent_does_not_hurt_the_turn()
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        replies.OnSend = (activity, _) =>
        {
            if (activity.Type != "typing") return Task.CompletedTask;
            failed.TrySetResult();
            throw new DeliveryException("no");
        };
        var turn = RunAsync(WithTyping);
        time.Advance(TimeSpan.FromSeconds(1));
        await failed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        goOn.SetResult();

        (await turn).Outcome.ShouldBe(TurnOutcome.Completed);
        replies.Types.ShouldBe(["message"]);
    }

    [Fact]
    public async Task A_turn_that_takes_too_long_is_ended()
    {
        var turn = RunAsync(WithTyping);
        time.Advance(TimeSpan.FromMinutes(1));

        (await turn).Outcome.ShouldBe(TurnOutcome.TimedOut);
    }

    [Fact]
    public async Task Turns_are_counted_by_channel_and_outcome_and_invented_channels_are_not_kept_apart()
    {
        var counted = new List<(string? Channel, string? Outcome)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == AdapterTelemetry.Name && instrument.Name == "pmbot.adapters.turns") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted) counted.Add((Tag(tags, "channel"), Tag(tags, "outcome")));
        });
        listener.Start();

        goOn.SetResult();
        await RunAsync(WithTyping, "telegram");
        await RunAsync(WithTyping, "invented-4711");
        replies.OnSend = (_, _) => throw new DeliveryException("no");
        await RunAsync(WithTyping, "telegram");
        replies.OnSend = (_, _) => throw new InvalidOperationException("no");
        await RunAsync(WithTyping, "telegram");

        lock (counted)
        {
            counted.ShouldContain(("telegram", "completed"));
            counted.ShouldContain(("other", "completed"));
            counted.ShouldContain(("telegram", "undelivered"));
            counted.ShouldContain(("telegram", "failed"));
            counted.ShouldNotContain(one => one.Channel == "invented-4711");
        }
    }

    private Task<TurnResult> RunAsync(TurnLimits limits, string channel = "emulator")
    {
        var host = new TurnHost(new Handler(goOn.Task), time, NullLogger<TurnHost>.Instance);
        var activity = new Activity { Type = "message", ChannelId = channel, Conversation = new() { Id = "c1" }, From = new() { Id = "u1" } };
        return host.RunAsync(activity, replies, limits, CancellationToken.None);
    }

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name) return tag.Value as string;
        }

        return null;
    }

    private sealed class Handler(Task until) : ITurnHandler
    {
        public async Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            await until.WaitAsync(cancellationToken);
            await turn.SendAsync(new() { Text = "done" }, cancellationToken);
        }
    }
}
