namespace PmBot.Nlu.Models.Tagging;

/// <summary>The features of each token of a sentence as hashes. The order of the templates is part of a trained model.</summary>
internal static class FeatureExtractor
{
    public const int Most = 112;
    private const uint Edge = 0xE06Eu;
    public static ulong Mask { get; set; } = 0x1FF;

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
        if (On(0))
        {
            writer.Add(9, p2, p1);
            writer.Add(10, w1, w2);
            writer.Add(11, p1, w1);
        }

        if (On(1))
        {
            writer.Add(12, p3);
            writer.Add(12, p2);
            writer.Add(13, w3);
            writer.Add(13, w2);
        }

        if (On(2))
        {
            writer.Add(14, here.Prefix2);
            writer.Add(15, here.Prefix3);
            writer.Add(16, here.Prefix4);
            writer.Add(17, here.Suffix1);
            writer.Add(18, here.Suffix2);
            writer.Add(19, here.Suffix3);
            writer.Add(20, here.Suffix4);
        }

        if (On(3))
        {
            if (i > 0) writer.Add(21, facts[i - 1].Suffix3);
            if (i + 1 < facts.Length) writer.Add(22, facts[i + 1].Suffix3);
        }

        writer.Add(23, here.Shape);
        if (On(4))
        {
            writer.Add(24, i > 0 ? facts[i - 1].Shape : Edge);
            writer.Add(25, i + 1 < facts.Length ? facts[i + 1].Shape : Edge);
            writer.Add(26, here.Glue);
        }

        if (On(5))
        {
            var (h, hp, hn) = (here.Hint, i > 0 ? facts[i - 1].Hint : Edge, i + 1 < facts.Length ? facts[i + 1].Hint : Edge);
            writer.Add(27, h);
            writer.Add(28, hp);
            writer.Add(29, hn);
            writer.Add(30, hp, h);
            writer.Add(31, h, hn);
            if (h != 0)
            {
                writer.Add(32, h, w0);
                writer.Add(33, h, p1);
            }

            if (here.Types != 0) writer.Add(35, here.Types);
        }

        if (On(8))
        {
            writer.Add(40, (uint)Math.Min(i, 3));
            writer.Add(41, (uint)Math.Min(facts.Length - 1 - i, 3));
        }

        if (On(9)) writer.Add(42, p2, p1, w0);
        if (On(10)) writer.Add(43, w0, w1, w2);
        if (On(11)) writer.Add(44, p1, w0, w1);
        if (On(6))
        {
            writer.Add(36, intent);
            writer.Add(37, intent, here.Word);
            if (here.Hint != 0) writer.Add(34, here.Hint, intent);
        }

        if (On(7))
        {
            writer.Add(38, intent, Word(facts, i - 1));
            writer.Add(39, intent, Word(facts, i + 1));
        }

        if (On(12)) writer.Add(45, intent, (uint)Math.Min(i, 2));
        if (On(13)) writer.Add(46, intent, (uint)Math.Min(facts.Length - 1 - i, 1));
        return writer.Count;
    }

    private static bool On(int group) => (Mask >> group & 1) != 0;

    private static uint Word(ReadOnlySpan<TokenFacts> facts, int i) => i < 0 ? Edge : i >= facts.Length ? Edge + 1 : facts[i].Word;

    private ref struct Writer(Span<uint> into)
    {
        private readonly Span<uint> _into = into;

        public int Count { get; private set; }

        public void Add(uint template, uint a)
        {
            if (a != 0) _into[Count++] = TokenFacts.Mix(template, a);
        }

        public void Add(uint template, uint a, uint b) => _into[Count++] = TokenFacts.Mix(TokenFacts.Mix(template, a), b);

        public void Add(uint template, uint a, uint b, uint c) => _into[Count++] = TokenFacts.Mix(TokenFacts.Mix(TokenFacts.Mix(template, a), b), c);
    }
}
