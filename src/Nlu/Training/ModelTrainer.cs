using PmBot.Nlu.Dates;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Models;
using PmBot.Nlu.Models.Tagging;
using PmBot.Nlu.Text;
using PmBot.Nlu.Training.Intents;

namespace PmBot.Nlu.Training;

/// <summary>Trains a model. The same sentences and options give the same bytes, on any machine.</summary>
public static class ModelTrainer
{
    /// <summary>Trains with the names of no workspace.</summary>
    public static TrainedModel Train(IReadOnlyList<LabelledSentence> sentences, TrainingOptions options) => Train(sentences, options, TrainedModel.Nowhere.Lexicon);

    /// <summary>Trains.</summary>
    /// <param name="sentences">In any order; the order counts for the bytes.</param>
    /// <param name="options">How.</param>
    /// <param name="lexicon">The names that the rules know, as a workspace would.</param>
    /// <exception cref="FormatException">There is nothing to learn from.</exception>
    public static TrainedModel Train(IReadOnlyList<LabelledSentence> sentences, TrainingOptions options, Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(options);
        var names = sentences.Select(s => s.Intent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (names.All(n => n == LabelledSentence.OutOfScope)) throw new FormatException("There is no intent to learn.");
        var texts = sentences.Select(s => Tokenizer.Tokenize(s.Text)).ToArray();
        var intents = sentences.Select(s => Array.BinarySearch(names, s.Intent, StringComparer.Ordinal)).ToArray();
        var finder = new EntityFinder(new EverydayDates());
        // Twice, with and without the names of the workspace: people say new names, too.
        var contexts = lexicon.Entries.Count == 0 ? [TrainedModel.Nowhere] : (NluContext[])[TrainedModel.Nowhere, TrainedModel.Nowhere with { Lexicon = lexicon }];
        var hints = Array.ConvertAll(contexts, c => Array.ConvertAll(texts, t => TokenHints.Of(t, finder.Find(t, c))));
        var data = new LabelledFeatures(texts, hints.Length > 1 ? hints[1] : [], intents, names, options);
        var trials = CrossValidation.Run(data);
        // Independent of each other, so two processors change no bit.
        EntityTagger? tagger = null;
        IntentModel? model = null;
        Parallel.Invoke(
            () => tagger = Tagger(sentences, texts, hints, trials, names),
            () => model = new IntentModel(names, data.Train(_ => true), Temperature.Fit(trials, names.Length, data.Outside), OutsideTrainer.Train(trials, data, options)));
        return new TrainedModel(model!, SlotTypeTable.From(sentences), tagger);
    }

    private static EntityTagger? Tagger(IReadOnlyList<LabelledSentence> sentences, TokenizedText[] texts, TokenHint[][][] hints, Trial[] trials, string[] names)
    {
        if (sentences.All(s => s.Entities.Count == 0)) return null;
        var tagged = new List<TaggerSentence>(texts.Length * hints.Length);
        foreach (var known in hints)
            for (var i = 0; i < texts.Length; i++)
                tagged.Add(new TaggerSentence(texts[i], known[i], names[trials[i].Predicted], sentences[i].Entities));
        return EntityTagger.Train(tagged, new TaggerOptions());
    }
}
