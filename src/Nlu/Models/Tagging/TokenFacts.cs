using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>What the features of a token are made of, hashed once a token.</summary>
internal struct TokenFacts
{
    public uint Word;
    public uint Shape;
    public uint Prefix2;
    public uint Prefix3;
    public uint Prefix4;
    public uint Suffix1;
    public uint Suffix2;
    public uint Suffix3;
    public uint Suffix4;
    public uint Hint;
    public uint Types;
    public uint Glue;

    public static void Read(TokenizedText text, ReadOnlySpan<TokenHint> hints, Span<TokenFacts> facts)
    {
        var tokens = text.Array;
        for (var i = 0; i < tokens.Length; i++) facts[i].Read(text.Text, tokens[i], hints[i]);
    }

    private void Read(string text, in Token token, TokenHint hint)
    {
        this = default;
        Hint = hint.Main;
        Types = hint.Types;
        Glue = (token.Glued ? 1u : 0) | (token.Capital ? 2u : 0);
        Shape = ShapeOf(text.AsSpan(token.Start, token.End - token.Start), token.Kind);
        if ((hint.Types & TokenHints.Name) != 0)
        {
            // However it is spelt: every team has names that training never saw.
            Word = Mix(98, hint.Main);
            return;
        }

        if (token.Kind is TokenKind.Word or TokenKind.Hashtag or TokenKind.Number or TokenKind.Punctuation or TokenKind.NewLine)
        {
            var word = token.Folded.AsSpan();
            Word = Hash(word, 17 + (uint)token.Kind);
            if (token.Kind != TokenKind.Word) return;
            Affixes(word);
            return;
        }

        // What stands in a mention, an address or a quotation says little; that it is one says much.
        Word = Mix(99, (uint)token.Kind);
    }

    private void Affixes(ReadOnlySpan<char> word)
    {
        var length = word.Length;
        if (length >= 2) Prefix2 = Hash(word[..2], 2);
        if (length >= 3) Prefix3 = Hash(word[..3], 3);
        if (length >= 4) Prefix4 = Hash(word[..4], 4);
        if (length >= 2) Suffix1 = Hash(word[^1..], 5);
        if (length >= 3) Suffix2 = Hash(word[^2..], 6);
        if (length >= 4) Suffix3 = Hash(word[^3..], 7);
        if (length >= 5) Suffix4 = Hash(word[^4..], 8);
    }

    // Runs of lower case, capitals, digits and the rest, at most six, plus the length up to four.
    private static uint ShapeOf(ReadOnlySpan<char> text, TokenKind kind)
    {
        var shape = (uint)kind + 1;
        var last = 0u;
        var runs = 0;
        foreach (var c in text)
        {
            var now = char.IsLower(c) ? 1u : char.IsUpper(c) ? 2u : char.IsAsciiDigit(c) ? 3u : 4u;
            if (now == last || runs == 6) continue;
            shape = (shape * 5) + now;
            last = now;
            runs++;
        }

        return (shape * 5) + (uint)Math.Min(text.Length, 4);
    }

    public static uint Hash(ReadOnlySpan<char> text, uint seed)
    {
        var hash = 2166136261u ^ (seed * 0x9E3779B1u);
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return Mix(seed, hash);
    }

    /// <summary>Two numbers as one, well stirred.</summary>
    public static uint Mix(uint a, uint b)
    {
        var hash = (a * 0x9E3779B1u) ^ (b + 0x7F4A7C15u + (a << 6) + (a >> 2));
        hash ^= hash >> 16;
        hash *= 0x85EBCA6Bu;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }
}
