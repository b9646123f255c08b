using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using PmBot.Adapters.Hosting;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Queues;

/// <summary>Looks every few seconds how much waits and since when, for the gauges of <see cref="DeliveryTelemetry"/>, and tells it whoever asks for the service's health.</summary>
internal sealed class DeliveryWatch : LastingService
{
    /// <summary>How old the gauges may be.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private readonly WorkQueue<InboxRow> inbox;
    private readonly WorkQueue<OutboundRow> outbound;
    private readonly Outbound way;
    private readonly Meter meter = new(DeliveryTelemetry.Name);
    private volatile IReadOnlyList<Waiting> seen = [];

    public DeliveryWatch(WorkQueue<InboxRow> inbox, WorkQueue<OutboundRow> outbound, Outbound way, DeliveryClock clock, ILogger<DeliveryWatch> logger)
        : base(clock.Time, logger)
    {
        (this.inbox, this.outbound, this.way) = (inbox, outbound, way);
        meter.CreateObservableGauge("pmbot.delivery.depth", () => seen.Select(w => new Measurement<int>(w.Count, Tags(w))), "{message}", "Messages that wait, by queue and adapter.");
        meter.CreateObservableGauge("pmbot.delivery.oldest.age", () => seen.Select(w => new Measurement<double>(Age(w), Tags(w))), "s", "How long the oldest of them has waited.");
        meter.CreateObservableGauge(
            "pmbot.delivery.circuits.open", () => way.Open.CountBy(a => a, StringComparer.Ordinal).Select(a => new Measurement<int>(a.Value, new KeyValuePair<string, object?>("adapter", a.Key))), "{channel}",
            "Channels (of one team each) that are left alone since what was sent there failed too often, by adapter.");
    }

    /// <summary>How much waits now: <c>{"inbox":{"slack":{"waiting":2,"oldest_seconds":7}},"outbound":{...},"circuits_open":{"slack":1}}</c>.</summary>
    public async Task<JsonObject> ReportAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        var report = new JsonObject { ["inbox"] = new JsonObject(), ["outbound"] = new JsonObject(), ["circuits_open"] = new JsonObject() };
        foreach (var waiting in seen) report[waiting.Queue]![waiting.Adapter] = new JsonObject { ["waiting"] = waiting.Count, ["oldest_seconds"] = Math.Round(Age(waiting), 1) };
        foreach (var (adapter, count) in way.Open.CountBy(a => a, StringComparer.Ordinal)) report["circuits_open"]![adapter] = count;
        return report;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (StorageUnavailableException e)
            {
                // The gauges say what was seen last.
                DeliveryLog.LookFailed(Logger, e);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var (came, goes) = (await inbox.DepthsAsync(cancellationToken), await outbound.DepthsAsync(cancellationToken));
        seen = [.. came.Select(d => new Waiting("inbox", d.Adapter, d.Count, d.Oldest)), .. goes.Select(d => new Waiting("outbound", d.Adapter, d.Count, d.Oldest))];
    }

    private double Age(Waiting waiting) => Math.Max(0, (Clock.GetUtcNow() - waiting.Oldest).TotalSeconds);

    private static KeyValuePair<string, object?>[] Tags(Waiting waiting) => [new("queue", waiting.Queue), new("adapter", waiting.Adapter)];

    private sealed record Waiting(string Queue, string Adapter, int Count, DateTimeOffset Oldest);
}
