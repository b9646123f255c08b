using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>
/// Learns what is outside all intents from sentences that were: the examples of <c>out_of_scope</c>, where there are any, and those of intents that
/// some networks were trained without.
/// </summary>
internal static class OutsideTrainer
{
    /// <summary>The detector; null where there are too few intents to leave any out and no examples.</summary>
    public static OutsideDetector? Train(Trial[] trials, LabelledFeatures data, TrainingOptions options)
    {
        var inside = trials.Where(t => t.Intent != data.Outside).ToList();
        var examples = trials.Where(t => t.Intent == data.Outside).ToList();
        var strangers = CrossValidation.Strangers(data);
        if (examples.Count + strangers.Count == 0) return null;
        var fit = new LogisticFit(Signals.Count);
        // Together they weigh as much as those inside; real examples, once there are some dozens, half of that.
        var real = Math.Min(0.5, examples.Count / 100.0);
        if (strangers.Count == 0) real = 1;
        foreach (var trial in inside) fit.Add(trial.Signals, isOutside: false, 1.0 / inside.Count);
        foreach (var trial in examples) fit.Add(trial.Signals, isOutside: true, real / examples.Count);
        foreach (var trial in strangers) fit.Add(trial.Signals, isOutside: true, (1 - real) / strangers.Count);
        var weights = fit.Solve(out var bias);
        var detector = new OutsideDetector(weights, bias);
        // 0.5 becomes the score where sentences begin to be refused.
        var begins = examples.Count > 0 ? Bargain(detector, inside, examples, options) : Begins(detector, inside, options.FalseRejectsUnasked);
        // As the file keeps them, so that a model answers the same before and after.
        return new OutsideDetector(Array.ConvertAll(weights, w => (double)(float)w), (float)(bias - begins - 1e-6));
    }

    // The score that so many of the sentences inside lie above.
    private static double Begins(OutsideDetector detector, List<Trial> inside, double share)
    {
        var scores = inside.Select(t => detector.Score(t.Signals)).OrderDescending().ToArray();
        return scores[Math.Min((int)(scores.Length * share), scores.Length - 1)];
    }

    // Where what is outside is hard to tell, more may be refused to find it; where it is easy, few are.
    private static double Bargain(OutsideDetector detector, List<Trial> inside, List<Trial> examples, TrainingOptions options)
    {
        const int Steps = 16;
        var outside = examples.ConvertAll(t => detector.Score(t.Signals));
        var right = inside.Where(t => t.Predicted == t.Intent).Select(t => detector.Score(t.Signals)).ToArray();
        var best = double.NegativeInfinity;
        var chosen = 0.0;
        for (var step = 0; step <= Steps; step++)
        {
            var begins = Begins(detector, inside, options.FewestRejects + ((options.MostRejects - options.FewestRejects) * step / Steps));
            var found = outside.Count(s => s > begins) / (double)outside.Count;
            var lost = right.Count(s => s > begins) / (double)inside.Count;
            if (found - (options.RejectCost * lost) <= best) continue;
            best = found - (options.RejectCost * lost);
            chosen = begins;
        }

        return chosen;
    }
}
