namespace PmBot.Nlu.Training.Intents;

/// <summary>
/// One linear separator an intent, against the rest: the squared hinge loss by dual coordinate descent (Hsieh et al., ICML 2008), all intents of
/// a sentence at once.
/// </summary>
internal static class Separators
{
    /// <summary>What stands for 1 in every sentence.</summary>
    private const float Constant = 0.3f;
    private const float Least = 1e-4f;

    /// <summary>Trains; the weights are rows of features, as wide as the biases.</summary>
    public static (float[] Weights, float[] Biases) Train(SparseRows sentences, ReadOnlySpan<int> intents, int intentCount, int features, TrainingOptions options)
    {
        var width = Rows.Padded(intentCount);
        var weights = new float[features * width];
        var biases = new float[width];
        var duals = new float[sentences.Count * width];
        var step = new float[width];
        var margins = new float[width];
        var ridge = (float)(1 / (2 * options.Penalty));
        var order = Enumerable.Range(0, sentences.Count).ToArray();
        var chance = new Chance(1);
        for (var round = 0; round < options.LinearRounds; round++)
        {
            chance.Shuffle(order);
            var moved = 0;
            foreach (var s in order)
            {
                var columns = sentences.Columns(s);
                var values = sentences.Values(s);
                margins.AsSpan().Clear();
                Rows.Add(margins, biases, Constant);
                var square = Constant * Constant;
                for (var i = 0; i < columns.Length; i++)
                {
                    Rows.Add(margins, weights.AsSpan(columns[i] * width, width), values[i]);
                    square += values[i] * values[i];
                }

                if (!Steps(duals.AsSpan(s * width, intentCount), margins, intents[s], ridge, 1 / (square + ridge), step)) continue;
                moved++;
                Rows.Add(biases, step, Constant);
                for (var i = 0; i < columns.Length; i++) Rows.Add(weights.AsSpan(columns[i] * width, width), step, values[i]);
            }

            if (moved == 0) break;
        }

        for (var i = 0; i < width; i++) biases[i] *= Constant;
        return (weights, biases);
    }

    private static bool Steps(Span<float> duals, float[] margins, int right, float ridge, float inverse, float[] step)
    {
        var any = false;
        for (var c = 0; c < duals.Length; c++)
        {
            var side = c == right ? 1f : -1f;
            var slope = (side * margins[c]) - 1 + (duals[c] * ridge);
            var next = Math.Max(duals[c] - (slope * inverse), 0);
            var change = next - duals[c];
            step[c] = 0;
            if (Math.Abs(change) <= Least) continue;
            step[c] = change * side;
            duals[c] = next;
            any = true;
        }

        return any;
    }
}
