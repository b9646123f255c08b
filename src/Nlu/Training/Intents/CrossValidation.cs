namespace PmBot.Nlu.Training.Intents;

/// <summary>Networks that are trained on a part of the sentences and tried on the rest.</summary>
internal static class CrossValidation
{
    /// <summary>Every sentence, judged by a network that was trained on the other folds.</summary>
    public static Trial[] Run(LabelledFeatures data)
    {
        var fold = Folds(data);
        var trials = new Trial[fold.Length];
        Parallel.For(0, data.Scale.Folds, f =>
        {
            var judge = new Judge(data.Train(i => fold[i] != f), data);
            for (var i = 0; i < trials.Length; i++)
                if (fold[i] == f) trials[i] = judge.Try(i);
        });
        return trials;
    }

    /// <summary>
    /// The sentences of intents, judged by networks that were trained without any sentence of these intents; empty where there are too few intents
    /// to leave some out.
    /// </summary>
    public static List<Trial> Strangers(LabelledFeatures data)
    {
        var known = Enumerable.Range(0, data.Names.Length).Where(i => i != data.Outside).ToArray();
        if (known.Length < 3) return [];
        new Chance(11).Shuffle(known);
        var groups = Math.Min(data.Scale.Folds, known.Length);
        var group = new int[data.Names.Length];
        Array.Fill(group, -1);
        for (var i = 0; i < known.Length; i++) group[known[i]] = i % groups;
        var found = new List<Trial>[groups];
        Parallel.For(0, groups, g =>
        {
            var judge = new Judge(data.Train(i => group[data.Intents[i]] != g), data);
            found[g] = [.. Enumerable.Range(0, data.Sentences.Length).Where(i => group[data.Intents[i]] == g).Select(judge.Try)];
        });
        return [.. found.SelectMany(f => f)];
    }

    // Each intent's sentences spread evenly over the folds.
    private static int[] Folds(LabelledFeatures data)
    {
        var order = Enumerable.Range(0, data.Originals).ToArray();
        new Chance(7).Shuffle(order);
        var next = Enumerable.Range(0, data.Names.Length).ToArray();
        var fold = new int[order.Length];
        foreach (var i in order) fold[i] = next[data.Intents[i]]++ % data.Scale.Folds;
        return Array.ConvertAll(data.Origins, o => fold[o]);
    }
}
