using System.Text.RegularExpressions;

namespace PmBot.Bot.Skills.PlanSprint;

/// <summary>What the words of a plan want: tasks in, or out.</summary>
internal static partial class PlanWords
{
    /// <summary>"Saca la 8 del sprint".</summary>
    public static bool TakesOut(string? words) => words is not null && Out().IsMatch(words) && !Elsewhere().IsMatch(words);

    /// <summary>The verbs of an edit, with where each begins: "quita la 12 y mete la 9".</summary>
    public static IEnumerable<(int At, bool In)> Verbs(string words) =>
        Out().Matches(words).Select(m => (At: m.Index, In: false)).Concat(In().Matches(words).Select(m => (At: m.Index, In: true))).OrderBy(v => v.At);

    /// <summary>"Nah, leave it in", "mejor déjala", right after it was taken out.</summary>
    /// <param name="said">Folded.</param>
    public static bool KeepsIn(string said) => Keeps().IsMatch(said);

    [GeneratedRegex(
        @"^\W*((nah*|no+|nop|nope|ok|bueno|pues|mejor|actually|sorry|perdon|wait|espera|hm+|mm+|on second thought)\b\W*)*((leave|keep|put|get) (it|them|that|this)( back)?( in| there)*( the sprint)?|put (it|them) back|(dejal|dejemosl|regresal|devuelvel|devolvel|vuelvel|reponl)[oa]s?( adentro| dentro| ahi| en el sprint| a meter)?|(vuelve|volve) a meterl[oa]s?|met[ae]l[oa]s? (otra vez|de nuevo)|que se (quede|queden)|(la|las|lo|los) (dejamos|dejo)( adentro| dentro| ahi)?)\W*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Keeps();

    /// <summary>"In there", "ahí": into what was just spoken of.</summary>
    public static bool PointsThere(string words) => There().IsMatch(words);

    [GeneratedRegex(@"\b(in there|into it|in it|in that one|into that one|to it|ah[ií]|all[ií]|ah[ií] (dentro|adentro)|en ese)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex There();

    /// <summary>"¿Cabe todo?", "how many points is that?".</summary>
    /// <param name="said">Folded.</param>
    public static bool AsksWhetherItFits(string said) => Fits().IsMatch(said);

    [GeneratedRegex(
        @"^\W*(y |and |pero |but )?((todo )?(cabe|caben|entra|entran|alcanza)( todo| todas| todos| eso| bien| asi| en el sprint| con eso)*|(no )?nos pasamos|estamos pasados|(does|do|will|would) (it|that|everything|this|they|all of it) (all )?fit|is (it|that) too much|cuanto (suma|es|son|llevamos|va|queda)( todo| eso| en total)?|cuantos puntos (son|van|suman|llevamos|hay|queda[n]?|da|dan)( en total| ya)?|how many points( is| are| do)?( that| it| those| we have| this)?( in total| altogether| so far)?|how much is (that|it)( in total)?|what's the total)\W*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Fits();

    [GeneratedRegex(
        @"\b(s[aá]c[aá]\w*|saqu\w+|sacar\w*|qu[ií]t[aá]\w*|quit[eé]mos\w*|quit[eé]n?\w*|remueve|retira\w*|elimina\w*|sin|excepto|menos|fuera|b[aá]j[aá]\w*|ya no va|descarta\w*|remove|take|pull|drop|kick|leave out|without|except|minus|not|skip)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Out();

    // "Take 7 into the sprint", "sácala de este y pásala al siguiente".
    [GeneratedRegex(
        @"\b(into|take .* (in|to)|pull .* (in|into|to)|p[aá]sala|mu[eé]vela|p[oó]nla|al (pr[oó]ximo|siguiente)|to the next)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(
        @"\b(met[eéa]\w*|m[eé]te\w*|agr[eé]ga\w*|agregu\w+|a[nñ]ad\w+|a[nñ][aá]de\w*|suma\w*|incluy\w+|incl[uú]y\w*|pon\w*|p[oó]n\w*|add|include|put|bring in|plus|with|and also|tambi[eé]n)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex In();
}
