using System.Text.RegularExpressions;

namespace PmBot.Bot.Dialogs;

/// <summary>Writes out what people run together: "no on 17" is "no, on 17", "1st thing" is "first thing".</summary>
internal static partial class Rewording
{
    /// <summary>The message as it is read; as it was where nothing has to be written out.</summary>
    public static string Of(string message) =>
        message.Length > LongestShort ? message
            : Withdrawn().Match(message) is { Success: true } withdrawn ? withdrawn.Groups["leave"].Value
            : Politely(InsteadOf().Replace(Mistaken().Replace(WhatDid().Replace(Towards().Replace(FirstThing().Replace(NoWhich().Replace(message, "${no}, ${which}"), "first thing"), "pal "), "what did"), "me equivoqué, "), "${first}"));

    // Of a long message nothing hangs on its first word alone.
    private const int LongestShort = 200;

    // Not "no la termine": only before a number is it sure what follows.
    [GeneratedRegex(@"^\s*(?<no>no+|nope|nah)\s+(?<which>((on|in|at|for|to|the|it was|was|i meant|mejor|era|en|a|al|la|el|con|para)\s+){1,3}#?\d{1,6}\W*((porfa|please|mejor|instead)\W*)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex NoWhich();

    // "Pa'l viernes", whose apostrophe is no quotation mark.
    [GeneratedRegex(@"\b(pa['’´`]\s?l|p['’´`]al|p['’´`]l)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Towards();

    [GeneratedRegex(@"\bwhat['’]d\b(?=\s+(we|i|you|they|he|she|the|everyone|everybody|\p{Lu}\p{L}+)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex WhatDid();

    /// <summary>Of what somebody dictates, behind a colon or within quotes, no word is touched.</summary>
    private static string Politely(string message)
    {
        var own = message.AsSpan().IndexOfAny(":\"“«");
        var said = own < 0 ? message : message[..own];
        return Usted().Replace(ButAlso().Replace(said, but => but.Groups["but"].ValueSpan[0] is 'p' or 'P' ? ", y " : ", and "), Familiar) + (own < 0 ? "" : message[own..]);
    }

    // "Let Camila keep it but make it urgent": two requests, as with "and".
    [GeneratedRegex(@"(?<=\p{L}{2}\s\p{L}[^,.;\n]{4,80}),?\s(?<but>but|pero)\s(?=(make it|set it|move it|mark it|give it|assign it|put it|ponla|ponlo|p[oó]nle|ponela|mu[eé]vela|movela|m[aá]rcala|as[ií]gnala|p[aá]sala|d[aá]sela|hazla)\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex ButAlso();

    // "Bájele la prioridad", "ciérrela": who says usted asks for the same.
    private static string Familiar(Match polite)
    {
        var (stem, pronouns) = (polite.Groups["stem"].Value.ToLowerInvariant(), polite.Groups["pronouns"].Value);
        return stem switch
        {
            "pónga" or "ponga" => "pon" + pronouns,
            "déje" or "deje" => "deja" + pronouns,
            "muéva" or "mueva" => "mueve" + pronouns,
            "márque" or "marque" => "marca" + pronouns,
            "agrégue" or "agregue" => "agrega" + pronouns,
            "súba" or "suba" => "sube" + pronouns,
            "resuélva" or "resuelva" => "resuelve" + pronouns,
            "añáda" or "añada" => "añade" + pronouns,
            "cámbie" or "cambie" => "cambia" + pronouns,
            "asígne" or "asigne" => "asigna" + pronouns,
            "ciérre" or "cierre" => "cierra" + pronouns,
            "bórre" or "borre" => "borra" + pronouns,
            "quíte" or "quite" => "quita" + pronouns,
            "sáque" or "saque" => "saca" + pronouns,
            "báje" or "baje" => "baja" + pronouns,
            "páse" or "pase" => "pasa" + pronouns,
            _ => polite.Value,
        };
    }

    [GeneratedRegex(@"\b(?<stem>p[oó]nga|d[eé]je|mu[eé]va|m[aá]rque|agr[eé]gue|s[uú]ba|resu[eé]lva|a[nñ][aá]da|c[aá]mbie|as[ií]gne|ci[eé]rre|b[oó]rre|qu[ií]te|s[aá]que|b[aá]je|p[aá]se)(?<pronouns>(se|me|nos)?(la|lo|las|los|le|les))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Usted();

    // "5 puntos en vez de 3": what it was is no part of what it shall be.
    [GeneratedRegex(@"^(?<first>[^\n]*\d[^\n]*?)\s+(en vez de|en lugar de|instead of|rather than)\s+(los |las |the )?\d[\w .,]{0,20}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex InsteadOf();

    [GeneratedRegex(@"^\s*(ay |uy |no,? |perd[oó]n,? )?me he (equivocado|liado|confundido)[,.]?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Mistaken();

    // "Split the pricing page? nvm": what is taken back in the same breath was never asked.
    [GeneratedRegex(@"^[^\n]{3,120}[?,.;…–-]\s*(no,?\s+)?(?<leave>nvm|nevermind|never mind|forget it|olv[ií]dalo|olvidalo|mejor no|no importa|d[eé]jalo)[\s.!]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Withdrawn();

    [GeneratedRegex(@"\b1st thing\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex FirstThing();
}
