using PmBot.Nlu.Models;

namespace PmBot.Nlu.Training;

/// <summary>The model that comes with the program: trained on every skill's examples, judged on the evaluation sentences.</summary>
public static class OwnTraining
{
    /// <summary>The training sentences by language.</summary>
    /// <exception cref="FormatException">A line cannot be read; file and line stand in front.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<LabelledSentence>> Sentences(string root) =>
        new SortedDictionary<string, IReadOnlyList<LabelledSentence>>(SkillExamples.Languages.ToDictionary(l => l, l => SkillExamples.Training(root, l), StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Trains on all languages together.</summary>
    public static TrainedModel Train(IReadOnlyDictionary<string, IReadOnlyList<LabelledSentence>> byLanguage)
    {
        ArgumentNullException.ThrowIfNull(byLanguage);
        var sentences = byLanguage.OrderBy(l => l.Key, StringComparer.Ordinal).SelectMany(l => l.Value).ToList();
        return ModelTrainer.Train(sentences, new TrainingOptions(), TrainingLexicon.Of(sentences));
    }

    /// <summary>The page about the model, to which the caller may add what it knows.</summary>
    public static TrainingReport Report(string root, TrainedModel model, IReadOnlyDictionary<string, IReadOnlyList<LabelledSentence>> training)
    {
        var report = new TrainingReport(model, training, new TrainingOptions());
        report.Add("Test sentences", "`evaluation/test.*.txt`: written apart, used for nothing but this table. The model alone, without rules and without knowing any workspace's names.", Scores(root, "test", model), details: true);
        report.Add("Development sentences", "`evaluation/dev.*.txt`: settings and thresholds were chosen on these, so they flatter.", Scores(root, "dev", model), details: false);
        report.Add("Development sentences, second set", "`evaluation/dev2.*.txt`: other voices and constructions; the mistakes on them were repaired in kind, so they flatter too.", Scores(root, "dev2", model), details: false);
        report.Add("Development sentences, third set", "`evaluation/dev3.*.txt`: the same again, very informal, written after the repairs that the second set led to.", Scores(root, "dev3", model), details: false);
        report.Add("Development sentences, fourth set", "`evaluation/dev4.*.txt`: only the intents that the other sets have none of; the mistakes on them were repaired in kind.", Scores(root, "dev4", model), details: false);
        return report;
    }

    private static SortedDictionary<string, ModelScores> Scores(string root, string set, TrainedModel model)
    {
        var byLanguage = new SortedDictionary<string, ModelScores>(StringComparer.Ordinal);
        foreach (var language in SkillExamples.Languages)
        {
            byLanguage[language] = new ModelScores();
            foreach (var sentence in SkillExamples.Evaluation(root, set, language)) byLanguage[language].Add(sentence, model.Read(sentence.Text));
        }

        return byLanguage;
    }
}
