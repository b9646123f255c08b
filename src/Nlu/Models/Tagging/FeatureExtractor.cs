namespace PmBot.Nlu.Models.Tagging;

/// <summary>The features of each token of a sentence as hashes. The order of the templates is part of a trained model.</summary>
internal static class FeatureExtractor
{
    public const int Most = 48;
    private const uint Edge = 0xE06Eu;

    /// <summary>Writes the features of token i; returns how many.</summary>
    public static int Extract(ReadOnlySpan<TokenFacts> facts, int i, uint intent, Span<uint> into)
    {
        var writer = new Writer(into);
        ref readonly var here = ref facts[i];
        var (w0, w1, w2, w3) = (here.Word, Word(facts, i + 1), Word(facts, i + 2), Word(facts, i + 3));
        var (p1, p2, p3) = (Word(facts, i - 1), Word(facts, i - 2), Word(facts, i - 3));
        writer.Add(1, 1);
        writer.Add(2, w0);
        writer.Add(3, p1);
        writer.Add(4, w1);
        writer.Add(5, p2);
        writer.Add(6, w2);
        writer.Add(7, p1, w0);
        writer.Add(8, w0, w1);
        writer.Add(12, p3);
        writer.Add(12, p2);
        writer.Add(13, w3);
        writer.Add(13, w2);
        writer.Add(14, here.Prefix2);
        writer.Add(15, here.Prefix3);
        writer.Add(16, here.Prefix4);
        writer.Add(17, here.Suffix1);
        writer.Add(18, here.Suffix2);
        writer.Add(19, here.Suffix3);
        writer.Add(20, here.Suffix4);
        writer.Add(23, here.Shape);
        writer.Add(24, i > 0 ? facts[i - 1].Shape : Edge);
        writer.Add(25, i + 1 < facts.Length ? facts[i + 1].Shape : Edge);
        writer.Add(26, here.Glue);
        Hints(facts, i, intent, ref writer);
        writer.Add(36, intent);
        writer.Add(37, intent, w0);
        writer.Add(38, intent, p1);
        writer.Add(39, intent, w1);
        writer.Add(40, (uint)Math.Min(i, 3));
        writer.Add(41, (uint)Math.Min(facts.Length - 1 - i, 3));
        return writer.Count;
    }

    private static void Hints(ReadOnlySpan<TokenFacts> facts, int i, uint intent, ref Writer writer)
    {
        var (hint, types) = (facts[i].Hint, facts[i].Types);
        var (before, after) = (i > 0 ? facts[i - 1].Hint : Edge, i + 1 < facts.Length ? facts[i + 1].Hint : Edge);
        writer.Add(27, hint);
        writer.Add(28, before);
        writer.Add(29, after);
        writer.Add(30, before, hint);
        writer.Add(31, hint, after);
        if (types != 0) writer.Add(35, types);
        if (hint == 0) return;
        writer.Add(32, hint, facts[i].Word);
        writer.Add(33, hint, Word(facts, i - 1));
        writer.Add(34, hint, intent);
    }

    private static uint Word(ReadOnlySpan<TokenFacts> facts, int i) => i < 0 ? Edge : i >= facts.Length ? Edge + 1 : facts[i].Word;

    private ref struct Writer(Span<uint> into)
    {
        private readonly Span<uint> _into = into;

        public int Count { get; private set; }

        // Zero stands for nothing: an ending of a word that is too short, no hint.
        public void Add(uint template, uint a)
        {
            if (a != 0) _into[Count++] = TokenFacts.Mix(template, a);
        }

        public void Add(uint template, uint a, uint b) => _into[Count++] = TokenFacts.Mix(TokenFacts.Mix(template, a), b);
    }
}
