using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Nlu.Training;

namespace PmBot.Bot.Commands;

/// <summary>Scores as <c>nlu eval</c> prints them.</summary>
internal static class NluScores
{
    private const int Worst = 20;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(ModelScores scores, ReadingSpeed speed)
    {
        var text = new StringBuilder();
        Line(text, $"sentences            {scores.Sentences}");
        Line(text, $"intent accuracy      {scores.Accuracy:P2} (micro F1)");
        Line(text, $"macro F1             {scores.MacroF1:P2}");
        Line(text, $"in scope             {scores.InsideAccuracy:P2} right, {scores.FalseRejects:P2} refused, {scores.RankedFirst:P2} ranked first");
        if (scores.Outside > 0) Line(text, $"out of scope         {scores.OutOfScopeRecall:P2} of {scores.Outside} refused");
        var entities = scores.Entities.All;
        Line(text, $"entities F1          {entities.Strict:P2} strict, {entities.Overlap:P2} by overlap ({entities.Expected} entities)");
        Line(text, $"exact sentences      {scores.ExactSentences:P2} (intent and every entity, of those in scope)");
        Line(text, $"calibration error    {scores.Reliability.Error:P2}");
        Line(text, $"speed                {speed.PerSecond:F0} messages/s, median {speed.Median:F3} ms, 99 % under {speed.Slow:F3} ms");
        Line(text, $"");
        Line(text, $"confidence  sentences  mean    right");
        foreach (var step in scores.Reliability.Steps) Line(text, $"{step.From:F1} - {step.From + 0.1:F1}   {step.Count,9}  {step.Confidence:F3}  {step.Right,6:F3}");
        Line(text, $"");
        Line(text, $"intent                          sentences  precision  recall      F1");
        foreach (var (name, counts) in scores.Intents) Line(text, $"{name,-31} {counts.Expected,9}  {counts.Precision,9:F3}  {counts.Recall,6:F3}  {counts.F1,6:F3}");
        Line(text, $"");
        Line(text, $"read for another");
        foreach (var (expected, read, count) in scores.Confusions.Take(Worst)) Line(text, $"{count,5}  {expected} read as {read}");
        Line(text, $"");
        Line(text, $"entity                          expected      found     strict  overlap");
        foreach (var (type, counts) in scores.Entities.Types) Line(text, $"{type,-31} {counts.Expected,8}  {counts.Found,9}  {counts.Strict,9:F3}  {counts.Overlap,7:F3}");
        return text.ToString().TrimEnd('\n');
    }

    public static string Json(ModelScores scores, ReadingSpeed speed) => new JsonObject
    {
        ["sentences"] = scores.Sentences,
        ["accuracy"] = Round(scores.Accuracy),
        ["micro_f1"] = Round(scores.Accuracy),
        ["macro_f1"] = Round(scores.MacroF1),
        ["in_scope_accuracy"] = Round(scores.InsideAccuracy),
        ["ranked_first"] = Round(scores.RankedFirst),
        ["false_rejects"] = Round(scores.FalseRejects),
        ["out_of_scope"] = scores.Outside,
        ["out_of_scope_recall"] = scores.Outside > 0 ? Round(scores.OutOfScopeRecall) : null,
        ["exact_sentences"] = Round(scores.ExactSentences),
        ["entities"] = Counts(scores.Entities.All),
        ["entity_types"] = new JsonObject(scores.Entities.Types.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)Counts(t.Value)))),
        ["intents"] = new JsonObject(scores.Intents.Select(i => KeyValuePair.Create(i.Key, (JsonNode?)new JsonObject
        {
            ["expected"] = i.Value.Expected, ["read"] = i.Value.Read, ["right"] = i.Value.Right, ["precision"] = Round(i.Value.Precision), ["recall"] = Round(i.Value.Recall), ["f1"] = Round(i.Value.F1),
        }))),
        ["confusions"] = new JsonArray([.. scores.Confusions.Select(c => new JsonObject { ["expected"] = c.Expected, ["read"] = c.Read, ["count"] = c.Count })]),
        ["calibration_error"] = Round(scores.Reliability.Error),
        ["calibration"] = new JsonArray([.. scores.Reliability.Steps.Select(s => new JsonObject { ["from"] = s.From, ["count"] = s.Count, ["confidence"] = Round(s.Confidence), ["right"] = Round(s.Right) })]),
        ["messages_per_second"] = Math.Round(speed.PerSecond),
        ["p50_ms"] = Round(speed.Median),
        ["p99_ms"] = Round(speed.Slow),
    }.ToJsonString(Relaxed);

    private static JsonObject Counts(EntityCounts counts) => new()
    {
        ["expected"] = counts.Expected, ["found"] = counts.Found, ["strict_f1"] = Round(counts.Strict), ["overlap_f1"] = Round(counts.Overlap), ["precision"] = Round(counts.Precision), ["recall"] = Round(counts.Recall),
    };

    private static double Round(double number) => Math.Round(number, 4);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
