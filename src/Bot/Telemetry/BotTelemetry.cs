using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PmBot.Bot.Telemetry;

/// <summary>The spans and counters of turns; listen to source and meter <c>PmBot.Bot</c>.</summary>
public static class BotTelemetry
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "PmBot.Bot";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("pmbot.turns", "{turn}", "Turns, by channel and outcome.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("pmbot.turn.duration", "s", "How long a turn took.");

    private static readonly Counter<long> LanguageModel = Meter.CreateCounter<long>("pmbot.llm.requests", "{request}", "Questions to the language model, by outcome.");

    /// <summary>The span of each turn.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Counts a turn.</summary>
    public static void Turned(string? channel, string outcome, TimeSpan took)
    {
        if (!Turns.Enabled && !Duration.Enabled)
        {
            return;
        }

        var tags = new TagList { { "channel", channel ?? "" }, { "outcome", outcome } };
        Turns.Add(1, tags);
        Duration.Record(took.TotalSeconds, tags);
    }

    /// <summary>Counts a question to the language model: <c>ok</c>, <c>slow</c>, <c>failed</c>, or not asked since it is <c>open</c> (failing) or <c>waiting</c>.</summary>
    public static void LanguageModelAsked(string outcome) => LanguageModel.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
