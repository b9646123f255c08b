using System.Diagnostics;
using System.Diagnostics.Metrics;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>The names of what is counted of messages on their way in and out; listen to meter <c>PmBot.Delivery</c>.</summary>
public static class DeliveryTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "PmBot.Delivery";

    internal static Meter Meter { get; } = new(Name);

    internal static Counter<long> Stored { get; } = Meter.CreateCounter<long>("pmbot.delivery.stored", "{message}", "Messages stored, by queue and adapter.");

    internal static Counter<long> Settled { get; } = Meter.CreateCounter<long>("pmbot.delivery.settled", "{message}", "Messages that ended, by queue, adapter and outcome: done (sent, or worked on), dropped, dead.");

    internal static Counter<long> Retried { get; } = Meter.CreateCounter<long>("pmbot.delivery.retried", "{attempt}", "Attempts that are made again later, by queue and adapter.");

    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>("pmbot.delivery.duration", "s", "How long messages took from being stored to their end, by queue, adapter and outcome.");
}

/// <summary>Counts what becomes of the rows of a queue. Adapters are few and named by us, so nobody can grow the metrics without end.</summary>
internal static class DeliveryTelemetry<TRow>
    where TRow : QueuedRow
{
    private static readonly string Queue = typeof(TRow) == typeof(InboxRow) ? "inbox" : "outbound";

    public static void Stored(string adapter) => DeliveryTelemetry.Stored.Add(1, new("queue", Queue), new KeyValuePair<string, object?>("adapter", adapter));

    public static void Retried(string adapter) => DeliveryTelemetry.Retried.Add(1, new("queue", Queue), new KeyValuePair<string, object?>("adapter", adapter));

    public static void Settled(string adapter, string outcome, TimeSpan took)
    {
        var tags = new TagList { { "queue", Queue }, { "adapter", adapter }, { "outcome", outcome } };
        DeliveryTelemetry.Settled.Add(1, tags);
        DeliveryTelemetry.Duration.Record(took.TotalSeconds, tags);
    }
}
