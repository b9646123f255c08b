namespace PmBot.Nlu.Models.Tagging;

/// <summary>Fits the weights of a linear-chain conditional random field: AdaGrad steps a sentence at a time, in an order that only the data decides.</summary>
internal sealed class CrfTrainer
{
    private readonly TaggerOptions _options;
    private readonly int _labels;
    private readonly List<Example> _examples;
    private readonly uint[] _keys;
    private readonly int[] _starts;
    private readonly ushort[] _pairLabels;
    private readonly float[] _weights;
    private readonly double[] _transitions;
    private readonly Lattice _lattice = new();
    private readonly int[] _local;
    private uint _random = 0x9E3779B9;
    private double _shrunk = 1;
    private double _step;
    private int _seen;

    private CrfTrainer(TaggerOptions options, int labels, List<Example> examples)
    {
        (_options, _labels, _examples) = (options, labels, examples);
        _keys = Number(examples);
        (_starts, _pairLabels) = Pairs();
        _weights = new float[_pairLabels.Length];
        _transitions = new double[labels * labels];
        _local = new int[labels];
    }

    /// <summary>A sentence in numbers: the hashes of its features become indexes of keys.</summary>
    public sealed record Example(int[] Starts, uint[] Features, ushort[] Gold, ushort[] Allowed);

    public static (FeatureTable Table, float[] Transitions) Train(TaggerOptions options, int labels, List<Example> examples) =>
        new CrfTrainer(options, labels, examples).Run();

    private (FeatureTable Table, float[] Transitions) Run()
    {
        var sum = new double[_weights.Length];
        var transitionSum = new double[_transitions.Length];
        var rounds = 0;
        var order = new int[_examples.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        for (var round = 0; round < _options.Rounds; round++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = (int)(Next() % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }

            var lambda = _options.Ridge / _examples.Count;
            foreach (var i in order)
            {
                _step = _options.Rate / (1 + (_options.Decay * _options.Rate * _seen++ / _examples.Count));
                Learn(_examples[i]);
                _shrunk *= 1 - (_step * lambda);
            }

            for (var i = 0; i < _weights.Length; i++) _weights[i] = (float)(_weights[i] * _shrunk);
            for (var i = 0; i < _transitions.Length; i++) _transitions[i] *= _shrunk;
            _shrunk = 1;
            if (round + 1 < Math.Min(_options.AverageFrom, _options.Rounds)) continue;
            rounds++;
            for (var i = 0; i < sum.Length; i++) sum[i] += _weights[i];
            for (var i = 0; i < transitionSum.Length; i++) transitionSum[i] += _transitions[i];
        }

        return (Table(sum, rounds), Array.ConvertAll(transitionSum, t => (float)(t / rounds)));
    }

    private uint Next()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        return _random ^= _random << 5;
    }

    // Replaces hashes by consecutive numbers, in the order in which they first appear.
    private static uint[] Number(List<Example> examples)
    {
        var index = new Dictionary<uint, uint>();
        var keys = new List<uint>();
        foreach (var example in examples)
        {
            foreach (ref var feature in example.Features.AsSpan())
            {
                if (!index.TryGetValue(feature, out var number))
                {
                    index.Add(feature, number = (uint)keys.Count);
                    keys.Add(feature);
                }

                feature = number;
            }
        }

        return [.. keys];
    }

    private (int[] Starts, ushort[] Labels) Pairs()
    {
        var counts = new int[_keys.Length];
        foreach (var example in _examples)
            foreach (var f in example.Features) counts[f]++;
        var pairs = new HashSet<ulong>();
        foreach (var example in _examples)
            for (var t = 0; t < example.Gold.Length; t++)
                for (var i = example.Starts[t]; i < example.Starts[t + 1]; i++)
                {
                    var f = example.Features[i];
                    pairs.Add(((ulong)f << 16) | example.Gold[t]);
                    if (counts[f] >= _options.Frequent)
                        foreach (var label in example.Allowed) pairs.Add(((ulong)f << 16) | label);
                }

        var sorted = pairs.ToArray();
        Array.Sort(sorted);
        var starts = new int[_keys.Length + 1];
        foreach (var pair in sorted) starts[(int)(pair >> 16) + 1]++;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        return (starts, Array.ConvertAll(sorted, p => (ushort)p));
    }

    private void Learn(Example example)
    {
        var m = example.Allowed.Length;
        var n = example.Gold.Length;
        if (n == 0) return;
        Array.Fill(_local, -1);
        for (var y = 0; y < m; y++) _local[example.Allowed[y]] = y;
        _lattice.Begin(n, m);
        for (var x = 0; x < m; x++)
            for (var y = 0; y < m; y++)
                _lattice.Transitions[(x * m) + y] = LabelScheme.MayFollow(x, y) ? PortableMath.Exp(_shrunk * _transitions[(example.Allowed[x] * _labels) + example.Allowed[y]]) : 0;
        var nodes = _lattice.Nodes;
        for (var t = 0; t < n; t++)
            for (var i = example.Starts[t]; i < example.Starts[t + 1]; i++)
            {
                var f = (int)example.Features[i];
                for (var pair = _starts[f]; pair < _starts[f + 1]; pair++)
                {
                    var y = _local[_pairLabels[pair]];
                    if (y >= 0) nodes[(t * m) + y] += _weights[pair];
                }
            }

        for (var i = 0; i < n * m; i++) nodes[i] *= _shrunk;
        _lattice.Run();
        for (var t = 0; t < n; t++) LearnToken(example, t, m);
        for (var t = 1; t < n; t++) LearnTransitions(example, t, m);
    }

    private void LearnToken(Example example, int t, int m)
    {
        Span<double> gradient = stackalloc double[m];
        for (var y = 0; y < m; y++) gradient[y] = _lattice.Marginal(t, y);
        gradient[_local[example.Gold[t]]] -= 1;
        foreach (ref var g in gradient) g *= _step / _shrunk;
        for (var i = example.Starts[t]; i < example.Starts[t + 1]; i++)
        {
            var f = (int)example.Features[i];
            for (var pair = _starts[f]; pair < _starts[f + 1]; pair++)
            {
                var y = _local[_pairLabels[pair]];
                if (y < 0) continue;
                _weights[pair] -= (float)gradient[y];
            }
        }
    }

    private void LearnTransitions(Example example, int t, int m)
    {
        for (var x = 0; x < m; x++)
            for (var y = 0; y < m; y++)
            {
                if (!LabelScheme.MayFollow(x, y)) continue;
                var g = _lattice.Marginal(t, x, y);
                if (_local[example.Gold[t - 1]] == x && _local[example.Gold[t]] == y) g -= 1;
                if (Math.Abs(g) < 1e-5) continue;
                var at = (example.Allowed[x] * _labels) + example.Allowed[y];
                _transitions[at] -= g * _step / _shrunk;
            }
    }

    private FeatureTable Table(double[] sum, int rounds)
    {
        var table = new FeatureTable.Builder(_keys.Length);
        for (var f = 0; f < _keys.Length; f++)
        {
            for (var pair = _starts[f]; pair < _starts[f + 1]; pair++)
            {
                var weight = sum[pair] / rounds;
                if (Math.Abs(weight) >= _options.Smallest) table.Add(_pairLabels[pair], (int)Math.Round(weight * FeatureTable.One));
            }

            table.End(_keys[f]);
        }

        return table.Build(_labels);
    }
}
