using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Networks that are trained on a part of the sentences and tried on the rest.</summary>
internal static class CrossValidation
{
    /// <summary>Every sentence, judged by a network that was trained on the other folds.</summary>
    public static Trial[] Run(SentenceFeatures[] sentences, int[] intents, string[] names, TrainingOptions options)
    {
        var fold = Folds(intents, names.Length, options.Folds);
        var trials = new Trial[sentences.Length];
        Parallel.For(0, options.Folds, f =>
        {
            var network = Train(sentences, intents, names.Length, i => fold[i] != f, options);
            var judge = new Judge(network, names);
            for (var i = 0; i < trials.Length; i++)
                if (fold[i] == f) trials[i] = judge.Try(sentences[i], intents[i]);
        });
        return trials;
    }

    /// <summary>Trains on some of the sentences. Intents without any keep their number.</summary>
    public static IntentNetwork Train(SentenceFeatures[] sentences, int[] intents, int intentCount, Func<int, bool> isUsed, TrainingOptions options)
    {
        var used = Enumerable.Range(0, sentences.Length).Where(isUsed).ToArray();
        return NetworkTrainer.Train(Array.ConvertAll(used, i => sentences[i]), Array.ConvertAll(used, i => intents[i]), intentCount, options);
    }

    /// <summary>Each intent's sentences spread evenly over the folds.</summary>
    private static int[] Folds(int[] intents, int intentCount, int folds)
    {
        var order = Enumerable.Range(0, intents.Length).ToArray();
        new Chance(7).Shuffle(order);
        var next = new int[intentCount];
        for (var i = 0; i < intentCount; i++) next[i] = i;
        var fold = new int[intents.Length];
        foreach (var i in order) fold[i] = next[intents[i]]++ % folds;
        return fold;
    }
}
