using PmBot.Nlu.Entities;
using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Slots;

/// <summary>Whether a message is only a piece of a request.</summary>
internal enum Fragment
{
    None,
    /// <summary>Names, days and small words: "ya está Móvil en prod", "la 36 hasta el miércoles". Seldom a request.</summary>
    Likely,
    /// <summary>Nothing but names, days and what joins them: "el jueves", "a Diego", "la 7".</summary>
    Whole,
}

/// <summary>Tells pieces from requests: a piece is an answer or a correction, whatever a model would make of it.</summary>
internal static class Fragments
{
    public static Fragment Kind(Matcher matcher, TokenizedText text, CandidateSet candidates, (int From, int To) said)
    {
        var small = 0;
        for (var i = said.From; i < said.To;)
        {
            var end = i;
            foreach (ref readonly var candidate in candidates.At(i))
                if (candidate.Strong) end = Math.Max(end, candidate.To);
            if (end > i)
            {
                i = end;
                continue;
            }

            ref readonly var token = ref text.Array[i++];
            if (!token.IsContent || Joins(token.Folded)) continue;
            if (!matcher.Words.IsFiller(i - 1) && !WordLists.IsFunction(token.Folded)) return Fragment.None;
            small++;
        }

        return small == 0 ? Fragment.Whole : Fragment.Likely;
    }

    /// <summary>Whether a message rather answers or goes on with what was said: a single word ("título"), "que se llame Pagos".</summary>
    public static bool GoesOn(TokenizedText text, (int From, int To) said)
    {
        var content = 0;
        for (var i = said.From; i < said.To; i++)
            if (text.Array[i].IsContent) content++;
        return content == 1 || (content > 1 && text.Array[said.From].Is("que") && (text.Array[said.From + 1].Folded is "se" or "sea" or "sean"));
    }

    private static bool Joins(string word) => word is "a" or "al" or "de" or "del" or "en" or "para" or "por" or "con" or "la" or "el" or "las" or "los" or "lo" or "y" or "o" or "e"
        or "to" or "for" or "on" or "in" or "at" or "by" or "the" or "of" or "with" or "and" or "or" or "from" or "no" or "not" or "si" or "es" or "is";
}
