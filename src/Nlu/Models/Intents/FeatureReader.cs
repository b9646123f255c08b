using PmBot.Nlu.Models.Tagging;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Intents;

/// <summary>
/// Sentences to feature hashes, in two blocks: words and their sequences, and the letters within words. No strings are made; the hashes
/// come from the characters alone, the same on every machine. A name of the workspace counts as that, however it is spelt: every team has
/// people and projects that training never saw. Not for two threads at once.
/// </summary>
internal sealed class FeatureReader
{
    public const int Blocks = 2;
    public const int WordBlock = 0;
    public const int LetterBlock = 1;

    private const int MinLetters = 2;
    private const int MaxLetters = 5;
    private const int MaxWords = 3;
    private const int MaxTokens = 128;
    private const int MaxWordLength = 32;
    private const uint Begin = 0x5BD1E995;
    private const uint End = 0x1B873593;
    private const uint Person = 0x31u;
    private const uint Project = 0x41u;
    private readonly uint[] _words = new uint[MaxTokens + 2];

    /// <param name="text">The sentence.</param>
    /// <param name="hints">One a token, or none where no names are known.</param>
    /// <param name="into">Where they go.</param>
    public void Read(TokenizedText text, ReadOnlySpan<TokenHint> hints, FeatureBuffer into)
    {
        into.Clear();
        var words = Words(text, hints);
        into.WordCount = words - 2;
        WordSequences(words, into);
        into.EndBlock(WordBlock);
        for (var i = 0; i < Math.Min(text.Count, MaxTokens); i++)
        {
            ref readonly var token = ref text.Array[i];
            if (!IsName(hints, i) && (token.Kind is TokenKind.Word or TokenKind.Quoted or TokenKind.Hashtag)) Letters(token.Folded.AsSpan(0, Math.Min(token.Folded.Length, MaxWordLength)), into);
        }

        into.EndBlock(LetterBlock);
    }

    private static bool IsName(ReadOnlySpan<TokenHint> hints, int token) => !hints.IsEmpty && hints[token].IsPersonOrProject;

    private int Words(TokenizedText text, ReadOnlySpan<TokenHint> hints)
    {
        var count = 0;
        _words[count++] = Begin;
        for (var i = 0; i < text.Count; i++)
        {
            ref readonly var token = ref text.Array[i];
            if (IsName(hints, i))
            {
                if (!hints[i].Continues && count <= MaxTokens) _words[count++] = hints[i].Type == EntityType.Person ? Person : Project;
            }
            else if (token.Kind == TokenKind.Quoted) count = QuotedWords(token.Folded, count);
            else if (count <= MaxTokens) _words[count++] = Word(token);
        }

        _words[count++] = End;
        return count;
    }

    private int QuotedWords(ReadOnlySpan<char> quoted, int count)
    {
        foreach (var range in quoted.Split(' '))
        {
            if (!quoted[range].IsEmpty && count <= MaxTokens) _words[count++] = Hash(quoted[range]);
        }

        return count;
    }

    // Which number, person or address it is says nothing about what is asked for.
    private static uint Word(in Token token) => token.Kind switch
    {
        TokenKind.Number => 0x11u + (uint)Math.Min(token.End - token.Start, 5),
        TokenKind.TaskNumber => 0x21u,
        TokenKind.Mention => Person,
        TokenKind.Email => 0x32u,
        TokenKind.Url => 0x33u,
        _ => Hash(token.Folded),
    };

    // The words alone come first: it is counted how many of them are known.
    private void WordSequences(int count, FeatureBuffer into)
    {
        for (var i = 1; i < count - 1; i++) into.Add(Mix(0x9E3779B9u, _words[i]));
        for (var i = 0; i < count; i++)
        {
            var hash = Mix(0x9E3779B9u, _words[i]);
            for (var n = 2; n <= MaxWords && i + n <= count; n++)
            {
                hash = Mix(hash, _words[i + n - 1]);
                into.Add(hash);
            }

            if (i + 2 < count) into.Add(Mix(Mix(0x7F4A7C15u, _words[i]), _words[i + 2]));
        }
    }

    // A space stands for the edge of the word.
    private static void Letters(ReadOnlySpan<char> word, FeatureBuffer into)
    {
        for (var start = -1; start < word.Length; start++)
        {
            var hash = 0xC2B2AE35u;
            for (var n = 1; n <= MaxLetters && start + n <= word.Length + 1; n++)
            {
                var at = start + n - 1;
                hash = (hash ^ (at < 0 || at == word.Length ? ' ' : word[at])) * 0x01000193u;
                hash ^= hash >> 15;
                if (n >= MinLetters) into.Add(Mix(hash, (uint)n));
            }
        }
    }

    private static uint Hash(ReadOnlySpan<char> word)
    {
        var hash = 0x811C9DC5u;
        foreach (var c in word) hash = (hash ^ c) * 0x01000193u;
        return Mix(hash, (uint)word.Length);
    }

    private static uint Mix(uint a, uint b)
    {
        var h = (a * 0xCC9E2D51u) ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2));
        h ^= h >> 16;
        h *= 0x85EBCA6Bu;
        h ^= h >> 13;
        h *= 0xC2B2AE35u;
        return h ^ (h >> 16);
    }
}
