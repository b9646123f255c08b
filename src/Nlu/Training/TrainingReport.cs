using System.Globalization;
using System.Text;
using PmBot.Nlu.Models;

namespace PmBot.Nlu.Training;

/// <summary>What is known about a model, as a page of Markdown. The same model and sentences give the same page: no times, no dates.</summary>
public sealed class TrainingReport
{
    private const int Worst = 15;
    private readonly StringBuilder _text = new();

    /// <summary>Begins the page: what was trained, on what, how.</summary>
    public TrainingReport(TrainedModel model, IReadOnlyDictionary<string, IReadOnlyList<LabelledSentence>> trainingByLanguage, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trainingByLanguage);
        ArgumentNullException.ThrowIfNull(options);
        var scale = TrainingScale.Of(trainingByLanguage.Values.Sum(s => s.Count));
        Line($"# The trained model\n");
        Line($"Written by `pmbot nlu train`, together with `pmbot.model`; `pmbot nlu eval --data FILE.jsonl` judges it on other sentences.\n");
        Line($"One model for all languages, {model.Intents.Count} intents. Settings: penalty {options.Penalty}, {options.LinearRounds} rounds for the separators; {scale.Networks} network(s) of {scale.Units} hidden units, {options.HiddenRounds} rounds, rate {options.HiddenRate}, {options.FeatureDropout} of the features and {options.HiddenDropout} of the units left out; features in at least {scale.AtLeast} sentences; {scale.Folds} folds; {options.FewestRejects} to {options.MostRejects} of the sentences inside may be refused in cross-validation, one right one for {options.RejectCost} outside.\n");
        Sizes(trainingByLanguage);
    }

    /// <summary>The page so far.</summary>
    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    /// <summary>Adds scores: a table of the languages, then what each got wrong.</summary>
    /// <param name="title">Of the section.</param>
    /// <param name="introduction">What the sentences are.</param>
    /// <param name="byLanguage">Scores by language.</param>
    /// <param name="details">Whether to add intents, confusions and slots.</param>
    public void Add(string title, string introduction, IReadOnlyDictionary<string, ModelScores> byLanguage, bool details)
    {
        ArgumentNullException.ThrowIfNull(byLanguage);
        Line($"## {title}\n");
        Line($"{introduction}\n");
        Line($"| | sentences | intent right | ranked first | macro F1 | refused though in scope | out of scope refused | entities F1 strict / overlap | intent and all entities right | calibration error |");
        Line($"|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (language, scores) in byLanguage)
            Line($"| {language} | {scores.Inside} + {scores.Outside} | {Percent(scores.InsideAccuracy)} | {Percent(scores.RankedFirst)} | {Percent(scores.MacroF1)} | {Percent(scores.FalseRejects)} | {Percent(scores.OutOfScopeRecall)} | {Percent(scores.Entities.All.Strict)} / {Percent(scores.Entities.All.Overlap)} | {Percent(scores.ExactSentences)} | {Percent(scores.Reliability.Error)} |");
        Line($"");
        if (!details) return;
        Intents(byLanguage);
        Slots(byLanguage);
        Confusions(byLanguage);
        Calibration(byLanguage);
    }

    /// <summary>Adds scores of the whole reader.</summary>
    /// <param name="title">Of the section.</param>
    /// <param name="introduction">What is judged.</param>
    /// <param name="rows">What each row is of, and its scores.</param>
    public void Add(string title, string introduction, IEnumerable<(string Name, ReaderScores Scores)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Line($"## {title}\n");
        Line($"{introduction}\n");
        Line($"| | sentences | intent right | intent and all slots right | refused though in scope | out of scope refused |");
        Line($"|---|---|---|---|---|---|");
        foreach (var (name, scores) in rows)
            Line($"| {name} | {scores.InScope} + {scores.Outside} | {Percent(scores.IntentAccuracy)} | {Percent(scores.ExactSlots)} | {Percent(scores.FalseRejects)} | {Percent(scores.OutOfScopeRecall)} |");
        Line($"");
    }

    private void Sizes(IReadOnlyDictionary<string, IReadOnlyList<LabelledSentence>> byLanguage)
    {
        Line($"## Training sentences\n");
        Line($"| intent | {string.Join(" | ", byLanguage.Keys)} | entities |");
        Line($"|---|{string.Concat(byLanguage.Select(_ => "---|"))}---|");
        foreach (var intent in byLanguage.Values.SelectMany(s => s).GroupBy(s => s.Intent, StringComparer.Ordinal).OrderBy(i => i.Key, StringComparer.Ordinal))
            Line($"| {intent.Key} | {string.Join(" | ", byLanguage.Values.Select(s => s.Count(x => x.Intent == intent.Key)))} | {intent.Sum(s => s.Entities.Count)} |");
        Line($"| all | {string.Join(" | ", byLanguage.Values.Select(s => s.Count))} | {byLanguage.Values.Sum(l => l.Sum(s => s.Entities.Count))} |\n");
    }

    private void Intents(IReadOnlyDictionary<string, ModelScores> byLanguage)
    {
        Line($"| intent | {string.Join(" | ", byLanguage.Keys.Select(l => $"{l}: recall | {l}: precision"))} |");
        Line($"|---|{string.Concat(byLanguage.Select(_ => "---|---|"))}");
        foreach (var intent in byLanguage.Values.SelectMany(s => s.Intents.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Line($"| {intent} | {string.Join(" | ", byLanguage.Values.Select(s => Of(s.Intents.GetValueOrDefault(intent))))} |");
        Line($"");
    }

    private static string Of(IntentCounts counts) => $"{counts.Right} of {counts.Expected} | {counts.Right} of {counts.Read}";

    private void Slots(IReadOnlyDictionary<string, ModelScores> byLanguage)
    {
        Line($"| entity | {string.Join(" | ", byLanguage.Keys.Select(l => $"{l}: number | {l}: F1 strict"))} |");
        Line($"|---|{string.Concat(byLanguage.Select(_ => "---|---|"))}");
        foreach (var type in byLanguage.Values.SelectMany(s => s.Entities.Types.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Line($"| {type} | {string.Join(" | ", byLanguage.Values.Select(s => s.Entities.Types.GetValueOrDefault(type)).Select(c => c.Expected + c.Found == 0 ? "0 | -" : $"{c.Expected} | {Percent(c.Strict)}"))} |");
        Line($"");
    }

    private void Confusions(IReadOnlyDictionary<string, ModelScores> byLanguage)
    {
        foreach (var (language, scores) in byLanguage)
        {
            Line($"Read for another, {language}: {string.Join("; ", scores.Confusions.Take(Worst).Select(c => $"{c.Expected} as {c.Read} {c.Count}"))}.\n");
        }
    }

    private void Calibration(IReadOnlyDictionary<string, ModelScores> byLanguage)
    {
        Line($"| confidence | {string.Join(" | ", byLanguage.Keys.Select(l => $"{l}: sentences | {l}: mean | {l}: right"))} |");
        Line($"|---|{string.Concat(byLanguage.Select(_ => "---|---|---|"))}");
        for (var step = 0; step < 10; step++)
        {
            var from = step / 10.0;
            Line($"| {from:F1} to {(step + 1) / 10.0:F1} | {string.Join(" | ", byLanguage.Values.Select(s => s.Reliability.Steps.FirstOrDefault(x => x.From == from)).Select(x => x.Count == 0 ? "0 | - | -" : $"{x.Count} | {Percent(x.Confidence)} | {Percent(x.Right)}"))} |");
        }

        Line($"");
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1}");

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
