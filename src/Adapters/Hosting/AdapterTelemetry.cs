using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PmBot.Adapters.Hosting;

/// <summary>The spans and meters of all channels, under the name <c>PmBot.Adapters</c>.</summary>
public static class AdapterTelemetry
{
    /// <summary>Name of the activity source and the meter.</summary>
    public const string Name = "PmBot.Adapters";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("pmbot.adapters.turns", "{turn}", "Turns run, by channel and outcome.");
    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("pmbot.adapters.turn.duration", "s", "How long turns took, by channel and outcome.");
    private static readonly Counter<long> Refused =
        Meter.CreateCounter<long>("pmbot.adapters.refused", "{request}", "Requests refused before a turn, by adapter and HTTP status.");

    private static readonly Counter<long> ServiceFailures =
        Meter.CreateCounter<long>("pmbot.adapters.service.failures", "{failure}", "Failures after which a service began its work anew, by service.");

    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Counts a request that did not become a turn.</summary>
    public static void CountRefused(string adapter, int status) =>
        Refused.Add(1, new KeyValuePair<string, object?>("adapter", adapter), new KeyValuePair<string, object?>("status", status));

    internal static void CountServiceFailure(string service) => ServiceFailures.Add(1, new KeyValuePair<string, object?>("service", service));

    internal static void CountTurn(string? channelId, TurnOutcome outcome, TimeSpan took)
    {
        if (!Turns.Enabled && !Duration.Enabled) return;
        var tags = new TagList { { "channel", ChannelTag(channelId) }, { "outcome", OutcomeTag(outcome) } };
        Turns.Add(1, tags);
        Duration.Record(took.TotalSeconds, tags);
    }

    /// <summary>Channel ids come from clients: only known ones become a tag, so that nobody can grow the metrics without end.</summary>
    internal static string ChannelTag(string? channelId) => channelId switch
    {
        "msteams" or "emulator" or "webchat" or "directline" or "slack" or "discord" or "terminal" or "telegram" or "email" or "test" => channelId,
        _ => "other",
    };

    internal static string OutcomeTag(TurnOutcome outcome) => outcome switch
    {
        TurnOutcome.Completed => "completed",
        TurnOutcome.TimedOut => "timed_out",
        TurnOutcome.Undelivered => "undelivered",
        _ => "failed",
    };
}
