using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Skills.AddMember;

/// <summary>Tells "cambia el rol de Ana" and "haz admin a Ana" from "agrega a Ana como admin": the first two are about somebody who is there.</summary>
internal static partial class RoleWords
{
    /// <summary>Whether a request speaks of the role that somebody has, and asks for nobody new.</summary>
    /// <param name="words">The request.</param>
    /// <param name="role">The role in it, or null.</param>
    public static bool Are(string words, ChoiceSlot? role)
    {
        var folded = Fold.Text(words);
        return !Adds().IsMatch(folded) && (Changes().IsMatch(folded) || role is { Name: "admin" or "owner" });
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        @"\b((agreg|anad|sum|invit|inclu|incorpor|met|un)(a|e|ar|ir|er|alo|ala|ale|ame|amos|emos|amo|i|iendo|ando|o|uye|uyan|elo|ela|ele|eme)s?|acceso|access|integra(lo|la|r)?|add(ing)?|invit(e|ing)|includ(e|ing)|bring|onboard|join|joins|new (member|teammate|person)|(nuevo|nueva) (miembro|integrante|persona|companer[oa]))\b",
        Options, MatchTime.Most)]
    private static partial Regex Adds();

    [GeneratedRegex(
        @"\b(rol(es)?|roles?|permisos?|permissions?|rights?|privileg(e|es|ios?)|haz(me|lo|la)?|hac(er|e|eme|elo|ela)|vuelve(lo|la)?|volver|nombr\w*|conviert\w*|ascien\w*|ascend\w*|promu?[eo]v\w*|degrad\w*|rebaj\w*|elev\w*|baj[ae]\w*|sub[eir]\w*|pas[ae]\w*|cambi\w*|mak(e|ing)|promot\w+|demot\w+|downgrad\w+|upgrad\w+|appoint\w*|chang(e|ing)|switch|turn|bump|drop|is now|no longer|ya no|ahora es)\b",
        Options, MatchTime.Most)]
    private static partial Regex Changes();
}
