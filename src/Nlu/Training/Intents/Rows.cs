using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Arithmetic on rows whose width is a multiple of 8. Element by element, so the width of the machine's vectors changes no bit.</summary>
internal static class Rows
{
    public static int Padded(int width) => (width + 7) / 8 * 8;

    /// <summary>to += from * factor.</summary>
    public static void Add(Span<float> to, ReadOnlySpan<float> from, float factor)
    {
        ref var a = ref MemoryMarshal.GetReference(to);
        ref var b = ref MemoryMarshal.GetReference(from[..to.Length]);
        var by = Vector256.Create(factor);
        for (var i = 0; i < to.Length; i += 8)
        {
            var sum = Vector256.LoadUnsafe(ref a, (nuint)i) + (by * Vector256.LoadUnsafe(ref b, (nuint)i));
            sum.StoreUnsafe(ref a, (nuint)i);
        }
    }

    /// <summary>The inner product; eight sums, added in one order.</summary>
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(other[..one.Length]);
        var sums = Vector256<float>.Zero;
        for (var i = 0; i < one.Length; i += 8) sums += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
        var total = 0f;
        for (var i = 0; i < 8; i++) total += sums.GetElement(i);
        return total;
    }

    /// <summary>A step down the gradient (times a factor) whose size shrinks with the squares seen so far (Adagrad).</summary>
    public static void Descend(Span<float> weights, Span<float> squares, ReadOnlySpan<float> gradient, float factor, float rate)
    {
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var s = ref MemoryMarshal.GetReference(squares[..weights.Length]);
        ref var g = ref MemoryMarshal.GetReference(gradient[..weights.Length]);
        var by = Vector256.Create(factor);
        var step = Vector256.Create(rate);
        for (var i = 0; i < weights.Length; i += 8)
        {
            var slope = Vector256.LoadUnsafe(ref g, (nuint)i) * by;
            var square = Vector256.LoadUnsafe(ref s, (nuint)i) + (slope * slope);
            square.StoreUnsafe(ref s, (nuint)i);
            var next = Vector256.LoadUnsafe(ref w, (nuint)i) - (step * slope / Vector256.Sqrt(square));
            next.StoreUnsafe(ref w, (nuint)i);
        }
    }
}
