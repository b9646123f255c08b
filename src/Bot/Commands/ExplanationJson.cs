using System.Text.Json.Nodes;
using PmBot.Nlu;

namespace PmBot.Bot.Commands;

/// <summary>What decided a reading, as JSON.</summary>
internal static class ExplanationJson
{
    /// <param name="explanation">What decided.</param>
    /// <param name="operations">What would be done, as written: what is missing or ambiguous in it is asked.</param>
    public static JsonObject Write(Explanation explanation, JsonArray operations) => new()
    {
        ["decided"] = Decided(explanation),
        ["rules"] = new JsonArray([.. explanation.Rules.Select(r => (JsonNode)new JsonObject { ["intent"] = r.Intent, ["confidence"] = Math.Round(r.Confidence, 3), ["pattern"] = r.Evidence })]),
        ["model"] = explanation.Model is { } model ? new JsonArray([.. model.Ranking.Select(r => (JsonNode)new JsonObject { ["intent"] = r.Intent, ["probability"] = Math.Round(r.Probability, 3) })]) : null,
        ["out_of_scope"] = explanation.Model is { } read ? Math.Round(read.OutOfScope, 3) : null,
        ["words"] = new JsonArray([.. explanation.Words.Select(w => (JsonNode)new JsonObject { ["word"] = w.Word, ["weight"] = w.Weight })]),
        ["alternatives"] = new JsonArray([.. explanation.Reading.Alternatives.Select(a => (JsonNode)a.Intent)]),
        ["asks"] = new JsonArray([.. Asks(explanation, operations).Select(a => (JsonNode)a)]),
    };

    private static string Decided(Explanation explanation)
    {
        if (explanation.Reading.Operations is [var first, ..]) return first.Source == "rule" ? $"rule {first.Evidence}" : $"{first.Source} {first.Evidence}";
        if (explanation.Reading.Cues.HasFlag(Cues.Only)) return $"cue {explanation.Reading.Cues & ~Cues.Only}";
        return explanation.Reading.Alternatives.Count > 0 ? "nothing is sure enough" : "nothing matches";
    }

    private static IEnumerable<string> Asks(Explanation explanation, JsonArray operations)
    {
        if (explanation.Reading is { Operations.Count: 0, Alternatives.Count: > 0 }) yield return "which of the alternatives: none is sure enough to act on";
        foreach (var operation in operations.OfType<JsonObject>())
        {
            foreach (var missing in operation["missing"]!.AsArray()) yield return $"{missing}: {operation["intent"]} needs it, and the message does not say it";
            foreach (var (slot, choices) in operation["ambiguous"]!.AsObject()) yield return $"{slot}: the words fit {choices!.AsArray().Count} ({string.Join(", ", choices.AsArray())})";
        }
    }
}
