using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Trains an <see cref="IntentNetwork"/>.</summary>
internal static class NetworkTrainer
{
    public static IntentNetwork Train(IReadOnlyList<SentenceFeatures> sentences, ReadOnlySpan<int> intents, int intentCount, TrainingScale scale, TrainingOptions options)
    {
        var table = FeatureSpace.Build(sentences, scale.AtLeast);
        var rows = SparseRows.Build(table, sentences);
        var features = table.Rows.Length;
        var (weights, biases) = Separators.Train(rows, intents, intentCount, features, options);
        var linear = ByteRows.From(weights, features, biases.Length);
        var units = scale.Units;
        var layers = new HiddenLayer[scale.Networks];
        var hidden = new float[features * units * layers.Length];
        for (var n = 0; n < layers.Length; n++)
        {
            (var own, layers[n]) = HiddenTrainer.Train(rows, intents, intentCount, features, scale.Units, (uint)n + 1, options);
            for (var f = 0; f < features; f++) own.AsSpan(f * units, units).CopyTo(hidden.AsSpan(((f * layers.Length) + n) * units));
        }

        return new IntentNetwork(table, linear, biases, ByteRows.From(hidden, features, units * layers.Length), layers, (Half)options.Sharpness, intentCount);
    }
}
