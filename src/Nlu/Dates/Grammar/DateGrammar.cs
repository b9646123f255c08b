using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Grammar;

/// <summary>Reads dates and times of a text, from a given token on.</summary>
/// <remarks>
/// Each reader looks a bounded number of tokens ahead and says where it ended; null means that nothing of the kind begins there. What both
/// languages share is here; word order and idioms are in the languages' own classes, which override the readers.
/// </remarks>
internal abstract partial class DateGrammar(DateTokens tokens, Almanac almanac, bool dayFirst)
{
    protected DateTokens Tokens { get; } = tokens;

    protected Almanac Almanac { get; } = almanac;

    /// <summary>3/4 is the third of April.</summary>
    protected bool DayFirst { get; } = dayFirst;

    /// <summary>Also joins what people say as one thing and the specs take apart.</summary>
    public bool Lenient { get; init; }

    /// <summary>"Before", "by" and their like stay outside of what is read.</summary>
    public bool Unbounded { get; init; }

    /// <summary>Where the second half of a range begins that is being read: numbers may stick to its first half there.</summary>
    protected int SecondEdge { get; set; } = -1;

    protected DateTime Today => Almanac.Today;

    /// <summary>Something may begin at a token; the cheap question that most words answer with no.</summary>
    public virtual bool MayBegin(int i) => Tokens[i].Kind != DateTokenKind.Sign || Tokens[i].Senses.Length > 0;

    /// <summary>The longest thing that begins at a token.</summary>
    public abstract Reading? Longest(int i, out int end);

    protected static void Keep(Reading? candidate, int end, ref Reading? best, ref int bestEnd)
    {
        if (candidate is null || end <= bestEnd) return;
        best = candidate;
        bestEnd = end;
    }

    protected bool Is(int i, Cat cat)
    {
        if ((uint)i >= (uint)Tokens.Count) return false;
        foreach (var sense in Tokens[i].Senses)
        {
            if (sense.Cat == cat) return true;
        }

        return false;
    }

    /// <summary>The token is, or begins a phrase that is, of a category; the end is after the phrase.</summary>
    protected bool Is(int i, Cat cat, out Sense sense, out int end)
    {
        if ((uint)i < (uint)Tokens.Count)
        {
            foreach (var candidate in Tokens[i].Senses)
            {
                if (candidate.Cat != cat) continue;
                sense = candidate;
                end = i + candidate.Length;
                return true;
            }
        }

        sense = null!;
        end = i;
        return false;
    }

    /// <summary>After the word, if it is there.</summary>
    protected int Skip(int i, Cat cat) => Is(i, cat, out _, out var end) ? end : i;

    protected bool Sign(int i, char sign) => (uint)i < (uint)Tokens.Count && Tokens[i].Kind == DateTokenKind.Sign && Tokens[i].Sign == sign;

    protected int SkipSign(int i, char sign) => Sign(i, sign) ? i + 1 : i;

    /// <summary>No space stands before the token.</summary>
    protected bool Glued(int i) => (uint)i < (uint)Tokens.Count && !Tokens[i].Spaced;

    protected bool Digits(int i, out int number, int least = 1, int most = 9)
    {
        number = 0;
        if ((uint)i >= (uint)Tokens.Count || Tokens[i].Kind != DateTokenKind.Number) return false;
        number = Tokens[i].Number;
        return Tokens[i].Length >= least && Tokens[i].Length <= most;
    }

    protected bool IsNumber(int i) => (uint)i < (uint)Tokens.Count && Tokens[i].Kind == DateTokenKind.Number;

    protected bool IsWord(int i, string word) => (uint)i < (uint)Tokens.Count && Tokens[i].Kind == DateTokenKind.Word && Tokens.Folded(i).SequenceEqual(word);
}
