namespace PmBot.Nlu.Models.Tagging;

/// <summary>Fits the weights of a linear-chain conditional random field: gradient steps a sentence at a time, in an order that only the data decides.</summary>
internal sealed class CrfTrainer
{
    // Gradients smaller than this change nothing that is kept.
    private const double Nothing = 1e-4;
    private const int Once = -1;
    private readonly TaggerOptions _options;
    private readonly int _labels;
    private readonly List<Example> _examples;
    private readonly uint[] _keys;

    // Where the row of a feature begins, with a weight for each label; a feature that is seen once has one weight for the label it was seen with.
    private readonly int[] _rows;
    private readonly ushort[] _onlyLabels;
    private readonly float[] _weights;
    private readonly double[] _transitions;
    private readonly Lattice _lattice = new();
    private readonly List<uint> _kept = [];
    private readonly List<int> _keptStarts = [];
    private readonly int[] _local;
    private readonly int[] _active;
    private readonly float[] _steps;
    private double _shrunk = 1;
    private double _step;
    private int _seen;
    private uint _random = 0x9E3779B9;

    private CrfTrainer(TaggerOptions options, int labels, List<Example> examples)
    {
        (_options, _labels, _examples) = (options, labels, examples);
        _keys = Number(examples);
        (_rows, _onlyLabels, var size) = Rows();
        _weights = new float[size];
        _transitions = new double[labels * labels];
        _local = new int[labels];
        _active = new int[labels];
        _steps = new float[labels];
    }

    /// <summary>A sentence in numbers: the hashes of its features become indexes of keys.</summary>
    public sealed record Example(int[] Starts, uint[] Features, ushort[] Gold, ushort[] Allowed);

    public static (FeatureTable Table, float[] Transitions) Train(TaggerOptions options, int labels, List<Example> examples) =>
        new CrfTrainer(options, labels, examples).Run();

    private (FeatureTable Table, float[] Transitions) Run()
    {
        var sum = new float[_weights.Length];
        var transitionSum = new double[_transitions.Length];
        var rounds = 0;
        var order = new int[_examples.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var planned = Math.Clamp(_options.Steps / Math.Max(1, order.Length), _options.FewestRounds, _options.Rounds);
        for (var round = 0; round < planned; round++)
        {
            Shuffle(order);
            Round(order);
            if (round < planned / 2) continue;
            rounds++;
            for (var i = 0; i < sum.Length; i++) sum[i] += _weights[i];
            for (var i = 0; i < transitionSum.Length; i++) transitionSum[i] += _transitions[i];
        }

        return (Table(sum, rounds), Array.ConvertAll(transitionSum, t => (float)(t / rounds)));
    }

    private void Round(int[] order)
    {
        var ridge = _options.Ridge / _examples.Count;
        foreach (var i in order)
        {
            _step = _options.Rate / (1 + (_options.Decay * _options.Rate * _seen++ / _examples.Count));
            Learn(_examples[i]);
            // All weights shrink at once: only their common factor does.
            _shrunk *= 1 - (_step * ridge);
        }

        for (var i = 0; i < _weights.Length; i++) _weights[i] = (float)(_weights[i] * _shrunk);
        for (var i = 0; i < _transitions.Length; i++) _transitions[i] *= _shrunk;
        _shrunk = 1;
    }

    private void Shuffle(int[] order)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = (int)(Next() % (uint)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
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

    private (int[] Rows, ushort[] OnlyLabels, int Size) Rows()
    {
        var counts = new int[_keys.Length];
        var only = new ushort[_keys.Length];
        foreach (var example in _examples)
            for (var t = 0; t < example.Gold.Length; t++)
                for (var i = example.Starts[t]; i < example.Starts[t + 1]; i++)
                {
                    counts[example.Features[i]]++;
                    only[example.Features[i]] = example.Gold[t];
                }

        var size = 0;
        var rows = new int[_keys.Length];
        for (var f = 0; f < rows.Length; f++)
        {
            rows[f] = size;
            size += counts[f] > 1 ? _labels : 1;
            if (counts[f] > 1) only[f] = ushort.MaxValue;
        }

        return (rows, only, size);
    }

    private void Learn(Example example)
    {
        var (m, n) = (example.Allowed.Length, example.Gold.Length);
        Array.Fill(_local, Once);
        for (var y = 0; y < m; y++) _local[example.Allowed[y]] = y;
        _lattice.Begin(n, m);
        for (var x = 0; x < m; x++)
            for (var y = 0; y < m; y++)
                _lattice.Transitions[(x * m) + y] = LabelScheme.MayFollow(x, y) ? PortableMath.Exp(_shrunk * _transitions[(example.Allowed[x] * _labels) + example.Allowed[y]]) : 0;
        Drop(example);
        for (var t = 0; t < n; t++) Score(example, t, _lattice.Nodes.AsSpan(t * m, m));
        _lattice.Run();
        for (var t = 0; t < n; t++) LearnToken(example, t, m);
        for (var t = 1; t < n; t++) LearnTransitions(example, t, m);
    }

    // Some features are left out by chance, so that the others learn to do without them.
    private void Drop(Example example)
    {
        _kept.Clear();
        _keptStarts.Clear();
        _keptStarts.Add(0);
        var limit = (uint)(_options.Dropout * 65536);
        for (var t = 0; t < example.Gold.Length; t++)
        {
            for (var i = example.Starts[t]; i < example.Starts[t + 1]; i++)
                if ((Next() >> 16) >= limit) _kept.Add(example.Features[i]);
            _keptStarts.Add(_kept.Count);
        }
    }

    private ReadOnlySpan<uint> Kept(int t) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_kept)[_keptStarts[t].._keptStarts[t + 1]];

    private void Score(Example example, int t, Span<double> nodes)
    {
        foreach (var f in Kept(t))
        {
            if (_onlyLabels[f] != ushort.MaxValue)
            {
                nodes[_local[_onlyLabels[f]]] += _weights[_rows[f]];
                continue;
            }

            var row = _weights.AsSpan(_rows[f], _labels);
            for (var y = 0; y < nodes.Length; y++) nodes[y] += row[example.Allowed[y]];
        }

        foreach (ref var node in nodes) node *= _shrunk;
    }

    private void LearnToken(Example example, int t, int m)
    {
        var count = 0;
        var gold = _local[example.Gold[t]];
        var goldStep = 0f;
        for (var y = 0; y < m; y++)
        {
            var gradient = _lattice.Marginal(t, y) - (y == gold ? 1 : 0);
            if (Math.Abs(gradient) < Nothing) continue;
            var step = (float)(gradient * _step / _shrunk);
            if (y == gold) goldStep = step;
            _active[count] = example.Allowed[y];
            _steps[count++] = step;
        }

        if (count == 0) return;
        foreach (var f in Kept(t))
        {
            if (_onlyLabels[f] != ushort.MaxValue)
            {
                _weights[_rows[f]] -= goldStep;
                continue;
            }

            var row = _weights.AsSpan(_rows[f], _labels);
            for (var k = 0; k < count; k++) row[_active[k]] -= _steps[k];
        }
    }

    private void LearnTransitions(Example example, int t, int m)
    {
        var (before, now) = (_local[example.Gold[t - 1]], _local[example.Gold[t]]);
        for (var x = 0; x < m; x++)
            for (var y = 0; y < m; y++)
            {
                if (!LabelScheme.MayFollow(x, y)) continue;
                var gradient = _lattice.Marginal(t, x, y) - (x == before && y == now ? 1 : 0);
                if (Math.Abs(gradient) < Nothing) continue;
                _transitions[(example.Allowed[x] * _labels) + example.Allowed[y]] -= gradient * _step / _shrunk;
            }
    }

    private FeatureTable Table(float[] sum, int rounds)
    {
        var table = new FeatureTable.Builder(_keys.Length);
        for (var f = 0; f < _keys.Length; f++)
        {
            var only = _onlyLabels[f] != ushort.MaxValue;
            for (var i = 0; i < (only ? 1 : _labels); i++)
            {
                var weight = (double)sum[_rows[f] + i] / rounds;
                if (Math.Abs(weight) >= _options.Smallest) table.Add(only ? _onlyLabels[f] : i, (int)Math.Round(weight * FeatureTable.One));
            }

            table.End(_keys[f]);
        }

        return table.Build(_labels);
    }
}
