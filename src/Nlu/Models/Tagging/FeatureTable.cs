using System.Numerics;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>The weights of a trained tagger by the hash of the feature. Immutable.</summary>
/// <remarks>Weights are whole multiples of 1/<see cref="One"/>, so that sums do not depend on their order.</remarks>
internal sealed class FeatureTable
{
    /// <summary>The weight 1.</summary>
    public const int One = 512;

    private const uint Last = 0x8000;

    // A feature with more labels than this has a row of its own with a place for every label; only those that are allowed are read.
    private const int Few = 12;
    private readonly Slot[] _slots;
    private readonly uint[] _weights;
    private readonly short[] _rows;
    private readonly int _labels;
    private readonly int _mask;

    // A weight is 16 bits of value, a bit that ends the feature, 15 bits of label.
    private FeatureTable(int labels, ReadOnlySpan<uint> keys, ReadOnlySpan<int> starts, uint[] weights)
    {
        (_labels, _weights) = (labels, weights);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, keys.Length * 2));
        _mask = size - 1;
        _slots = new Slot[size];
        var rows = new List<short>();
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = (int)keys[i] & _mask;
            while (_slots[slot].Start != 0) slot = (slot + 1) & _mask;
            var end = i + 1 < starts.Length ? starts[i + 1] : weights.Length;
            _slots[slot] = new Slot(keys[i], end - starts[i] > Few ? -1 - AddRow(rows, weights.AsSpan(starts[i], end - starts[i])) : starts[i] + 1);
        }

        _rows = [.. rows];
        Features = keys.Length;
    }

    public int Features { get; }

    public int Weights => _weights.Length;

    /// <summary>Adds the weights of features to the scores of their labels; those of labels that are not allowed may stay away.</summary>
    /// <param name="features">Hashes; overwritten.</param>
    /// <param name="allowed">The labels that count.</param>
    /// <param name="scores">By label.</param>
    public void AddTo(Span<uint> features, ReadOnlySpan<ushort> allowed, Span<int> scores)
    {
        // First all look-ups, then all sums: so the processor waits for many places of memory at once.
        foreach (ref var feature in features) feature = (uint)Find(feature);
        foreach (var feature in features)
        {
            var start = (int)feature;
            if (start > 0) AddFew(start - 1, scores);
            else if (start < 0) AddRow(-1 - start, allowed, scores);
        }
    }

    private int Find(uint feature)
    {
        for (var slot = (int)feature & _mask; ; slot = (slot + 1) & _mask)
        {
            var found = _slots[slot];
            if (found.Start == 0 || found.Key == feature) return found.Start;
        }
    }

    private void AddFew(int at, Span<int> scores)
    {
        uint weight;
        do
        {
            weight = _weights[at++];
            scores[(int)(weight & (Last - 1))] += (short)(weight >> 16);
        }
        while ((weight & Last) == 0);
    }

    private void AddRow(int row, ReadOnlySpan<ushort> allowed, Span<int> scores)
    {
        var weights = _rows.AsSpan(row, _labels);
        foreach (var label in allowed) scores[label] += weights[label];
    }

    private int AddRow(List<short> rows, ReadOnlySpan<uint> weights)
    {
        var row = rows.Count;
        System.Runtime.InteropServices.CollectionsMarshal.SetCount(rows, row + _labels);
        var place = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows)[row..];
        place.Clear();
        foreach (var weight in weights) place[(int)(weight & (Last - 1))] = (short)(weight >> 16);
        return row;
    }

    /// <summary>Writes the features in the order of their hashes; the same table gives the same bytes.</summary>
    public void Save(BinaryWriter writer)
    {
        var features = Array.FindAll(_slots, s => s.Start != 0);
        Array.Sort(features, (a, b) => a.Key.CompareTo(b.Key));
        writer.Write7BitEncodedInt(features.Length);
        var before = 0u;
        var weights = new List<(int Label, int Value)>();
        foreach (var feature in features)
        {
            writer.Write7BitEncodedInt((int)(feature.Key - before));
            before = feature.Key;
            Collect(feature, weights);
            for (var i = 0; i < weights.Count; i++)
            {
                writer.Write7BitEncodedInt((weights[i].Label << 1) | (i + 1 == weights.Count ? 1 : 0));
                writer.Write7BitEncodedInt((weights[i].Value << 1) ^ (weights[i].Value >> 31));
            }
        }
    }

    private void Collect(Slot feature, List<(int Label, int Value)> into)
    {
        into.Clear();
        if (feature.Start < 0)
        {
            for (var label = 0; label < _labels; label++)
                if (_rows[-1 - feature.Start + label] is var value and not 0) into.Add((label, value));
            return;
        }

        for (var i = feature.Start - 1; ; i++)
        {
            into.Add(((int)(_weights[i] & (Last - 1)), (short)(_weights[i] >> 16)));
            if ((_weights[i] & Last) != 0) return;
        }
    }

    public static FeatureTable Load(BinaryReader reader, int labels)
    {
        var builder = new Builder(reader.Read7BitEncodedInt());
        var key = 0u;
        for (var feature = 0; feature < builder.Capacity; feature++)
        {
            key += (uint)reader.Read7BitEncodedInt();
            for (var last = false; !last;)
            {
                var label = reader.Read7BitEncodedInt();
                last = (label & 1) != 0;
                var value = reader.Read7BitEncodedInt();
                builder.Add(label >> 1, (short)((value >> 1) ^ -(value & 1)));
            }

            builder.End(key);
        }

        return builder.Build(labels);
    }

    /// <param name="Key">The hash.</param>
    /// <param name="Start">0 for an empty slot; one more than the first of few weights; or minus one less the place of the row.</param>
    private readonly record struct Slot(uint Key, int Start);

    /// <summary>Collects a table, feature by feature.</summary>
    internal sealed class Builder(int capacity)
    {
        private readonly List<uint> _keys = new(capacity);
        private readonly List<int> _starts = new(capacity);
        private readonly List<uint> _weights = new(capacity * 2);
        private int _start;

        public int Capacity => capacity;

        /// <summary>Adds a weight of the feature that is being collected; zeros are left out.</summary>
        public void Add(int label, int value)
        {
            if (value != 0) _weights.Add(((uint)(ushort)(short)Math.Clamp(value, short.MinValue, short.MaxValue) << 16) | (uint)label);
        }

        /// <summary>Ends the feature; one without weights is left out.</summary>
        public void End(uint key)
        {
            if (_weights.Count == _start) return;
            _weights[^1] |= Last;
            _keys.Add(key);
            _starts.Add(_start);
            _start = _weights.Count;
        }

        public FeatureTable Build(int labels) => new(labels, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_starts), [.. _weights]);
    }
}
