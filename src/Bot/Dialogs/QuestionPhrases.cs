using System.Text.RegularExpressions;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>Turns of phrase that ask something back, or leave open whether something is so.</summary>
internal static partial class QuestionPhrases
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>"La 2 quién la trae", "how is Ana doing?": a question.</summary>
    public static bool Asks(string text) => Question().IsMatch(text);

    /// <summary>"¿Y quién la lleva?", "hmm what's there already?": a question in words and by its mark, and not only a doubtful answer ("¿mañana?").</summary>
    public static bool Wonders(string text) => Wondering().IsMatch(text);

    /// <summary>"¿Cuál Ana dices?", "which ones are there?": about the question that is open, which is asked again.</summary>
    public static bool AsksWhich(string text) => Which().IsMatch(Fold.Text(text));

    /// <summary>"¿Qué precio ponemos?", "should we move to Postgres?": what a team is to decide, and a fair title.</summary>
    public static bool Deliberates(string text) => Deliberation().IsMatch(Fold.Text(text));

    /// <summary>"Creo que sí", "maybe": neither a yes nor a no.</summary>
    public static bool Doubts(string text) => Doubt().IsMatch(Fold.Text(text));

    /// <summary>"Todavía no sé", "not sure yet": the answer may come later.</summary>
    public static bool IsUndecided(string text) => Undecided().IsMatch(Fold.Text(text));

    /// <summary>"No me acuerdo cuál era", "I don't remember": which there are would help.</summary>
    public static bool Forgets(string text) => Forgetting().IsMatch(Fold.Text(text));

    /// <summary>"La de los precios, creo", "I think the coupon one": an answer without the doubt around it. A doubtful yes stays one.</summary>
    public static string WithoutDoubt(string text)
    {
        var sure = DoubtBehind().Replace(DoubtBefore().Replace(text, ""), "");
        return sure.Length > 0 && !MereYesOrNo().IsMatch(Fold.Text(sure)) ? sure : text;
    }

    [GeneratedRegex(
        @"^\W*((sorry|perdon|eh+|um+|hm+|wait|espera|oye|a ver|pero|but|y|and|ok|no se)\b\W*)*((which|what|who)\b[^?]{0,40}\b(did you mean|do you mean|you mean|are there|do i have|are the (options|choices)|can i (choose|pick)( from)?)|which (one|ones)|what (options|choices)|((a|de|para|en) )?(que|cual(es)?|quien(es)?)\b[^?]{0,40}\b(dices|decias|dijiste|te refieres|quieres decir|querias decir|hay|opciones|son)|((a|de|para|en) )?cual(es)?( de (ellas|ellos|las dos|los dos|todas)| \p{L}{2,20})?|which \p{L}{2,20})\W*$",
        Options, MatchTime.Most)]
    private static partial Regex Which();

    [GeneratedRegex(@"[?¿]|\b(qui[eé]n(es)?|cu[aá]ndo|cu[aá]nt[oa]s?|cu[aá]l(es)?|d[oó]nde|por qu[eé]|c[oó]mo (va|van|est[aá]n?|anda|sigue)|who|when|where|why|how (is|are|many|much|long))\b", Options, MatchTime.Most)]
    private static partial Regex Question();

    [GeneratedRegex(
        @"(^(\W*\b(y|e|ah|oh|oye|mm+|hm+|eh|pero|bueno|pues|a ver|espera|and|but|so|well|wait|sorry|perd[oó]n|ok)\b)*\W*(que|quien(es)?|cual(es)?|cuando|donde|como|cuant[oa]s?|por que|is|are|was|were|do|does|did|can|could|has|have)\b[^?]*\?)"
        + @"|(\b(qu[eé] (hora|d[ií]a|fecha|tal)|qué|quién(es)?|cuál(es)?|cuándo|dónde|cómo|cuánt[oa]s?|hay|está|están|tiene[ns]?|puedo|puedes?|sabes|tenemos|what('?s)?|who('?s)?|whose|which|when|where|why|how)\b[^?]*\?)",
        Options, MatchTime.Most)]
    private static partial Regex Wondering();

    [GeneratedRegex(@"\b(?!(tenemos|hemos|estamos|somos|podemos|ibamos|vamos|quedamos)\b)\p{L}{2,}[aei]mos\b|\b(should|shall|do|could) we\b(?! (have|know))", Options, MatchTime.Most)]
    private static partial Regex Deliberation();

    [GeneratedRegex(@"\b(creo que|supongo|tal vez|quizas?|a lo mejor|puede ser|puede que|no se|no estoy segur[oa]|depende|capaz que|capaz|ya veremos|dejame pensar|lo pienso|i think so|i guess|maybe|perhaps|not sure|probably|possibly|i suppose|let me think|dunno|idk|kind of|kinda)\b", Options, MatchTime.Most)]
    private static partial Regex Doubt();

    [GeneratedRegex(@"\b(todavia|aun|yet|ahorita|luego|despues|later|no se|not sure|don'?t know)\b", Options, MatchTime.Most)]
    private static partial Regex Undecided();

    [GeneratedRegex(@"^\W*((la verdad|pues|mm+|hm+|ay|uy|oh|ah|eh|honestly|sorry|perdon)\b\W*)*(no (me acuerdo|recuerdo|lo recuerdo|la recuerdo)|no se (cual|el numero|cuales)|no me se|ni idea|ya no se|se me (olvido|fue)|olvide (cual|el numero)|cuales hay|i (don'?t|can'?t) (remember|recall)|i forgot|can'?t remember|not sure which|no idea|don'?t know (which|the number)|which ones are there)\b[^?]{0,30}\??$", Options, MatchTime.Most)]
    private static partial Regex Forgetting();

    [GeneratedRegex(@"(?<=\w)[\s,.]+(creo( yo)?|me parece|supongo|pienso|si no me equivoco|si mal no recuerdo|o algo as[ií]|quiz[aá]s?|tal vez|i (think|guess|believe)|maybe|or (something|so)|if i'?m not mistaken)\W*$", Options, MatchTime.Most)]
    private static partial Regex DoubtBehind();

    [GeneratedRegex(@"^\W*((pues|mm+|hm+|ah|bueno|well)\W+)?(creo que|me parece que|i (think|guess|believe))( (es|era|fue|ser[ií]a|it'?s|it was|that'?s))?\s+", Options, MatchTime.Most)]
    private static partial Regex DoubtBefore();

    [GeneratedRegex(@"^\W*(si+|no+|yes|yeah|yep|ok|so|not|that'?s? (it|right|fine)|eso|asi)\W*$", Options, MatchTime.Most)]
    private static partial Regex MereYesOrNo();
}
