using PmBot.Nlu.Models;
using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Finds the temperature at which the probabilities keep their word on sentences that were not trained on.</summary>
internal static class Temperature
{
    /// <summary>Golden section search for the least cross entropy between 0.2 and 5.</summary>
    public static float Fit(IReadOnlyList<Trial> trials, int intents, int outside)
    {
        var inside = trials.Where(t => t.Intent != outside).ToArray();
        const double Golden = 0.6180339887498949;
        double low = 0.2, high = 5;
        while (high - low > 0.005)
        {
            var one = high - (Golden * (high - low));
            var two = low + (Golden * (high - low));
            if (Loss(inside, intents, outside, one) < Loss(inside, intents, outside, two)) high = two;
            else low = one;
        }

        return (float)((low + high) / 2);
    }

    private static double Loss(Trial[] trials, int intents, int outside, double temperature)
    {
        var sum = 0.0;
        foreach (var trial in trials)
        {
            var probabilities = (float[])trial.Probabilities.Clone();
            Calibration.Apply(probabilities, intents, outside, (float)temperature);
            sum -= PortableMath.Log(Math.Max(probabilities[trial.Intent], 1e-9));
        }

        return sum;
    }
}
