using System.Text.RegularExpressions;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Turns of phrase that say how a message stands towards what came before; what they stand before is read elsewhere.</summary>
internal static partial class Phrases
{
    /// <summary>"No, porque falta probar": a refusal with its reason, and nothing to correct by.</summary>
    public static bool IsRefusalWithReason(Understanding heard) =>
        heard.Cues.HasFlag(Cues.No) && Reason().IsMatch(heard.Rest);

    /// <summary>"Que se llame ...", "rename it to ...": the words behind it, or null.</summary>
    public static string? Name(string rest) => Naming().Match(rest) is { Success: true } named ? Unquoted(rest[named.Length..]) : null;

    /// <summary>Free words without what merely surrounds them.</summary>
    public static string Unquoted(string words) => words.Trim().Trim('"', '«', '»', '“', '”', '.', ',', ':').Trim();

    /// <summary>"¿Y ...?" goes on with what was asked.</summary>
    public static bool Continues(string text) => And().IsMatch(text);

    /// <summary>"Otra igual pero ...", "same for ...", "do it again for ...": what was last done, once more; null when it is not that.</summary>
    public static Repetition? Again(string text)
    {
        if (Usual().IsMatch(text))
        {
            return new Repetition("", IsUsual: true);
        }

        return SameAgain().Match(text) is { Success: true } same ? new Repetition(text[same.Length..].Trim(), IsUsual: false) : null;
    }

    /// <summary>"Y también las flores": what else, or null.</summary>
    public static string? Also(string text) => AndAlso().Match(text) is { Success: true } also ? Unquoted(text[also.Length..]) : null;

    /// <summary>"Todas menos la 8": where the exception begins, or -1.</summary>
    public static int Exception(string text) => But().Match(text) is { Success: true } but ? but.Index : -1;

    /// <summary>"Anteriores", "previous page".</summary>
    public static bool IsBack(string text) => PageBack().IsMatch(text);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\s*[,;:.]?\s*(porque|pq|xq|es que|ya que|pues|todav[ií]a (falta|no)|a[uú]n (falta|no)|falta|because|cause|cuz|since|as it|it's not|it is not|we still|i still|not (yet|ready))\b", Options, MatchTime.Most)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"^\s*(el proyecto |la tarea |el sprint |the project |the task |the sprint |it )?(ll[aá]mal[aoe]|ll[aá]mense|que se llame|se llama|se llamaba|p[oó]nle (de|por|como) (nombre|t[ií]tulo)|p[oó]nle|c[aá]mbiale el (t[ií]tulo|nombre) (a|por)|el (t[ií]tulo|nombre) (es|era|ser[ií]a)|que diga|dec[ií]a|deb[ií]a decir|call it|name it|rename it( to)?|rename to|is called|should be called|it's called|the (title|name) is|(title|t[ií]tulo|nombre|name):|it should say|should say|make it say)\s+",
        Options, MatchTime.Most)]
    private static partial Regex Naming();

    [GeneratedRegex(@"^\s*¿?\s*(y|and|what about|how about|e)\b", Options, MatchTime.Most)]
    private static partial Regex And();

    [GeneratedRegex(
        @"^\s*(y\s+|and\s+|ahora\s+|now\s+)?((crea(me)?|haz(me)?|agrega|pon(me)?|quiero|dame|create|make|add|give me|i want)\s+)?((otra|otro|una|uno|un|another( one)?|one more|una m[aá]s|uno m[aá]s)\s+(tarea\s+|task\s+)?(igual(ita)?|id[eé]ntic[ao]|as[ií]|tal cual|como (es[ae]|est[ae]|la (anterior|[uú]ltima)|el (anterior|[uú]ltimo))|(just )?like (that|it|this|the last one)|the same|same)(?=[\s,.]|$)|lo mismo|la misma|el mismo|igual\s+pero|(the\s+)?same( again| thing| one)?(?=\s*(,|but|for|in|to|with|on|$))|do the same|do that again (for|with|in)|ditto|repite(lo|la)?|rep[ií]telo|another( one)? like (that|it|this))\s*(as before|tambi[eé]n|too|again|otra vez)?[\s,]*(pero|but|s[oó]lo que|except)?\s*",
        Options, MatchTime.Most)]
    private static partial Regex SameAgain();

    [GeneratedRegex(@"^\s*((quiero|dame|haz|pon)\s+)?(lo|la|el) de siempre[.!]?\s*(por favor|porfa)?$|^\s*the usual( one| thing)?( please)?[.!]?$|^\s*(same as (always|usual)|as (always|usual)|como siempre)[.!]?$", Options, MatchTime.Most)]
    private static partial Regex Usual();

    [GeneratedRegex(@"^\s*((y|and|ah|oh|e)\s*,?\s+)?(tambi[eé]n|adem[aá]s|otra|otra m[aá]s|also|another one|one more)\s*[:,]?\s+((hay que|necesitamos|falta|tenemos que|we need( to)?|we have to|there's)\s+)?", Options, MatchTime.Most)]
    private static partial Regex AndAlso();

    [GeneratedRegex(@"\b(menos|excepto|salvo|quitando|except( for)?|but not|other than|apart from|all but)\b", Options, MatchTime.Most)]
    private static partial Regex But();

    [GeneratedRegex(@"^\s*(las? |los? |el |ver (las )?|muestra (las )?|the |show (the )?)?(anterior(es)?|p[aá]gina anterior|de antes|previous( page| ones)?|prev|earlier ones|page back)[.!]?$", Options, MatchTime.Most)]
    private static partial Regex PageBack();
}

/// <summary>A wish to have something once more.</summary>
/// <param name="Difference">What should be otherwise; empty for nothing.</param>
/// <param name="IsUsual">Not the last thing, but what the person always does.</param>
internal sealed record Repetition(string Difference, bool IsUsual);
