using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PmBot.Nlu.Models.Intents;

/// <summary>
/// Features to intents, in two ways whose probabilities are averaged: one linear separator an intent, and small networks with one
/// hidden layer, which see intents that share words. Immutable and thread-safe; the working memory is the caller's.
/// </summary>
internal sealed class IntentNetwork(FeatureTable features, ByteRows linear, float[] bias, ByteRows hidden, HiddenLayer[] layers, Half sharpness, int intents)
{
    private const int Ahead = 8;

    public int Intents => intents;

    public IntentScratch NewScratch() => new(linear.Width, hidden.Width);

    /// <summary>Fills the working memory: the separators' margins, the probabilities, what is known of the sentence.</summary>
    public void Score(FeatureBuffer sentence, IntentScratch scratch)
    {
        bias.CopyTo(scratch.Margins.AsSpan());
        for (var i = 0; i < layers.Length; i++) layers[i].Bias.CopyTo(scratch.Hidden.AsSpan(i * layers[i].Width));
        for (var block = 0; block < FeatureReader.Blocks; block++) AddBlock(sentence.Block(block), block, scratch);
        scratch.KnownWords = KnownShare(sentence.Block(FeatureReader.WordBlock)[..sentence.WordCount]);
        Mix(scratch);
    }

    // The rows of a block's known features.
    private void Find(ReadOnlySpan<uint> block, int number, IntentScratch scratch)
    {
        scratch.Begin(block.Length);
        var rows = features.Rows;
        var square = 0f;
        var known = 0;
        foreach (var hash in block)
        {
            var row = features.Find(hash);
            if (row < 0) continue;
            var rarity = rows[row].Rarity;
            square += rarity * rarity;
            known++;
            scratch.Add(row, rows[row].Share);
        }

        scratch.Known[number] = block.Length == 0 ? 1 : (float)known / block.Length;
        scratch.Scale = square > 0 ? 1 / MathF.Sqrt(square) : 0;
    }

    private float KnownShare(ReadOnlySpan<uint> words)
    {
        var known = 0;
        foreach (var word in words)
            if (features.Find(word) >= 0) known++;
        return words.Length == 0 ? 1 : (float)known / words.Length;
    }

    private void AddBlock(ReadOnlySpan<uint> block, int number, IntentScratch scratch)
    {
        Find(block, number, scratch);
        var rows = scratch.Rows;
        var shares = scratch.Shares;
        for (var i = 0; i < rows.Length; i++)
        {
            // The letters of a rare word share a row and stand side by side.
            var value = shares[i];
            while (i + 1 < rows.Length && rows[i + 1] == rows[i]) value += shares[++i];
            value *= scratch.Scale;
            if (i + Ahead < rows.Length)
            {
                linear.Prefetch(rows[i + Ahead]);
                hidden.Prefetch(rows[i + Ahead]);
            }

            linear.AddTo(scratch.Margins, rows[i], value);
            hidden.AddTo(scratch.Hidden, rows[i], value);
        }
    }

    private void Mix(IntentScratch scratch)
    {
        var probabilities = scratch.Probabilities.AsSpan();
        probabilities.Clear();
        scratch.Margins.CopyTo(scratch.Output);
        var part = layers.Length == 0 ? 1 : 0.5f;
        AddProbabilities(scratch.Output, (float)sharpness, part, probabilities);
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i].Run(scratch.Hidden.AsSpan(i * layers[i].Width, layers[i].Width), scratch.Output);
            AddProbabilities(scratch.Output, 1, part / layers.Length, probabilities);
        }
    }

    private void AddProbabilities(Span<float> scores, float sharpness, float part, Span<float> to)
    {
        var best = float.NegativeInfinity;
        foreach (var score in scores[..intents]) best = Math.Max(best, score);
        foreach (ref var score in scores) score = (score - best) * sharpness;
        PortableMath.Exp(scores);
        var sum = 0f;
        foreach (var score in scores[..intents]) sum += score;
        var share = part / sum;
        for (var i = 0; i < intents; i++) to[i] += share * scores[i];
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(intents);
        features.Save(writer);
        linear.Save(writer);
        writer.Write(MemoryMarshal.AsBytes(bias.AsSpan()));
        hidden.Save(writer);
        writer.Write(layers.Length);
        foreach (var layer in layers) layer.Save(writer);
        writer.Write(sharpness);
    }

    public static IntentNetwork Load(BinaryReader reader)
    {
        var intents = reader.ReadInt32();
        var features = FeatureTable.Load(reader);
        var linear = ByteRows.Load(reader);
        var bias = new float[linear.Width];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bias.AsSpan()));
        var hidden = ByteRows.Load(reader);
        var layers = new HiddenLayer[reader.ReadInt32()];
        for (var i = 0; i < layers.Length; i++) layers[i] = HiddenLayer.Load(reader);
        return new IntentNetwork(features, linear, bias, hidden, layers, reader.ReadHalf(), intents);
    }
}
