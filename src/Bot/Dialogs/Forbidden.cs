using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>"No la cierres", "don't move 9": what is forbidden is never done, nor asked about; where it was just done, it is taken back.</summary>
internal static partial class Forbidden
{
    // By the stems of the verbs that people would use of what a skill does.
    private static readonly Dictionary<string, string> Deeds = new(StringComparer.Ordinal)
    {
        ["update_status"] = "cierr|cerr|termin|complet|finaliz|finalic|marqu|bloque|empiec|empec|inici|arranqu|reabr|cancel|descart|pas|muev|mov|pong|close|finish|complete|mark|block|start|reopen|cancel|drop|move|put|set",
        ["assign_task"] = "asign|reasign|pas|des|pong|dej|encargu|assign|reassign|give|hand|pass|move|put",
        ["set_due_date"] = "muev|mov|pas|pospong|aplac|atras|adelant|corr|pong|reprogram|move|push|postpone|reschedule|delay|set|put|bring",
        ["set_priority"] = "pong|sub|baj|marqu|raise|lower|bump|set|make|mark|put",
        ["set_labels"] = "pong|etiquet|quit|agregu|saqu|label|tag|add|remove|put",
        ["edit_task"] = "renombr|edit|muev|mov|pas|pong|rename|edit|move|put|set",
        ["comment_task"] = "coment|pong|escrib|comment|write|add|post",
        ["create_task"] = "cre|agregu|anot|apunt|met|create|add|make",
        ["create_project"] = "cre|create|make|add",
        ["create_sprint"] = "cre|create|make|add",
        ["delete_task"] = "borr|elimin|quit|delete|remove|erase",
        ["plan_sprint"] = "met|saqu|quit|pong|agregu|muev|mov|pas|put|add|move|take|remove|include",
        ["close_sprint"] = "cierr|cerr|termin|close|end|finish",
        ["start_sprint"] = "inici|empiec|empec|arranqu|start|begin",
        ["archive_project"] = "archiv|archive",
        ["add_member"] = "agregu|met|invit|añad|anad|add|invite",
        ["remove_member"] = "saqu|quit|remove|kick",
        ["set_dependency"] = "pong|quit|put|set|make",
    };

    /// <summary>Whether a message says nothing but what is not to be done.</summary>
    public static bool Is(string text) => Order(text) is not null;

    /// <summary>Whether what is forbidden is what was just done, so that it has to be taken back.</summary>
    public static bool IsDone(string text, Turn turn)
    {
        if (Order(text) is not { } order || turn.State.LastDone is not { Operation: not null } done || turn.UtcNow - done.At > Corrections.Window)
        {
            return false;
        }

        var verb = order.Groups["verb"].Value;
        var concerns = Generic().IsMatch(verb) || (Deeds.TryGetValue(done.Intent, out var stems) && stems.Split('|').Any(s => verb.StartsWith(s, StringComparison.Ordinal)));
        return concerns && (!order.Groups["n"].Success || done.Tasks.Exists(t => t.Number.ToString(CultureInfo.InvariantCulture) == order.Groups["n"].Value));
    }

    private static Match? Order(string text)
    {
        var said = Fold.Text(text);
        return Spanish().Match(said) is { Success: true } spanish ? spanish : English().Match(said) is { Success: true } english ? english : null;
    }

    private const string Before = @"^\W*((ey|hey|oye|espera(te)?|wait|perdon|sorry|uy|oh|ay|pero|but|please|porfa|che|no+|mejor)\W+)*?";
    private const string After = @"(\W+(todavia|aun|ahora|hoy|porfa|por favor|please|yet|now|today|ok|eh|eso|nada|anything|that|it|them|mejor|todo|everything))*\W*$";
    private const string Which = @"(\W+(la|el|a la|the|task|tarea)?\W*#?(?<n>\d{1,6}))?";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        Before + @"no+\W+((me|te|se|le|les) )?((la|lo|las|los|le|les|nada|eso|esa|ese) )?(?<verb>(cierr|cerr|termin|complet|finalic|marqu|muev|mov|pas|pong|cambi|bloque|toqu|hag|borr|elimin|asign|reasign|encargu|pospong|aplac|atras|adelant|corr|cre|agregu|anot|apunt|met|saqu|quit|renombr|empiec|empec|inici|arranqu|archiv|reabr|cancel|descart|etiquet|invit|coment|sub|baj|reprogram|edit|dej)(es|as|en|an)|(cierr|termin|marqu|pas|cambi|bloque|toqu|borr|asign|cre|agregu|saqu|quit|renombr|inici|arranqu|archiv|baj|edit|dej)e|(muev|hag|met|pong|corr)a|des)" + Which + After,
        Options, MatchTime.Most)]
    private static partial Regex Spanish();

    [GeneratedRegex(
        Before + @"(don'?t|do not|dont|never)\W+(?<verb>close|finish|complete|mark|move|put|change|block|touch|do|delete|remove|erase|assign|reassign|give|hand|pass|push|postpone|reschedule|delay|create|add|make|rename|start|begin|archive|reopen|cancel|drop|label|tag|comment|raise|lower|bump|edit|set|include|take|end|kick|invite)(\W+(it|that|them|this|those|these|that one|this one))?" + Which + @"(\W+(as )?(done|closed|finished))?" + After,
        Options, MatchTime.Most)]
    private static partial Regex English();

    [GeneratedRegex(@"^(hag|toqu|cambi|do$|touch|change)", Options, MatchTime.Most)]
    private static partial Regex Generic();
}
