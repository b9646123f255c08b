using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>"#7", "la 7", "tareas 3 a 5", "7, 8 y la 12", "CAT-7": tasks by their numbers.</summary>
internal static class TaskNumbers
{
    private const int MaxNumbers = 50;
    private const int MaxWithin = 4;

    /// <summary>Adds every reading that begins at a token: the first number alone, and each longer list.</summary>
    public static void Find(TokenizedText text, int at, Lexicon lexicon, List<Candidate> into)
    {
        var tokens = text.Array;
        var first = tokens[at];
        if (first.Kind is not (TokenKind.TaskNumber or TokenKind.Number or TokenKind.Word)) return;
        if (!One(text, at, lexicon, out var end, out var number, out var weight, out var strong)) return;
        // "Sprint #12" is a sprint, whatever the sign.
        if (first.Kind == TokenKind.TaskNumber && at > 0 && SprintPhrases.IsSprint(tokens[at - 1])) (weight, strong) = (0.6f, false);
        into.Add(Make([number]));
        var numbers = new List<int>(4) { number };
        if (Through(text, end, out var last, out var stop) && last > number && last - number < MaxNumbers && strong)
        {
            for (var n = number + 1; n <= last; n++) numbers.Add(n);
            end = stop;
            into.Add(Make([.. numbers]));
        }

        var most = Continues(tokens, at) ? MaxWithin : MaxNumbers;
        while (numbers.Count < most && end - at < 4 * most && Separator(tokens, end, out var next) && One(text, next, lexicon, out var after, out number, out var more, out var alsoStrong))
        {
            if (!numbers.Contains(number)) numbers.Add(number);
            (end, weight, strong) = (after, weight + more, strong || alsoStrong);
            into.Add(Make([.. numbers]));
        }

        Candidate Make(int[] all) => new(at, end, EntityType.Task, new TaskNumbersValue(all), weight, strong);
    }

    // Within a list that began before only short ones are tried: the work stays linear.
    private static bool Continues(Token[] tokens, int at) => Follows(tokens, at) || (at > 0 && tokens[at - 1].Kind == TokenKind.Word && Lead(tokens[at - 1].Folded) > 0 && Follows(tokens, at - 1));

    private static bool Follows(Token[] tokens, int at) =>
        at > 1 && tokens[at - 1].Folded is "," or "y" or "and" or "&" or "#" && tokens[at - 2].Kind is TokenKind.Number or TokenKind.TaskNumber;

    /// <summary>Reads one number with the words before it that say that it is a task's.</summary>
    public static bool One(TokenizedText text, int at, Lexicon lexicon, out int end, out int number, out float weight, out bool strong)
    {
        var tokens = text.Array;
        (end, number, weight, strong) = (at, 0, 0.6f, false);
        var i = at;
        while (i < tokens.Length && i < at + 4 && tokens[i].Kind == TokenKind.Word && Lead(tokens[i].Folded) is var lead and > 0f)
        {
            strong |= lead > 0.35f;
            weight += lead;
            i++;
            if (i < tokens.Length && tokens[i].Is(".") && tokens[i - 1].Folded is "no" or "nro" or "num" or "n") i++;
            if (i < tokens.Length && tokens[i].Folded is "º" or "°" && tokens[i].Kind == TokenKind.Punctuation) i++;
        }

        if (i >= tokens.Length) return false;
        if (tokens[i].Kind == TokenKind.TaskNumber)
        {
            (end, number, weight, strong) = (i + 1, tokens[i].Number, weight + 0.8f, true);
            return true;
        }

        // "CAT-7", where CAT is a project.
        if (tokens[i].Kind == TokenKind.Word && i + 2 < tokens.Length && tokens[i + 1].Is("-") && tokens[i + 2].Kind == TokenKind.Number && tokens[i + 2].Glued
            && lexicon.IsProject(tokens[i].Folded) && tokens[i + 2].Number >= 0)
        {
            (end, number, weight, strong) = (i + 3, tokens[i + 2].Number, weight + 1f, true);
            return true;
        }

        if (tokens[i].Kind != TokenKind.Number || tokens[i].Number <= 0 || tokens[i].End - tokens[i].Start > 6) return false;
        if (Measures(tokens, i, loose: !strong)) return false;
        (end, number) = (i + 1, tokens[i].Number);
        return true;
    }

    private static float Lead(string word) => word switch
    {
        "la" or "las" => 0.4f,
        "el" or "los" or "the" or "lo" => 0.3f,
        "tarea" or "tareas" or "task" or "tasks" or "ticket" or "tickets" or "issue" or "issues" or "numero" or "numeros" or "number" or "nro" or "num" or "tickets" or "card" or "historia" or "pendiente" or "item" => 0.6f,
        _ => 0,
    };

    // "7 días", "5pm", "3/4", "2.5", "15th", "30%": numbers of something else.
    private static bool Measures(Token[] tokens, int at, bool loose)
    {
        if (at > 0 && tokens[at].Glued && tokens[at - 1].Kind == TokenKind.Punctuation && tokens[at - 1].Folded is "/" or ":" or "$" or "-" && (at < 2 || tokens[at - 1].Glued)) return true;
        if (at + 1 >= tokens.Length) return false;
        var next = tokens[at + 1];
        // "7th", "5pm", "4s" are other things; "14's done" speaks of the 14.
        if (next.Glued && next.Kind == TokenKind.Word && !(next.Folded is "s" or "'s" && next.End - next.Start == 2)) return true;
        if (next.Glued && next.Kind == TokenKind.Punctuation && next.Folded is "/" or ":" or "%" or "." or "-" or "," && at + 2 < tokens.Length && tokens[at + 2].Kind == TokenKind.Number && tokens[at + 2].Glued && (next.Folded != "," || loose)) return next.Folded is not ",";
        return next.Folded is "%" || (next.Kind == TokenKind.Word && Units.Contains(next.Folded));
    }

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "dias", "dia", "horas", "hora", "semanas", "semana", "meses", "mes", "puntos", "punto", "pts", "days", "day", "hours", "hour", "hrs", "weeks", "week", "months", "points", "point", "minutos", "min", "minutes", "sp", "tareas", "tasks", "am", "pm", "veces", "times",
    };

    private static bool Separator(Token[] tokens, int at, out int next)
    {
        next = at;
        while (next < tokens.Length && next < at + 3 && (tokens[next].Is(",") || tokens[next].Is("y") || tokens[next].Is("e") || tokens[next].Is("and") || tokens[next].Is("&") || tokens[next].Is("+") || tokens[next].Is("tambien"))) next++;
        if (next == at) return at < tokens.Length && tokens[at].Kind == TokenKind.TaskNumber;
        return next < tokens.Length;
    }

    private static bool Through(TokenizedText text, int at, out int last, out int end)
    {
        var tokens = text.Array;
        (last, end) = (0, at);
        if (at + 1 >= tokens.Length || !(tokens[at].Is("a") || tokens[at].Is("al") || tokens[at].Is("to") || tokens[at].Is("through") || tokens[at].Is("-") || tokens[at].Is("hasta"))) return false;
        var i = at + 1;
        if (tokens[i].Is("la") || tokens[i].Is("el")) i++;
        if (i >= tokens.Length || tokens[i].Kind is not (TokenKind.Number or TokenKind.TaskNumber) || (tokens[i].Kind == TokenKind.Number && Measures(tokens, i, loose: true))) return false;
        (last, end) = (tokens[i].Number, i + 1);
        return last > 0;
    }
}
