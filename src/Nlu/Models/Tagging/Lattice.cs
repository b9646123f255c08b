namespace PmBot.Nlu.Models.Tagging;

/// <summary>
/// The labels that a sentence may have, token by token, and their probabilities. Memory is kept between sentences, so one thread at a time.
/// </summary>
/// <remarks>Labels here are local: 0 is outside, 1 + 2j and 2 + 2j begin and continue the j-th of the types that are allowed.</remarks>
internal sealed class Lattice
{
    private double[] _alpha = [];
    private double[] _beta = [];
    private double[] _scale = [];

    public int Length { get; private set; }

    public int Labels { get; private set; }

    /// <summary>What a label scores at a token, [token * Labels + label]; after <see cref="Run"/> the exponentials of it.</summary>
    public double[] Nodes { get; private set; } = [];

    /// <summary>Exponentials of what a label scores after another, [before * Labels + label]; 0 where it may not follow.</summary>
    public double[] Transitions { get; private set; } = [];

    /// <summary>Makes room for a sentence, with all scores zero.</summary>
    public void Begin(int length, int labels)
    {
        (Length, Labels) = (length, labels);
        var size = length * labels;
        if (Nodes.Length < size)
        {
            var room = Math.Max(size, 512);
            Nodes = new double[room];
            _alpha = new double[room];
            _beta = new double[room];
        }

        if (_scale.Length < length) _scale = new double[Math.Max(length, 64)];
        if (Transitions.Length < labels * labels) Transitions = new double[labels * labels];
        Array.Clear(Nodes, 0, size);
    }

    /// <summary>Forward and backward sums; each token's are scaled to one.</summary>
    public void Run()
    {
        var m = Labels;
        for (var t = 0; t < Length; t++) Exponentiate(Nodes.AsSpan(t * m, m));
        for (var t = 0; t < Length; t++)
        {
            var alpha = _alpha.AsSpan(t * m, m);
            if (t == 0) First(alpha);
            else Forward(_alpha.AsSpan((t - 1) * m, m), alpha);
            var node = Nodes.AsSpan(t * m, m);
            var sum = 0.0;
            for (var y = 0; y < m; y++) sum += alpha[y] *= node[y];
            _scale[t] = 1 / sum;
            for (var y = 0; y < m; y++) alpha[y] *= _scale[t];
        }

        _beta.AsSpan((Length - 1) * m, m).Fill(1);
        for (var t = Length - 2; t >= 0; t--) Backward(t);
    }

    /// <summary>The probability of a label at a token.</summary>
    public double Marginal(int token, int label) => _alpha[(token * Labels) + label] * _beta[(token * Labels) + label];

    /// <summary>The probability of a label at a token and another at the one before.</summary>
    public double Marginal(int token, int before, int label)
    {
        var m = Labels;
        return _alpha[((token - 1) * m) + before] * Transitions[(before * m) + label] * Nodes[(token * m) + label] * _scale[token] * _beta[(token * m) + label];
    }

    // A sentence does not begin inside.
    private static void First(Span<double> alpha)
    {
        for (var y = 0; y < alpha.Length; y++) alpha[y] = LabelScheme.IsInside(y) ? 0 : 1;
    }

    private static void Exponentiate(Span<double> scores)
    {
        var most = scores[0];
        foreach (var score in scores) most = Math.Max(most, score);
        foreach (ref var score in scores) score = PortableMath.Exp(score - most);
    }

    private void Forward(ReadOnlySpan<double> before, Span<double> now)
    {
        var m = Labels;
        now.Clear();
        for (var x = 0; x < m; x++)
        {
            var p = before[x];
            var row = Transitions.AsSpan(x * m, m);
            now[0] += p * row[0];
            for (var y = 1; y < m; y += 2) now[y] += p * row[y];
        }

        for (var y = 2; y < m; y += 2) now[y] = (before[y - 1] * Transitions[((y - 1) * m) + y]) + (before[y] * Transitions[(y * m) + y]);
    }

    private void Backward(int t)
    {
        var m = Labels;
        var next = _beta.AsSpan((t + 1) * m, m);
        var node = Nodes.AsSpan((t + 1) * m, m);
        var now = _beta.AsSpan(t * m, m);
        var scale = _scale[t + 1];
        for (var x = 0; x < m; x++)
        {
            var row = Transitions.AsSpan(x * m, m);
            var sum = row[0] * node[0] * next[0];
            for (var y = 1; y < m; y += 2) sum += row[y] * node[y] * next[y];
            if (x > 0)
            {
                var inside = LabelScheme.IsInside(x) ? x : x + 1;
                sum += row[inside] * node[inside] * next[inside];
            }

            now[x] = sum * scale;
        }
    }
}
