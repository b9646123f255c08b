using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>The features of a sentence, kept.</summary>
internal sealed class SentenceFeatures
{
    private readonly uint[][] _blocks = new uint[FeatureReader.Blocks][];

    private readonly int _words;

    public SentenceFeatures(FeatureBuffer buffer)
    {
        _words = buffer.WordCount;
        for (var i = 0; i < _blocks.Length; i++) _blocks[i] = buffer.Block(i).ToArray();
    }

    public ReadOnlySpan<uint> Block(int block) => _blocks[block];

    public void CopyTo(FeatureBuffer buffer)
    {
        buffer.Clear();
        buffer.WordCount = _words;
        for (var i = 0; i < _blocks.Length; i++)
        {
            foreach (var hash in _blocks[i]) buffer.Add(hash);
            buffer.EndBlock(i);
        }
    }
}
