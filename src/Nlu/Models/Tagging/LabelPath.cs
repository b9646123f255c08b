using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>Finds the likeliest labels of a sentence. Memory is kept between sentences, so one thread at a time.</summary>
/// <remarks>All scores are whole numbers, so that neither the order of sums nor the width of the machine's vectors changes an answer.</remarks>
internal sealed class LabelPath
{
    private int[] _scores = [];
    private int[] _back = [];

    /// <summary>Of what label may not follow which: far below any sum of scores.</summary>
    public const int Never = -(1 << 28);

    /// <summary>What each label scores at each token, [token * width + label].</summary>
    public int[] Nodes { get; private set; } = [];

    /// <summary>Makes room for a sentence.</summary>
    public void Begin(int length, int width)
    {
        var size = length * width;
        if (Nodes.Length >= size) return;
        Nodes = new int[Math.Max(size, 1024)];
        _scores = new int[Nodes.Length];
        _back = new int[Nodes.Length];
    }

    /// <summary>The best path; of equal ones that with the lower labels at the end.</summary>
    /// <param name="transitions">What a label scores after another, [before * width + label].</param>
    /// <param name="width">Labels, up to a multiple of 8.</param>
    /// <param name="labels">One a token.</param>
    public void Find(ReadOnlySpan<int> transitions, int width, Span<int> labels)
    {
        var first = _scores.AsSpan(0, width);
        Nodes.AsSpan(0, width).CopyTo(first);
        for (var y = 2; y < width; y += 2) first[y] = Never;
        for (var t = 1; t < labels.Length; t++) Step(transitions, t, width);
        var at = 0;
        var last = _scores.AsSpan((labels.Length - 1) * width, width);
        for (var y = 1; y < width; y++)
            if (last[y] > last[at]) at = y;
        for (var t = labels.Length - 1; t >= 0; t--)
        {
            labels[t] = at;
            at = _back[(t * width) + at];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(ReadOnlySpan<int> transitions, int token, int width)
    {
        var before = _scores.AsSpan((token - 1) * width, width);
        var now = _scores.AsSpan(token * width, width);
        var nodes = Nodes.AsSpan(token * width, width);
        var back = _back.AsSpan(token * width, width);
        for (var y = 0; y < width; y += 8)
        {
            var best = Vector256.Create(int.MinValue);
            var from = Vector256<int>.Zero;
            for (var x = 0; x < width; x++)
            {
                var score = Vector256.Create(before[x]) + Vector256.Create(transitions.Slice((x * width) + y, 8));
                var better = Vector256.GreaterThan(score, best);
                best = Vector256.ConditionalSelect(better, score, best);
                from = Vector256.ConditionalSelect(better, Vector256.Create(x), from);
            }

            // Kept above the least of all numbers, however many steps there are.
            best = Vector256.Max(best + Vector256.Create(nodes.Slice(y, 8)), Vector256.Create(Never));
            best.CopyTo(now[y..]);
            from.CopyTo(back[y..]);
        }
    }
}
