namespace PmBot.Nlu.Models.Intents;

/// <summary>Probabilities that keep their word: each to the power of 1 / temperature, and together 1 again.</summary>
internal static class Calibration
{
    private const float Least = 1e-6f;

    /// <param name="probabilities">In place; room for a multiple of 8.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="except">One that gets none; -1 for no such.</param>
    /// <param name="temperature">Above 1 makes less sure, below 1 more.</param>
    public static void Apply(Span<float> probabilities, int count, int except, float temperature)
    {
        foreach (ref var probability in probabilities) probability = Math.Max(probability, Least);
        PortableMath.Log(probabilities);
        foreach (ref var probability in probabilities) probability /= temperature;
        PortableMath.Exp(probabilities);
        if (except >= 0) probabilities[except] = 0;
        probabilities[count..].Clear();
        var sum = 0f;
        foreach (var probability in probabilities) sum += probability;
        foreach (ref var probability in probabilities) probability /= sum;
    }
}
