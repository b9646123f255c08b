using PmBot.Nlu.Entities;
using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Slots;

/// <summary>The words of a message that name a task though the tagger marked none: "crash is urgent", "el logo para el viernes".</summary>
/// <remarks>
/// What is neither a value nor how such a request is worded is taken for a name and looked up: it is never passed over, so that
/// what was said of one task is not done to the one that was spoken of last.
/// </remarks>
/// <param name="matcher">Knows the words in which things are asked for.</param>
/// <param name="text">The message.</param>
/// <param name="candidates">What the finder saw in it.</param>
/// <param name="said">Its tokens without the words that only answer ("no, ...").</param>
internal sealed class NamedTasks(Matcher matcher, TokenizedText text, CandidateSet candidates, (int From, int To) said)
{
    private const int ShortestName = 3;

    // "Crash on login", "fotos de la portada": this many small words may stand inside a name.
    private const int MostBetween = 2;

    /// <summary>The name, or null where all of the message is explained.</summary>
    /// <param name="intent">What is asked for.</param>
    /// <param name="covered">The tokens that say something else.</param>
    public Entity? Find(string intent, ReadOnlySpan<bool> covered)
    {
        if (!matcher.Grammar.Wordings.TryGetValue(intent, out var wording)) return null;
        var free = Free(covered);
        for (var i = said.From; i < said.To; i++)
        {
            if (!Names(i, free, wording) || (i > 0 && IsIndefinite(text.Array[i - 1].Folded))) continue;
            var (from, end) = (i, i + 1);
            for (var next = end; next < said.To && next <= end + MostBetween && free[next] && !text.Array[next].IsPause() && !Tells(text.Array[next].Folded); next++)
            {
                // "Sent off the handover notes": an article that no preposition stands before begins the name anew.
                if (Names(next, free, wording)) (from, end) = (next > end && IsArticle(text.Array[next - 1].Folded) && !Leads(text.Array[next - 2].Folded) ? next : from, next + 1);
            }

            var words = FreeText.Clean(text.Span(from, end));
            return words.Length < ShortestName ? null : new Entity(EntityType.Task, new TaskDescriptionValue(words, null, Plural: false) { IsLoose = true }, text.Slice(from, end), text.Array[from].Start, text.Array[end - 1].End);
        }

        return null;
    }

    private bool[] Free(ReadOnlySpan<bool> covered)
    {
        var free = new bool[text.Count];
        for (var i = 0; i < free.Length; i++) free[i] = !covered[i];
        foreach (var candidate in candidates.All)
            if (candidate.Strong) free.AsSpan(candidate.From, candidate.To - candidate.From).Clear();
        return free;
    }

    private bool Names(int at, bool[] free, ulong[] wording)
    {
        ref readonly var token = ref text.Array[at];
        return free[at] && token.Kind == TokenKind.Word && token.Folded.Length >= ShortestName
            && !WordLists.IsFunction(token.Folded) && !matcher.Words.IsFiller(at) && !PhraseTable.IsKnown(token.Folded) && !Dates.DateWord.IsKnown(token.Folded)
            && matcher.Words.Match(at, wording) < 0 && token.Folded is not ("aca" or "aqui" or "ahi" or "alla" or "here" or "there") && (!HasPronoun(token, out _) || (at > 0 && IsArticle(text.Array[at - 1].Folded)));
    }

    /// <summary>Whether a word may be a Spanish verb with a pronoun hanging on it: "terminala", "pásasela".</summary>
    /// <param name="token">The word.</param>
    /// <param name="plural">The pronoun is one of several.</param>
    public static bool HasPronoun(in Token token, out bool plural)
    {
        plural = false;
        if (token.Kind != TokenKind.Word || token.Folded.Length < 5 || WordLists.Of(token.Folded) != WordClass.None) return false;
        var word = token.Folded.AsSpan();
        plural = word[^1] == 's';
        return (plural ? word[..^1] : word) is [.., 'a' or 'e' or 'i' or 'r' or 'n', 'l', 'a' or 'o'];
    }

    // What follows says something of the name.
    private static bool Tells(string word) => word is "is" or "are" or "was" or "were" or "has" or "isn't" or "es" or "son" or "esta" or "estan" or "era" or "fue" or "tiene" or "que" or "o" or "or";

    private static bool Leads(string word) => word is "of" or "on" or "in" or "for" or "at" or "to" or "with" or "from" or "de" or "en" or "con" or "para" or "a" or "por" or "sobre";

    private static bool IsArticle(string word) => word is "el" or "la" or "los" or "las" or "del" or "al" or "mi" or "the" or "my" or "that";

    // "Assign a designer": nobody names a task like this that is there.
    private static bool IsIndefinite(string word) => word is "un" or "una" or "unos" or "unas" or "a" or "an" or "otra" or "otro" or "another" or "new" or "nueva" or "nuevo" or "some" or "any" or "alguna" or "alguien";
}
