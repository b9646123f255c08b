namespace PmBot.Nlu.Models.Intents;

/// <summary>Probabilities that keep their word: each to the power of 1 / temperature, and together 1 again.</summary>
internal static class Calibration
{
    private const float Least = 1e-6f;

    /// <param name="probabilities">In place.</param>
    /// <param name="except">One that gets none; -1 for no such.</param>
    /// <param name="temperature">Above 1 makes less sure, below 1 more.</param>
    public static void Apply(Span<float> probabilities, int except, float temperature)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var raised = i == except ? 0 : PortableMath.Exp(PortableMath.Log(Math.Max(probabilities[i], Least)) / temperature);
            probabilities[i] = (float)raised;
            sum += raised;
        }

        foreach (ref var probability in probabilities) probability = (float)(probability / sum);
    }
}
