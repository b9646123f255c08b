using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    private static ReadOnlySpan<double> OneOverFactorials =>
        [1, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800];

    private static ReadOnlySpan<double> OneOverOdds => [1, 1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23];

    /// <summary>e^x, right to about 15 digits; 0 below -708, infinite above 709.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < -708) return 0;
        if (x > 709) return double.PositiveInfinity;
        var power = Math.Floor((x * Log2E) + 0.5);
        var rest = x - (power * Ln2High) - (power * Ln2Low);
        // |rest| <= 0.347: thirteen terms leave less than the last bit.
        var sum = OneOverFactorials[^1];
        for (var i = OneOverFactorials.Length - 2; i >= 0; i--) sum = OneOverFactorials[i] + (sum * rest);
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
        var sum = OneOverOdds[^1];
        for (var i = OneOverOdds.Length - 2; i >= 0; i--) sum = OneOverOdds[i] + (sum * square);
        return (power * Ln2High) + ((2 * s * sum) + (power * Ln2Low));
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x)
    {
        if (x >= 0) return 1 / (1 + Exp(-x));
        var e = Exp(x);
        return e / (1 + e);
    }

    /// <summary>e^x of many numbers in place, right to about 6 digits; their count is a multiple of 8. What is below -87 counts as -87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exp(Span<float> numbers)
    {
        var (log2E, high, low) = (Vector256.Create(1.44269504f), Vector256.Create(0.693359375f), Vector256.Create(-2.12194440e-4f));
        for (var i = 0; i < numbers.Length; i += 8)
        {
            var x = Vector256.Min(Vector256.Max(Vector256.Create(numbers.Slice(i, 8)), Vector256.Create(-87f)), Vector256.Create(88f));
            var power = Vector256.Floor((x * log2E) + Vector256.Create(0.5f));
            x = x - (power * high) - (power * low);
            var sum = Vector256.Create(1.9875691500e-4f);
            sum = (sum * x) + Vector256.Create(1.3981999507e-3f);
            sum = (sum * x) + Vector256.Create(8.3334519073e-3f);
            sum = (sum * x) + Vector256.Create(4.1665795894e-2f);
            sum = (sum * x) + Vector256.Create(1.6666665459e-1f);
            sum = (sum * x) + Vector256.Create(5.0000001201e-1f);
            sum = (sum * x * x) + x + Vector256<float>.One;
            var scale = Vector256.ShiftLeft(Vector256.ConvertToInt32(power) + Vector256.Create(127), 23).AsSingle();
            (sum * scale).CopyTo(numbers[i..]);
        }
    }

    /// <summary>The natural logarithm of many positive, normal numbers in place, right to about 6 digits; their count is a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Log(Span<float> numbers)
    {
        var half = Vector256.Create(0.5f);
        for (var i = 0; i < numbers.Length; i += 8)
        {
            var bits = Vector256.Create(numbers.Slice(i, 8)).AsInt32();
            var power = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(bits, 23) - Vector256.Create(126));
            // 0.5 to 1, then 0.707 to 1.414.
            var x = ((bits & Vector256.Create(0x7FFFFF)) | Vector256.Create(0x3F000000)).AsSingle();
            var small = Vector256.LessThan(x, Vector256.Create(0.707106781f));
            power -= small & Vector256<float>.One;
            x = x - Vector256<float>.One + (small & x);
            var square = x * x;
            var sum = Vector256.Create(7.0376836292e-2f);
            sum = (sum * x) + Vector256.Create(-1.1514610310e-1f);
            sum = (sum * x) + Vector256.Create(1.1676998740e-1f);
            sum = (sum * x) + Vector256.Create(-1.2420140846e-1f);
            sum = (sum * x) + Vector256.Create(1.4249322787e-1f);
            sum = (sum * x) + Vector256.Create(-1.6668057665e-1f);
            sum = (sum * x) + Vector256.Create(2.0000714765e-1f);
            sum = (sum * x) + Vector256.Create(-2.4999993993e-1f);
            sum = (sum * x) + Vector256.Create(3.3333331174e-1f);
            sum = (sum * x * square) + (power * Vector256.Create(-2.12194440e-4f)) - (half * square);
            (x + sum + (power * Vector256.Create(0.693359375f))).CopyTo(numbers[i..]);
        }
    }
}
