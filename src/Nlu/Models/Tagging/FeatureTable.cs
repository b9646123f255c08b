using System.Numerics;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>The weights of a trained tagger by the hash of the feature. Immutable.</summary>
/// <remarks>Weights are whole multiples of 1/<see cref="One"/>, so that sums do not depend on their order.</remarks>
internal sealed class FeatureTable
{
    /// <summary>The weight 1.</summary>
    public const int One = 512;

    private const uint Last = 0x8000;
    private readonly Slot[] _slots;
    private readonly uint[] _weights;
    private readonly int _mask;

    // A weight is 16 bits of value, a bit that ends the feature, 15 bits of label.
    private FeatureTable(ReadOnlySpan<uint> keys, ReadOnlySpan<int> starts, uint[] weights)
    {
        _weights = weights;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, keys.Length * 2));
        _mask = size - 1;
        _slots = new Slot[size];
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = (int)keys[i] & _mask;
            while (_slots[slot].Start != 0) slot = (slot + 1) & _mask;
            _slots[slot] = new Slot(keys[i], starts[i] + 1);
        }

        Features = keys.Length;
    }

    public int Features { get; }

    public int Weights => _weights.Length;

    /// <summary>Adds the weights of a feature to the scores of its labels.</summary>
    public void AddTo(uint feature, Span<int> scores)
    {
        for (var slot = (int)feature & _mask; ; slot = (slot + 1) & _mask)
        {
            var found = _slots[slot];
            if (found.Start == 0) return;
            if (found.Key != feature) continue;
            for (var i = found.Start - 1; ; i++)
            {
                var weight = _weights[i];
                scores[(int)(weight & (Last - 1))] += (short)(weight >> 16);
                if ((weight & Last) != 0) return;
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        var features = Array.FindAll(_slots, s => s.Start != 0);
        Array.Sort(features, (a, b) => a.Key.CompareTo(b.Key));
        writer.Write7BitEncodedInt(features.Length);
        var before = 0u;
        foreach (var feature in features)
        {
            writer.Write7BitEncodedInt((int)(feature.Key - before));
            before = feature.Key;
            for (var i = feature.Start - 1; ; i++)
            {
                var value = (short)(_weights[i] >> 16);
                writer.Write7BitEncodedInt((int)(((_weights[i] & (Last - 1)) << 1) | ((_weights[i] & Last) != 0 ? 1u : 0)));
                writer.Write7BitEncodedInt((value << 1) ^ (value >> 31));
                if ((_weights[i] & Last) != 0) break;
            }
        }
    }

    public static FeatureTable Load(BinaryReader reader)
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

        return builder.Build();
    }

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

        public FeatureTable Build() => new(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_starts), [.. _weights]);
    }
}
