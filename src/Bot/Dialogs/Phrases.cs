using System.Text.RegularExpressions;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>Turns of phrase that say how a message stands towards what came before; what they stand before is read elsewhere.</summary>
internal static partial class Phrases
{
    /// <summary>"No, porque falta probar": a refusal with its reason, and nothing to correct by.</summary>
    public static bool IsRefusalWithReason(Understanding heard) =>
        (heard.Cues.HasFlag(Cues.No) && Reason().IsMatch(heard.Rest)) || NoBecause().IsMatch(Fold.Text(heard.Text));

    [GeneratedRegex(@"^\W*(no+|nop|nope|nah)\s+(porque|pq|xq|es que|because|cause|cuz|since)\b", Options, MatchTime.Most)]
    private static partial Regex NoBecause();

    /// <summary>"Que se llame ...", "rename it to ...": the words behind it, or null.</summary>
    public static string? Name(string rest) => Naming().Match(rest) is { Success: true } named ? Unquoted(rest[named.Length..]) : null;

    /// <summary>"Ahí", "yo", "that one": words that only point, and are nobody's name and no title.</summary>
    public static bool OnlyPoints(string words) => Pointing().IsMatch(Fold.Text(words));

    /// <summary>"En los cupones", "for Luis": where or for whom, and no title.</summary>
    public static bool IsElsewhere(string words) => Leading().IsMatch(words);

    [GeneratedRegex(@"^\s*(en|a|al|para|de|del|con|por|sobre|desde|hasta|in|on|at|to|for|from|with|about|until)\s", Options, MatchTime.Most)]
    private static partial Regex Leading();

    /// <summary>"A las 4", "at noon": an hour without a day.</summary>
    public static bool IsClock(string text) => Clock().IsMatch(text);

    [GeneratedRegex(@"^\s*(a las?|al? mediod[ií]a|at)\b", Options, MatchTime.Most)]
    private static partial Regex Clock();

    /// <summary>"Espera", "mm", "sí, ya sé", "let me think": time is asked for, and nothing is answered.</summary>
    public static bool Stalls(string text) => Stalling().IsMatch(Fold.Text(text));

    [GeneratedRegex(
        @"^\W*((el|la|lo|los|las|un|una|de|en|a|por|para|con|que|es|era|ahi|aqui|alla|aca|asi|eso|esa|ese|esos|esas|esto|esta|este|estos|estas|otra|otro|yo|tu|el|ella|nosotros|mismo|misma|nada|nadie|algo|quien|there|here|that|it|this|those|these|one|ones|not|no|me|him|her|them|myself|nobody|nothing|something|other|the|in|on|at)\b\W*)+$",
        Options, MatchTime.Most)]
    private static partial Regex Pointing();

    [GeneratedRegex(
        @"^\W*((si|ok|okay|bueno|oye|eh+|mm+|hm+|ah+|oh+|uh+|um+|este|pues|a ver|ya (se|voy|va|vuelvo)|espera(me|te)?|aguanta(me)?|(dame )?un (momento|momentito|segundo|seg|ratito|rato|minuto)|dejame (pensar(lo)?|ver)|deja (pienso|veo|ver)|ahorita|let me (think|see|check)|hold on|hang on|wait|one (sec|second|moment|minute)|(just |give me )?a (sec|second|moment|minute)|i know|please|porfa|perdon|sorry)\b\W*)+$",
        Options, MatchTime.Most)]
    private static partial Regex Stalling();

    /// <summary>"Nah, mejor la dejamos", "hold on, no": a no in whatever words, to a question of yes or no.</summary>
    public static bool Refuses(string text) => Refusal().IsMatch(Fold.Text(text));

    /// <summary>"No, just the shelves", "no, la del logo": a no that goes on with what is meant instead.</summary>
    public static bool RefusesForAnother(string text) => NotThis().IsMatch(Fold.Text(text));

    /// <summary>"No, just the shelves" without the no.</summary>
    public static string WithoutRefusal(string text) => NotThis().Match(Fold.Text(text)) is { Success: true } refused && refused.Length <= text.Length ? text[(refused.Length - 1)..] : text;

    [GeneratedRegex(@"^\W*(no+|nop|nope|nah+|nel|espera|wait|perdon|sorry)\b\W*((mejor|just|only|solo|sino|era|es|i meant|quise decir|digo)\s+)*(the|la|el|lo de|lo del|las|los|only|just|solo)\s+\p{L}", Options, MatchTime.Most)]
    private static partial Regex NotThis();

    /// <summary>"Claro que sí, hazlo ya", "ok bórralo": nothing but a yes, in as many words as people like. The deed may be named where it is the one asked about.</summary>
    public static bool Agrees(string text, string intent)
    {
        var said = Fold.Text(text);
        return Consent().IsMatch(said)
            || (intent.StartsWith("delete_", StringComparison.Ordinal) && Deletion().Match(said) is { Success: true } deed && Consent().IsMatch(said.Remove(deed.Index, deed.Length)))
            || (intent == "plan_sprint" && Inclusion().IsMatch(said));
    }

    /// <summary>"Ok bórralo": a yes that no comma parts from what follows. It counts only with the request told again.</summary>
    public static bool BeginsWithYes(string text) => FirstYes().IsMatch(Fold.Text(text));

    /// <summary>"Y los martes también": more of what was said before.</summary>
    public static bool IsAddition(string text) => Addition().IsMatch(Fold.Text(text));

    /// <summary>"Y los martes también", "mejor a las 10": it goes on with something or corrects it, and is nobody's name.</summary>
    public static bool IsNoName(Understanding heard) =>
        IsAddition(heard.Text)
        || (heard.Cues.HasFlag(Cues.Correction) && heard.Entities.Any(e => e.Type is EntityType.Date or EntityType.DateRange or EntityType.Recurrence or EntityType.Priority))
        || heard.Entities.Any(e => e.Type is EntityType.Date or EntityType.DateRange or EntityType.Recurrence && e.End - e.Start + 6 >= heard.Rest.Trim().Length);

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

    /// <summary>"Probar el login en Firefox", "para Edge": the title about something else, by its last piece or by the thing that is done to; null where the two are not built alike.</summary>
    public static string? AboutAnother(string title, string said) => WithTail(title, said) ?? WithThing(title, said);

    /// <summary>"Traducir la portada" about "la ficha" is "traducir la ficha".</summary>
    private static string? WithThing(string title, string other) =>
        Object().Match(title) is { Success: true } said && Thing().Match(other) is { Success: true } thing ? title[..said.Groups["thing"].Index] + Unquoted(other[thing.Groups["thing"].Index..]) : null;

    /// <summary>"Y también las flores": what else, or null.</summary>
    public static string? Also(string text) => AndAlso().Match(text) is { Success: true } also ? Unquoted(text[also.Length..]) : null;

    /// <summary>"Y la otra también", "8 too": what else the last thing is to be done to; null where nothing of the kind is said.</summary>
    public static string? Too(string text) => AsWell().Match(text) is { Success: true } too ? Unquoted(too.Groups["what"].Value) : null;

    /// <summary>"No, en Firefox" of "probar el login en Safari": the title with its end put right; null where it does not fit.</summary>
    public static string? OtherTail(string title, string said) =>
        Tail().Match(said.Trim()) is { Success: true } tail && title.LastIndexOf($" {tail.Groups["with"].Value} ", StringComparison.OrdinalIgnoreCase) is > 0 and var at
            ? string.Concat(title.AsSpan(0, at), " ", tail.Value.TrimEnd('.', '!', ' '))
            : null;

    /// <summary>"Para Edge" of "probar el login en Firefox", whatever word joins them.</summary>
    private static string? WithTail(string title, string said) =>
        OtherTail(title, said) ?? (Tail().Match(said.Trim()) is { Success: true } tail && LastPiece().Match(title) is { Success: true } piece
            ? title[..piece.Groups["what"].Index] + tail.Value[(tail.Groups["with"].Length + 1)..].TrimEnd('.', '!', ' ').TrimStart()
            : null);

    /// <summary>"Perdón, me equivoqué, era …", "I meant …": what was asked for is not what was wanted.</summary>
    public static bool WasMistaken(string text) => Mistaken().IsMatch(Fold.Text(text));

    /// <summary>"La 3 no", "not 3": that one is not wanted.</summary>
    public static bool Denies(string text) => Denied().IsMatch(text);

    [GeneratedRegex(@"#?\d{1,6},? no\W*$|\b(not|but not|pero no|menos)\s+(the\s+|la\s+|el\s+)?#?\d{1,6}\W*$", Options, MatchTime.Most)]
    private static partial Regex Denied();

    /// <summary>"Solo de Diego", "just the app": less of what was shown.</summary>
    public static bool Narrows(string text) => OnlyOf().IsMatch(text);

    [GeneratedRegex(@"^\W*((ok|no|y|pero|but|and|mejor|actually|dame|show me)\W+)*(s[oó]lo|solamente|nom[aá]s|[uú]nicamente|only|just)\b[^?]{1,40}$", Options, MatchTime.Most)]
    private static partial Regex OnlyOf();

    /// <summary>"Vale", "perfecto", "great": heard, and nothing more.</summary>
    public static bool Acknowledges(string text) => Heard().IsMatch(Fold.Text(text));

    /// <summary>"Y otro mañana temprano para revisar los logs": what comes behind "another"; null where it says nothing of its own to be reminded of.</summary>
    public static string? OtherReminder(string text) => OneMore().Match(text) is { Success: true } other ? other.Groups["what"].Value : null;

    [GeneratedRegex(@"^\W*((y|and|also|tambi[eé]n|ah|oh)\W+)*((ponme|p[oó]n|quiero|dame|set|add|give me)\s+)?(otro|otra|another|one more|uno m[aá]s)( recordatorio| reminder| one)?\s+(?<what>[^?¿]*\b(para|de|que|to|about|sobre|lo de)\s+\p{L}[^?¿]{2,80})$", Options, MatchTime.Most)]
    private static partial Regex OneMore();

    /// <summary>"Órale gracias", "ok thanks": thanks, whatever stands around them.</summary>
    public static bool Thanks(string text) => Thanked().IsMatch(text);

    [GeneratedRegex(@"\b(gracias|thanks|thank you|thx|ty)\b", Options, MatchTime.Most)]
    private static partial Regex Thanked();

    /// <summary>"Al final las fotos sí", "mejor sí", "on second thought, yes": what was just done was not wanted after all.</summary>
    public static bool TurnsBack(string text) => SecondThought().IsMatch(Fold.Text(text));

    /// <summary>"Ver la 3", "show me 4": a wish to look and no more.</summary>
    public static bool Looks(string text) => Look().IsMatch(text);

    /// <summary>"And the promo bug", "y la del login también": the words of another task for which the same is meant; null for a question, or anything else.</summary>
    public static string? SameForAnother(string text) => Another().Match(text) is { Success: true } another && another.Groups["words"].Value is { Length: >= 2 and <= 60 } words ? Unquoted(words) : null;

    [GeneratedRegex(
        @"^(?>\s*)(y|e|and|plus)\s{1,3}((tambi[eé]n|also)\s{1,3})?(la tarea |el de |la del? |lo del? |el |la |los |las |the )?(?<words>\p{L}[^?¿]{1,59})$",
        Options, MatchTime.Most)]
    private static partial Regex Another();

    /// <summary>"Todas menos la 8": where the exception begins, or -1.</summary>
    public static int Exception(string text) => But().Match(text) is { Success: true } but ? but.Index : -1;

    /// <summary>"Duplica la de pagos para Luis": what is to be copied, empty where it goes without saying, and what is to be otherwise; null for anything else.</summary>
    public static (string What, string Besides)? Copy(string text) =>
        Copying().Match(text) is { Success: true } copying && (copying.Groups["it"].Success || copying.Groups["what"].Success) ? (copying.Groups["what"].Value.Trim(), copying.Groups["besides"].Value.Trim()) : null;

    /// <summary>"Menos la 17" and nothing else: what is left out of something that was not said; null for anything else.</summary>
    public static string? MereException(string text) => OnlyBut().Match(text) is { Success: true } but ? but.Groups["what"].Value : YesNot().Match(text) is { Success: true } not ? not.Groups["what"].Value : null;

    /// <summary>"Anteriores", "previous page".</summary>
    public static bool IsBack(string text) => PageBack().IsMatch(text);

    /// <summary>"Chao", "see you tomorrow": the whole message takes leave.</summary>
    public static bool IsGoodbye(string text) => Goodbye().IsMatch(Fold.Text(text));

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\s*[,;:.]?\s*(porque|pq|xq|es que|ya que|pues|todav[ií]a (falta|no)|a[uú]n (falta|no)|falta|because|cause|cuz|since|as it|it's not|it is not|we still|i still|not (yet|ready))\b", Options, MatchTime.Most)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"^\s*(el proyecto |la tarea |el sprint |the project |the task |the sprint |it )?(ll[aá]mal[aoe]|ll[aá]mense|que se llame|se llama|se llamaba|p[oó]nle (de|por|como) (nombre|t[ií]tulo)|p[oó]nle|c[aá]mbiale el (t[ií]tulo|nombre) (a|por)|el (t[ií]tulo|nombre) (es|era|ser[ií]a)|que diga|dec[ií]a|deb[ií]a decir|call it|name it|rename it( to)?|rename to|is called|should be called|it's called|the (title|name) is|(title|t[ií]tulo|nombre|name):|it should say|should say|make it say)\s+",
        Options, MatchTime.Most)]
    private static partial Regex Naming();

    [GeneratedRegex(
        @"^\W*((uy|ay|ah|oh|eh|mm+|hm+|bueno|vale|ok|pues|oye|actually|sorry|perdon|espera(te)?|esperame|aguanta(me)?|wait|hold on|hang on|un momento|mejor|mejor que)\b\W*)*"
        + @"(no+|nop|nope|nah+|na|nel|nones|negativo|jamas|nunca|never|ni (loc[oa]|de broma|en broma|hablar|en pedo|muert[oa]|a palos|se te ocurra)|(todavia|aun|ahora|por ahora|de momento) no|not (yet|now|really|today)|don'?t|do not|no way|rather not|i'?d rather not|hold off|(la|lo|las|los) (dejamos|dejo|deje|dejemos)|asi (dejal|dejemosl|dejaml)[oa]s?|dejal[oa]s?|dejemosl[oa]s?|olvidal[oa]s?|olvidate|keep (it|them|that)|leave (it|them|that)|forget it|let'?s not|que no|(luego|despues|mas tarde|ahorita|otro dia|manana) (lo|la|los|las|le) (miro|veo|checo|hago|reviso|pienso|vemos)|(i'?ll|we'?ll) (look|check|do it|see|think about it) later)\b",
        Options, MatchTime.Most)]
    private static partial Regex Refusal();

    private const string Strong = @"si+|sip|yes+|yep|yeah|yup|ok+|oka?y|dale|va que va|venga|dele|claro|obvio|por supuesto|de una|confirmo|confirmado|adelante|hazlo|hacelo|hagalo|hagale|procede|echale|metele|andale|orale|simon|fijo|sure|of course|absolutely|definitely|do it|go ahead|go for it|i confirm|confirmed|confirm|asi es|afirmativo|go on|carry on|go right ahead|why not|you bet|works for me|fine by me|me late|mandale|hazle";
    private const string Weak = @"pues|se[nñ]or|se[nñ]ora|sir|nomas|ya|que|bueno|listo|perfecto|tu|vos|quiero|estoy|muy|bien|totalmente|segur[oa]|ya dije|te dije|ahora|mismo|porfa(vor|s)?|por favor|gracias|eso|esa|bro|please|pls|already|i'?m|i am|positive|go|now|right|thanks|just|correcto|exacto|de acuerdo|completely|quite|i do|then|entonces";

    [GeneratedRegex(@"^\W*((" + Weak + @")\b\W*)*(" + Strong + @")\b\W*((" + Weak + "|" + Strong + @")\b[^\w?]*)*$", Options, MatchTime.Most)]
    private static partial Regex Consent();

    [GeneratedRegex(@"\b((borra|elimina|quita|borre|elimine)(la|lo|las|los)|(delete|remove|erase) (it|them|that|this))\b", Options, MatchTime.Most)]
    private static partial Regex Deletion();

    // To a plan that is shown: "put them in then", "ok mételas".
    [GeneratedRegex(@"^\W*((" + Weak + "|" + Strong + @")\b\W*)*((put|add|stick|throw|get|pull|bring) (it|them|those|these|that|all of them|all)( all)?( in)?( there| then)?|(metel|agregal|ponl|incluyel|sumal|anadel)[oa]s?( todas| todos| ahi| entonces| al sprint)?)\W*((" + Weak + "|" + Strong + @")\b[^\w?]*)*$", Options, MatchTime.Most)]
    private static partial Regex Inclusion();

    [GeneratedRegex(@"^\W*(sip|yes+|yep|yeah|yup|ok+|oka?y|dale|claro|sure)\b[^?]*$", Options, MatchTime.Most)]
    private static partial Regex FirstYes();

    [GeneratedRegex(@"^\W*(y|e|and|also|tambien)\b.*\b(tambien|too|also|as well|igual)\W*$|^\W*(y|and)\s+(los|las|el|cada|on|every)\s+(lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|dias?|(mon|tues|wednes|thurs|fri|satur|sun)days?)\b", Options, MatchTime.Most)]
    private static partial Regex Addition();

    [GeneratedRegex(@"^\s*¿?\s*(y|and|what about|how about|e)\b", Options, MatchTime.Most)]
    private static partial Regex And();

    [GeneratedRegex(
        @"^\s*((ah|oh|bueno|che|ok|oye|hey)\W{1,3})?(y\s+|and\s+|ahora\s+|now\s+)?((crea(me)?|haz(me)?|agrega|pon(me)?|quiero|dame|create|make|add|give me|i want)\s+)?((otra|otro|una|uno|un|another( one)?|one more|una m[aá]s|uno m[aá]s)\s+(tarea\s+|task\s+)?(igual(ita)?|id[eé]ntic[ao]|as[ií]|tal cual|como (es[ae]|est[ae]|la (anterior|[uú]ltima)|el (anterior|[uú]ltimo))|(just )?like (that|it|this|the last one)|the same|same)(?=[\s,.]|$)|lo mismo|la misma|el mismo|igual\s+pero|(the\s+)?same( again| thing| one)?(?=\s*(,|but|for|in|to|with|on|$))|do the same|do that again (for|with|in)|ditto|repite(lo|la)?|rep[ií]telo|another( one)? like (that|it|this))\s*(as before|tambi[eé]n|too|again|otra vez)?[\s,]*(pero|but|s[oó]lo que|except)?\s*",
        Options, MatchTime.Most)]
    private static partial Regex SameAgain();

    [GeneratedRegex(@"^\s*((quiero|dame|haz|pon)\s+)?(lo|la|el) de siempre[.!]?\s*(por favor|porfa)?$|^\s*the usual( one| thing)?( please)?[.!]?$|^\s*(same as (always|usual)|as (always|usual)|como siempre)[.!]?$", Options, MatchTime.Most)]
    private static partial Regex Usual();

    [GeneratedRegex(@"^\s*((y|and|ah|oh|e)\s*,?\s+)?(tambi[eé]n|adem[aá]s|otra|otra m[aá]s|also|another one|one more)\s*[:,]?\s+((hay que|necesitamos|falta|nos falta|me falta|tenemos que|tengo que|toca|deber[ií]amos|we need( to)?|i need( to)?|we have to|i have to|(we|i)('ve)? got(ta| to)|we should|there's)\s+)?", Options, MatchTime.Most)]
    private static partial Regex AndAlso();

    [GeneratedRegex(@"^(?>\W*)(?>((ah|oh|oye|pues|y|e|and|also)\b\W*)*)(?<what>[^?¿\s][^?¿]{0,60}?)[\s,]{0,4}\b(tambi[eé]n|tmb|tb|igual|too|as well|likewise)\b[\s.!]{0,4}((porfa|por favor|please|pls)[\s.!]{0,4})?$", Options, MatchTime.Most)]
    private static partial Regex AsWell();

    [GeneratedRegex(@"^\W*((quiero|d[eé]jame|puedo|let me|can i|i want to)\s+)?(ver|ve[aá]mos|mu[eé]stra(me)?|mostr[aá](r|me)?|ens[eé][nñ]ame|detalles?|c[oó]mo va|qu[eé] es|show|see|view|look at|details|what is|what's|how is|how's)\b", Options, MatchTime.Most)]
    private static partial Regex Look();

    [GeneratedRegex(@"^\W*((ok|okay|okey|vale|va|bueno|listo|perfecto|genial|excelente|buenisimo|great|cool|perfect|nice|alright|bien|muy bien|de lujo|chevere|barbaro|joya|sale|orale|entendido|got it|de acuerdo|claro|esta bien|me parece( bien)?|de una|sounds good|looks good|gracias|thanks)\b\W*)+$", Options, MatchTime.Most)]
    private static partial Regex Heard();

    [GeneratedRegex(@"^\W*(al final|pensandolo (bien|mejor)|mejor|siempre|on second thought|actually|after all)\b[^?]{0,40}\b(si|yes|do|keep (it|them|that))\W*$|^\W*((no|uy|ay|oops|sorry|perdon|jaja|haha)\W+)*(mentira|es mentira|era broma|era (solo |nada mas |nomas )?(una )?(pregunta|broma|prueba)|solo preguntaba|just (kidding|asking|a question)|jk|i was (just )?(kidding|asking))\b[^?]{0,40}$", Options, MatchTime.Most)]
    private static partial Regex SecondThought();

    [GeneratedRegex(@"^(?<with>en|de|para|con|por|sobre|in|on|for|with|about|from)\s+[\w.-]+(\s+[\w.-]+){0,3}\W{0,3}$", Options, MatchTime.Most)]
    private static partial Regex Tail();

    [GeneratedRegex(@"\s(en|de|para|con|por|sobre|in|on|for|with|about|from)\s(?<what>[\w.-]+(\s[\w.-]+){0,2})$", Options, MatchTime.Most)]
    private static partial Regex LastPiece();

    [GeneratedRegex(@"^\W*((no|ay|uy|ah|oh|oops|perdon|sorry)\b\W*)*((me )?equivoque|me confundi|quise decir|queria decir|era(n)? (un|una|otr[oa])|i meant|i wanted|my mistake|my bad|wrong (one|thing)|it was (supposed|meant) to be|actually)\b", Options, MatchTime.Most)]
    private static partial Regex Mistaken();

    [GeneratedRegex(@"^\W*((ok|okay|listo|bueno|gracias|thanks|alright|cool|great|dale|va|ps|pues|ya estuvo|ya quedo|listo el pollo|eso seria todo|y ya|eso es todo|that'?s all)\b\W*)*((bye|goodbye|cya|adios|cha[ou]|chau+|later|talk later|gotta go|good night|me voy|ya me voy|que descansen?s?)( (bye|for now))?|(see|talk to) (you|ya)( (later|soon|tomorrow|monday|around))?|nos vemos( (manana|luego|el lunes|pronto))?|hasta (luego|manana|pronto|el lunes|la vista)|(feliz|buen) (finde|fin de semana|dia|tarde)|have a (good|nice|great) (one|day|evening|weekend))\W*$", Options, MatchTime.Most)]
    private static partial Regex Goodbye();

    [GeneratedRegex(@"^\S+ (\S+ )?(?<thing>(the|an?|our|el|la|los|las|una?|nuestr[oa]s?) .+)$", Options, MatchTime.Most)]
    private static partial Regex Object();

    [GeneratedRegex(@"^\s*((for|para|con|with|but|pero)\s+)*(?<thing>(the|an?|our|el|la|los|las|una?|nuestr[oa]s?)\s.+)$", Options, MatchTime.Most)]
    private static partial Regex Thing();

    [GeneratedRegex(
        @"^\W*((oye|ok|bueno|por favor|porfa|please|can you|could you|puedes|podr[ií]as|me puedes|now|ahora)\b\W*)*((dupl[ií]c[aá]|cl[oó]n[aá]|c[oó]pi[aá])(me|r|rme)?(?<it>la|lo)?|haz(me)? (una|otra) copia de|saca(me)? una copia de|(duplicate|clone|copy(?! that\W*$))|make (me )?(a|another) (copy|duplicate) of)\b\s*(?<what>(la|el|lo|esa|ese|esta|este|tarea|task|ticket|the|that|this|it|my|mi|#)\b[^\n]{0,80}?|#?\d{1,6}\b)?(?<besides>\s+(for|para|to)\s[^\n]{1,60})?\s*[.!?]*$",
        Options, MatchTime.Most)]
    private static partial Regex Copying();

    [GeneratedRegex(@"^\W*((s[ií]|yes|yeah|yep|ok|dale|vale)\W+)?((pero|but|todo|todas|todos|everything|all)\s+)?(menos|excepto|salvo|except( for)?|but not|pero no|all but|but)\s+(?<what>((la|el|las|los|the)\s+)?#?\d{1,6}(\s*(,|y|and)\s*((la|el|the)\s+)?#?\d{1,6})*)\W*$", Options, MatchTime.Most)]
    private static partial Regex OnlyBut();

    [GeneratedRegex(@"^\W*(s[ií]|yes|yeah|yep|ok|dale|vale)\W+((pero|but)\s+)?((not\s+(?<what>(the\s+)?#?\d{1,6}))|((?<what>(la|el|las|los)\s+#?\d{1,6}(\s*(,|y)\s*((la|el)\s+)?#?\d{1,6})*)\s+no))\W*$", Options, MatchTime.Most)]
    private static partial Regex YesNot();

    [GeneratedRegex(@"\b(menos|excepto|salvo|quitando|except( for)?|but not|other than|apart from|all but)\b", Options, MatchTime.Most)]
    private static partial Regex But();

    [GeneratedRegex(@"^\s*(las? |los? |el |ver (las )?|muestra (las )?|the |show (the )?)?(anterior(es)?|p[aá]gina anterior|de antes|previous( page| ones)?|prev|earlier ones|page back)[.!]?$", Options, MatchTime.Most)]
    private static partial Regex PageBack();
}

/// <summary>A wish to have something once more.</summary>
/// <param name="Difference">What should be otherwise; empty for nothing.</param>
/// <param name="IsUsual">Not the last thing, but what the person always does.</param>
internal sealed record Repetition(string Difference, bool IsUsual);
