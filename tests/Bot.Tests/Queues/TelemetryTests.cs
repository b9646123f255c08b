using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Queues;
using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Queues;

public sealed class TelemetryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> measured = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_stored_sent_tried_again_and_given_up_is_counted()
    {
        // Of an adapter of its own: other tests run beside this one.
        var wire = new Counted();
        using var listener = Listen();
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(20, DateTimeOffset.UtcNow));
        foreach (var text in (string[])["good", "busy"]) await bot.Outbound.SendAsync(Message(text), default);
        // Whoever waits hears of the refusal, unless it takes longer than they wait.
        await bot.Outbound.SendAsync(Message("bad"), default).ContinueWith(_ => { }, TaskScheduler.Default);
        await QueuedBot.UntilAsync(() => measured.Count(m => m.Name == "pmbot.delivery.duration" && m.Tags.Contains("adapter=counted", StringComparison.Ordinal)) == 3);

        Count("pmbot.delivery.stored", "outbound").ShouldBe(3);
        Count("pmbot.delivery.settled", "outbound", "outcome=dead").ShouldBe(1);
        Count("pmbot.delivery.retried", "outbound").ShouldBeGreaterThanOrEqualTo(1);
        measured.Count(m => m.Name == "pmbot.delivery.duration" && m.Tags.Contains("adapter=counted", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task What_waits_for_how_long_and_which_channels_are_left_alone_is_told()
    {
        var wire = new Counted { IsAway = true };
        using var listener = Listen();
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(20, DateTimeOffset.UtcNow));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => bot.Outbound.SendAsync(Message($"k{i}"), default)));
        var watch = bot.Services.GetRequiredService<DeliveryWatch>();
        await QueuedBot.UntilAsync(async () => (await watch.ReportAsync(default))["circuits_open"]!["counted"]?.GetValue<int>() == 1);

        var report = (await watch.ReportAsync(default))["outbound"]!["counted"]!;
        report["waiting"]!.GetValue<int>().ShouldBe(10);
        report["oldest_seconds"]!.GetValue<double>().ShouldBePositive();
        measured.Clear();
        listener.RecordObservableInstruments();
        Count("pmbot.delivery.depth", "outbound").ShouldBe(10);
        Count("pmbot.delivery.oldest.age", "outbound").ShouldBePositive();

        wire.IsAway = false;
        await QueuedBot.UntilAsync(async () => (await watch.ReportAsync(default))["outbound"]!.AsObject().Count == 0);
        (await watch.ReportAsync(default))["circuits_open"]!.AsObject().ShouldBeEmpty();
    }

    private double Count(string name, string queue, string more = "") => measured
        .Where(m => m.Name == name && m.Tags.Contains("adapter=counted", StringComparison.Ordinal) && m.Tags.Contains($"queue={queue}", StringComparison.Ordinal) && m.Tags.Contains(more, StringComparison.Ordinal))
        .Sum(m => m.Value);

    private MeterListener Listen()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == DeliveryTelemetry.Name) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var said = new List<string>();
        foreach (var (name, tag) in tags) said.Add($"{name}={tag}");
        measured.Enqueue((instrument.Name, value, string.Join(' ', said)));
    }

    private static OutboundMessage Message(string text)
    {
        var message = Wire.Message(text, text);
        return message with { Reference = message.Reference with { Adapter = "counted" } };
    }

    private sealed class Counted : IChannelSender
    {
        private int busy;

        public string Adapter => "counted";

        public bool IsAway { get; set; }

        public Task<string?> SendAsync(ConversationReference reference, PmBot.Adapters.Activities.Activity message, CancellationToken cancellationToken)
        {
            if (IsAway) throw new DeliveryException("unreachable", new HttpRequestException());
            if (message.Text == "bad") throw new DeliveryException("no", 403, "Forbidden");
            // More often than is tried at once.
            if (message.Text == "busy" && ++busy <= 5) throw new DeliveryException("slow down", 429, null);
            return Task.FromResult<string?>("m");
        }
    }
}
