using System.Text.RegularExpressions;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Skills.DailyStandup;

/// <summary>The three answers out of one text: "ayer cerré la 7, hoy sigo con la 8, sin bloqueos".</summary>
internal sealed partial record StandupText(string? Yesterday, string? Today, string? Blockers, bool NoBlockers)
{
    /// <summary>What stands before the first part: "daily del catálogo:".</summary>
    public string Head { get; init; } = "";

    /// <summary>The parts that the text names; null when it names fewer than two.</summary>
    public static StandupText? Read(string text)
    {
        var folded = Same(text);
        var marks = Marks().Matches(folded).Select(m => (m.Index, After: m.Index + m.Length, Kind: m.Groups["y"].Success ? 0 : m.Groups["t"].Success ? 1 : m.Groups["none"].Success ? 3 : 2))
            .DistinctBy(m => m.Kind == 3 ? 2 : m.Kind).ToList();
        if (marks.Count < 2 || marks.TrueForAll(m => m.Kind >= 2))
        {
            return null;
        }

        var parts = new string?[3];
        var none = false;
        for (var i = 0; i < marks.Count; i++)
        {
            if (marks[i].Kind == 3)
            {
                none = true;
                continue;
            }

            var end = i + 1 < marks.Count ? marks[i + 1].Index : text.Length;
            // "Me bloquea la API": what blocks is told with its verb.
            var from = marks[i].Kind == 2 && folded[marks[i].Index..marks[i].After].Contains("bloque", StringComparison.Ordinal) && !folded[marks[i].Index..marks[i].After].TrimEnd(' ', ':').EndsWith('s') && !folded[marks[i].Index..marks[i].After].Contains(':', StringComparison.Ordinal)
                ? marks[i].Index
                : marks[i].After;
            parts[marks[i].Kind] = Clean(text[from..end]);
        }

        return new StandupText(parts[0], parts[1], parts[2], none) { Head = text[..marks[0].Index] };
    }

    /// <summary>Which answer a message is about that names one: "perdón, ayer en realidad fue el login", "actually, today I review PRs".</summary>
    /// <returns>The slot and the answer; null where it names none, or several.</returns>
    public static (string Slot, string Answer)? Aimed(string text)
    {
        if (Read(text) is not null || Aim().Match(Same(text)) is not { Success: true } match || Clean(text[match.Length..]) is not { } answer || IsNothing(answer))
        {
            return null;
        }

        return (match.Groups["y"].Success ? "yesterday" : match.Groups["t"].Success ? "today" : "blockers", answer);
    }

    /// <summary>Whether an answer to the first question says that there is no stand-up for them today: "hoy paso", "not today".</summary>
    public static bool IsPass(string text) => Pass().IsMatch(Fold.Text(text).Trim(' ', '.', '!', ','));

    /// <summary>Whether an answer says that there is nothing.</summary>
    public static bool IsNothing(string text) => Nothing().IsMatch(Fold.Text(text).Trim(' ', '.', '!', ','));

    private static string? Clean(string text)
    {
        var clean = text.Trim(' ', ',', '.', ';', ':', '-', '\n', '\r', '*', '•');
        clean = Joint().Replace(clean, "").Trim(' ', ',', '.', ';');
        return clean.Length == 0 ? null : clean;
    }

    // Offsets must stay those of the text, so letters are compared without a fold that could change the length.
    private static string Same(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.ToLowerInvariant(from[i]) switch
            {
                'á' => 'a',
                'é' => 'e',
                'í' => 'i',
                'ó' => 'o',
                'ú' => 'u',
                var c => c,
            };
        }
    });

    [GeneratedRegex(
        @"(?<=^|[\s,.;:\-*•(])(?:(?<y>ayer|yesterday|el viernes(?= )(?=.*\bhoy\b)|on friday(?=.*\btoday\b))|(?<t>hoy|today)|(?<none>(?:y )?(?:sin|no tengo|no hay|ningun|cero|nada de|y? ?no) (?:bloqueos?|bloqueantes?|impedimentos?|trabas?|blockers?)|nada me bloquea|no blockers?|nothing (?:is )?block(?:s|ing) me|without blockers?|blockers? ?: ?(?:none|no|nada|ninguno)|bloqueos? ?: ?(?:ninguno|no|nada|cero))|(?<b>bloqueos?|bloqueantes?|impedimentos?|trabas?|blockers?|me bloquea|estoy bloquead[oa]|blocked by|blocked on|i'?m blocked))\b ?:?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"^\s*(?:(?:perdon|perdona|ah|oh|oye|ey|no|nop|espera|ups|uy|digo|en realidad|realmente|mejor|mejor dicho|bueno|pues|y|sorry|wait|actually|oops|no wait|hold on|i mean|well|correccion|correction|corrijo|cambia|me equivoque|i was wrong)[\s,.:;!]+)*(?:lo de |what i said (?:about|for) |en )?(?:(?<y>ayer|yesterday)|(?<t>hoy|today)|(?<b>bloqueos?|bloqueantes?|blockers?))\b[\s,:]*(?:(?:en realidad|realmente|mas bien|mejor|mejor dicho|actually|really|was|fue|era|seria|es|is|no,?|it was|lo que hice fue|what i did was)[\s,:]+)*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Aim();

    [GeneratedRegex(
        @"^(?:no,? )?(?:hoy (?:no|paso|salto|me lo salto|no puedo|no hago|no hay|no toca|la salto|nada)|no hoy|hoy no(?: puedo| hago| va| gracias)?|paso|paso hoy|hoy paso|paso por hoy|paso (?:del|de) (?:daily|standup|stand up)(?: hoy)?|yo paso|me lo salto(?: hoy)?|lo salto(?: hoy)?|saltalo|saltar|sin daily(?: hoy)?|skip|skip it|skip today|skip me(?: today)?|pass|i pass|i'?ll pass(?: today)?|i'?ll skip(?: it)?(?: today)?|not today|no standup(?: for me)?(?: today)?|nothing today|today no|pass for today|pass today)(?:,? (?:gracias|thanks|porfa|please|sorry|perdon|estoy a mil|ando a mil|no tengo tiempo|no time))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Pass();

    [GeneratedRegex(@"(^(y|and|e|que)\s+)|(\s+(y|and|e|pero|but)$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, MatchTime.Most)]
    private static partial Regex Joint();

    [GeneratedRegex(@"^(no|nada|ninguno|ninguna|ningun bloqueo|sin bloqueos?|no tengo|no hay|cero|none|nope|nothing|no blockers?|nada por ahora|todo bien|all good|no tengo bloqueos|todo en orden|n/?a|-|por ahora nada|de momento no|not really|nada (me|nos) (bloquea|traba|frena)|nothing('s| is)? (blocks|blocking|stopping) (me|us)|no hay nada|nada de nada|sin (trabas|impedimentos)|ninguna traba)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Nothing();
}
