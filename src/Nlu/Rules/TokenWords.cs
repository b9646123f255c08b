using System.Collections.Frozen;
using PmBot.Nlu.Dates;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Which words of the patterns each token is, exactly or by a slip.</summary>
internal sealed class TokenWords
{
    private const int MaxReadings = 3;
    private int[] _ids = [];
    private bool[] _slips = [];
    private bool[] _fillers = [];

    public void Read(Grammar grammar, TokenizedText text, CandidateSet candidates)
    {
        var count = text.Count;
        if (_slips.Length < count)
        {
            _ids = new int[(count + 32) * MaxReadings];
            _slips = new bool[count + 32];
            _fillers = new bool[count + 32];
        }

        Array.Fill(_ids, -1, 0, count * MaxReadings);
        for (var i = 0; i < count; i++)
        {
            ref readonly var token = ref text.Array[i];
            _slips[i] = false;
            _fillers[i] = token.Kind == TokenKind.Emoji || grammar.Fillers.Contains(token.Folded);
            if (i > 0 && token.Folded == "favor" && text.Array[i - 1].Folded == "por") _fillers[i - 1] = _fillers[i] = true;
            if (token.Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.Punctuation or TokenKind.Emoji)) continue;
            if (grammar.Vocabulary.TryGetValue(token.Folded, out var id)) _ids[i * MaxReadings] = id;
            else if (token.Kind == TokenKind.Word && token.Folded.Length >= 4 && !IsOtherWord(token, candidates, i)) Slips(grammar, token.Folded, i);
        }
    }

    private static bool IsOtherWord(in Token token, CandidateSet candidates, int at)
    {
        if (WordLists.Of(token.Folded) != WordClass.None || PhraseTable.IsKnown(token.Folded) || DateWord.IsKnown(token.Folded)) return true;
        foreach (var candidate in candidates.At(at))
            if (candidate is { Strong: true, Type: EntityType.Person or EntityType.Project or EntityType.Environment, Weight: >= 1f }) return true;
        return false;
    }

    private void Slips(Grammar grammar, string word, int at)
    {
        Span<(string Word, int Distance)> found = new (string, int)[8];
        var count = Math.Min(grammar.Typos.Find(word, found), MaxReadings);
        for (var i = 0; i < count; i++) _ids[(at * MaxReadings) + i] = grammar.Vocabulary[found[i].Word];
        _slips[at] = count > 0;
    }

    /// <summary>The word of the set that the token is, or -1.</summary>
    public int Match(int token, ulong[] set)
    {
        for (var i = token * MaxReadings; i < (token + 1) * MaxReadings; i++)
        {
            var id = _ids[i];
            if (id < 0) return -1;
            if ((set[id >> 6] & (1UL << (id & 63))) != 0) return id;
        }

        return -1;
    }

    /// <summary>The words that the token may be; -1 ends them.</summary>
    public ReadOnlySpan<int> Of(int token) => _ids.AsSpan(token * MaxReadings, MaxReadings);

    public bool IsSlip(int token) => _slips[token];

    public bool IsFiller(int token) => _fillers[token];

    /// <summary>Whether any pattern knows the token as written.</summary>
    public bool IsKnown(int token) => _ids[token * MaxReadings] >= 0 && !_slips[token];

    /// <summary>Words that make another request of it: never passed over as unexplained.</summary>
    public static readonly FrozenSet<string> Turning = new[]
    {
        "depend", "depends", "depende", "dependa", "dependan", "block", "blocks", "blocking", "split", "merge", "duplicate", "duplica", "divide", "une", "except", "excepto", "menos", "salvo", "unless", "rename", "renombra",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words after which nobody stops: a text doesn't end there.</summary>
    public static readonly FrozenSet<string> Dangling = new[]
    {
        "de", "del", "la", "el", "los", "las", "un", "una", "y", "e", "o", "a", "al", "en", "con", "para", "por", "que", "su", "sus", "sobre", "desde", "entre", "sin",
        "of", "the", "an", "and", "or", "to", "in", "at", "for", "with", "from", "by", "about", "my", "our", "their", "antes", "before", "after", "hasta", "muy",
    }.ToFrozenSet(StringComparer.Ordinal);
}
