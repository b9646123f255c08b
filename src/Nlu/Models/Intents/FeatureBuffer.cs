namespace PmBot.Nlu.Models.Intents;

/// <summary>The features of one sentence as they are found: a hash each, block after block. Used again for the next sentence.</summary>
internal sealed class FeatureBuffer
{
    private readonly int[] _ends = new int[FeatureReader.Blocks];
    private uint[] _hashes = new uint[512];
    private int _count;

    /// <summary>The words alone: that many features at the beginning of the first block.</summary>
    public int WordCount { get; set; }

    public ReadOnlySpan<uint> All => _hashes.AsSpan(0, _count);

    public ReadOnlySpan<uint> Block(int block)
    {
        var start = block == 0 ? 0 : _ends[block - 1];
        return _hashes.AsSpan(start, _ends[block] - start);
    }

    public void Clear() => _count = 0;

    public void Add(uint hash)
    {
        if (_count == _hashes.Length) Array.Resize(ref _hashes, _count * 2);
        _hashes[_count++] = hash;
    }

    public void EndBlock(int block) => _ends[block] = _count;
}
