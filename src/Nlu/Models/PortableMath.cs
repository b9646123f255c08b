namespace PmBot.Nlu.Models;

/// <summary>
/// Exponential and logarithm from the four operations alone. <see cref="Math"/> asks the platform's C library, whose last bit differs
/// from one to the next, and training would not give the same bytes everywhere.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.4426950408889634074;

    /// <summary>e^x, right to about 15 digits; 0 below -708, infinite above 709.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < -708) return 0;
        if (x > 709) return double.PositiveInfinity;
        var power = Math.Floor((x * Log2E) + 0.5);
        var rest = x - (power * Ln2High) - (power * Ln2Low);
        // |rest| <= 0.347: thirteen terms leave less than the last bit.
        var sum = 1.0;
        for (var i = 13; i >= 1; i--) sum = 1 + (sum * rest / i);
        return sum * BitConverter.Int64BitsToDouble(((long)power + 1023) << 52);
    }

    /// <summary>The natural logarithm of a positive, normal number.</summary>
    public static double Log(double x)
    {
        if (!(x > 0)) return x == 0 ? double.NegativeInfinity : double.NaN;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            power++;
        }

        // ln m = 2 atanh((m - 1) / (m + 1)), |s| <= 0.172.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var i = 23; i >= 1; i -= 2) sum = (sum * square) + (1.0 / i);
        return (power * Ln2High) + ((2 * s * sum) + (power * Ln2Low));
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x)
    {
        if (x >= 0) return 1 / (1 + Exp(-x));
        var e = Exp(x);
        return e / (1 + e);
    }
}
