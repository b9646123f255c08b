using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Learning;

/// <summary>Whether one model did better than another, and whether that can be chance.</summary>
/// <remarks>
/// Counted is what the rules left to the model: requests that it read, and messages it was not sure of. Right are those that it read and nobody
/// corrected. The two shares are compared by the two-proportion z test, two-sided.
/// </remarks>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
public sealed record ModelComparison(ModelTally First, ModelTally Second)
{
    /// <summary>Below this probability a difference counts as real.</summary>
    public const double Significance = 0.05;

    // Below this many expected on any side the test's approximation does not hold.
    private const double MinExpected = 5;

    /// <summary>What a model was asked to read.</summary>
    public static long Asked(ModelTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return tally.Answered + tally.Unsure;
    }

    /// <summary>What it read and nobody corrected.</summary>
    public static long Right(ModelTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return Math.Max(0, tally.Answered - tally.Corrected);
    }

    /// <summary>The share of the right, 0 to 1; 0 where nothing was asked.</summary>
    public static double Share(ModelTally tally) => Asked(tally) == 0 ? 0 : (double)Right(tally) / Asked(tally);

    /// <summary>How much better the first did, in shares.</summary>
    public double Difference => Share(First) - Share(Second);

    /// <summary>How likely a difference as big as this is where both are equally good; null where there is too little to tell.</summary>
    public double? PValue
    {
        get
        {
            var (n, m) = ((double)Asked(First), (double)Asked(Second));
            var pooled = (Right(First) + Right(Second)) / (n + m);
            if (!(Math.Min(n, m) * Math.Min(pooled, 1 - pooled) >= MinExpected)) return null;
            return TwoSided(Difference / Math.Sqrt(pooled * (1 - pooled) * ((1 / n) + (1 / m))));
        }
    }

    /// <summary>The name of the model that did better beyond chance, or null.</summary>
    public string? Better => PValue < Significance ? (Difference > 0 ? First.Model : Second.Model) : null;

    // The normal distribution's two tails: Abramowitz and Stegun 7.1.26, off by less than 0.0000002.
    private static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var polynomial = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return Math.Min(1, polynomial * Math.Exp(-x * x));
    }
}
