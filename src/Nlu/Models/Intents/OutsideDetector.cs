namespace PmBot.Nlu.Models.Intents;

/// <summary>How likely a sentence is outside all intents: a logistic function of the <see cref="Signals"/>. Immutable.</summary>
/// <param name="weights">One a signal.</param>
/// <param name="bias">Such that 0.5 is where sentences begin to be refused.</param>
internal sealed class OutsideDetector(double[] weights, double bias)
{
    public double Probability(ReadOnlySpan<double> signals) => PortableMath.Sigmoid(Score(signals));

    public double Score(ReadOnlySpan<double> signals)
    {
        var sum = bias;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * signals[i];
        return sum;
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var weight in weights) writer.Write((float)weight);
        writer.Write((float)bias);
    }

    public static OutsideDetector Load(BinaryReader reader)
    {
        var weights = new double[Signals.Count];
        for (var i = 0; i < weights.Length; i++) weights[i] = reader.ReadSingle();
        return new OutsideDetector(weights, reader.ReadSingle());
    }
}
