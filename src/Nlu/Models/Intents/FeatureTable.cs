namespace PmBot.Nlu.Models.Intents;

/// <summary>
/// The features that training has seen: which row of weights belongs to a hash. Features that always came together share a row.
/// Immutable.
/// </summary>
internal sealed class FeatureTable
{
    private readonly uint[] _keys;
    private readonly int[] _rowOfKey;
    private readonly Half[] _rarity;
    private readonly Half[] _share;
    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>Makes a table.</summary>
    /// <param name="keys">The hashes, ascending.</param>
    /// <param name="rowOfKey">The row of each; a row's number is one more than those of all rows with an earlier first key.</param>
    /// <param name="rarity">For each row: what an occurrence counts for.</param>
    /// <param name="share">For each row: what an occurrence counts for once its row is shared.</param>
    public FeatureTable(uint[] keys, int[] rowOfKey, Half[] rarity, Half[] share)
    {
        _keys = keys;
        _rowOfKey = rowOfKey;
        _rarity = rarity;
        _share = share;
        Rows = Array.ConvertAll(rarity, r => new Row((float)r, 0));
        for (var i = 0; i < Rows.Length; i++) Rows[i] = Rows[i] with { Share = (float)share[i] };
        var bits = 4;
        while (1 << bits < keys.Length * 2) bits++;
        _shift = 32 - bits;
        _slots = new Slot[1 << bits];
        for (var i = 0; i < keys.Length; i++)
        {
            var at = Home(keys[i]);
            while (_slots[at].Row != 0) at = (at + 1) & (_slots.Length - 1);
            _slots[at] = new Slot(keys[i], rowOfKey[i] + 1);
        }
    }

    /// <summary>What an occurrence of a feature counts for.</summary>
    public Row[] Rows { get; }

    public int KeyCount => _keys.Length;

    /// <summary>The row of a feature; -1 for one that training has not seen.</summary>
    public int Find(uint key)
    {
        var slots = _slots;
        for (var at = Home(key); (uint)at < (uint)slots.Length; at = (at + 1) & (slots.Length - 1))
        {
            ref var slot = ref slots[at];
            if (slot.Key == key || slot.Row == 0) return slot.Row - 1;
        }

        return -1;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_rarity.Length);
        for (var i = 0; i < _rarity.Length; i++)
        {
            writer.Write(_rarity[i]);
            writer.Write(_share[i]);
        }

        // Keys ascend, and rows are numbered as their first keys come: small steps, and mostly "the next row".
        writer.Write(_keys.Length);
        var last = 0u;
        var next = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            writer.Write7BitEncodedInt64(_keys[i] - last);
            last = _keys[i];
            writer.Write7BitEncodedInt(_rowOfKey[i] == next ? 0 : _rowOfKey[i] + 1);
            if (_rowOfKey[i] == next) next++;
        }
    }

    public static FeatureTable Load(BinaryReader reader)
    {
        var rows = reader.ReadInt32();
        var rarity = new Half[rows];
        var share = new Half[rows];
        for (var i = 0; i < rows; i++)
        {
            rarity[i] = reader.ReadHalf();
            share[i] = reader.ReadHalf();
        }

        var keys = new uint[reader.ReadInt32()];
        var rowOfKey = new int[keys.Length];
        var last = 0u;
        var next = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            last += (uint)reader.Read7BitEncodedInt64();
            keys[i] = last;
            var row = reader.Read7BitEncodedInt();
            rowOfKey[i] = row == 0 ? next++ : row - 1;
            if ((uint)rowOfKey[i] >= (uint)rows) throw new InvalidDataException("The model's feature table is damaged.");
        }

        return new FeatureTable(keys, rowOfKey, rarity, share);
    }

    private int Home(uint key) => (int)((key * 0x9E3779B1u) >> _shift);

    /// <summary>What an occurrence counts for.</summary>
    /// <param name="Rarity">In the length of the sentence's vector.</param>
    /// <param name="Share">In the sum of the weights.</param>
    public readonly record struct Row(float Rarity, float Share);

    private readonly record struct Slot(uint Key, int Row);
}
