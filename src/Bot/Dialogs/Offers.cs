using System.Text.RegularExpressions;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Dialogs;

/// <summary>Buttons for the likely next step, and how an intent is called in a sentence.</summary>
public static partial class Offers
{
    /// <summary>The slot that says what is wished for where one intent serves several wishes: set by the skill, never said.</summary>
    public const string WishSlot = "wish";

    /// <summary>Where to begin when nothing is going on.</summary>
    public static IReadOnlyList<Button> Start(Turn turn) =>
        turn.Projects.Count == 0
            ? [Button.Saying(turn.Text("offer.create_project")), Button.Saying(turn.Text("offer.help"))]
            : [Button.Saying(turn.Text("offer.create_task")), List(turn), Button.Saying(turn.Text("offer.help"))];

    /// <summary>Where what is wished for cannot be done yet: a task that remembers it, in its own words, and where else to begin.</summary>
    /// <returns>Null where its words make no title.</returns>
    public static IReadOnlyList<Button>? Instead(string? words, Turn turn)
    {
        const int MaxTitle = 60;
        var title = Phrases.Unquoted((words ?? "").Replace('\n', ' ')).Trim('?', '¿', '!', '¡', ' ');
        return title.Length is < 4 or > MaxTitle || turn.Projects.Count == 0 || title.AsSpan().IndexOfAny("«»“”\"") >= 0
            ? null
            : [Button.Saying(turn.Text("create_say", ("title", title))), List(turn), Button.Saying(turn.Text("offer.help"))];
    }

    /// <summary>"Business cards para el lunes", of which nothing is known: a task of these words for that day; null where it is no name and a day.</summary>
    internal static Button? Creating(Nlu.Understanding heard, Turn turn)
    {
        if (turn.Projects.Count == 0 || Dated(heard) is not var (title, day))
        {
            return null;
        }

        return title.AsSpan().IndexOfAny("«»“”\"") >= 0 ? null : Button.Saying($"{turn.Text("create_say", ("title", title))}{day}");
    }

    /// <summary>What is called so, where a message is a name and a day; else null.</summary>
    internal static string? Named(Nlu.Understanding heard) => Dated(heard)?.Title;

    private static (string Title, string Day)? Dated(Nlu.Understanding heard)
    {
        const int MaxTitle = 60;
        if (heard.Entities.Where(e => e.Type == Nlu.EntityType.Date).ToList() is not [var day] || day.End < heard.Text.TrimEnd(' ', '.', '!').Length || DayLead().Match(heard.Text[..day.Start]) is not { Success: true } lead)
        {
            return null;
        }

        var title = Phrases.Unquoted(heard.Text[..lead.Index]);
        return title.Length is < 4 or > MaxTitle || heard.Text.AsSpan().IndexOfAny('?', '¿', '\n') >= 0 ? null : (title, heard.Text[lead.Index..].TrimEnd(' ', '.', '!'));
    }

    [GeneratedRegex(@"\s+((para|pa|for|by|on|due|el|the|antes del?|before)\s+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex DayLead();

    /// <summary>"undo".</summary>
    public static Button Undo(Turn turn) => Button.Saying(turn.Text("offer.undo"));

    /// <summary>"my tasks".</summary>
    public static Button List(Turn turn) => Button.Saying(turn.Text("offer.list_tasks"));

    /// <summary>A sentence that asks for an intent, or null where none can be offered.</summary>
    public static Button? For(string intent, Turn turn) => turn.HasText($"offer.{intent}") && intent != "add_member" ? Button.Saying(turn.Text($"offer.{intent}")) : null;

    /// <summary>What an intent is about, after "back to" or "cancelled": "the new task".</summary>
    public static string Noun(string intent, Turn turn) => turn.HasText($"noun.{intent}") ? turn.Text($"noun.{intent}") : turn.Text("noun.other");

    /// <summary>What a request is about: that of its intent, or what its skill says is wished for.</summary>
    public static string Noun(DialogFrame frame, Turn turn) =>
        Noun(frame.Slots.GetValueOrDefault(WishSlot) is ChoiceSlot wish && turn.HasText($"noun.{wish.Name}") ? wish.Name : frame.Intent, turn);

    /// <summary>What somebody wants who asks for an intent that no skill answers yet, after "you want to": "deploy".</summary>
    public static string Wish(string intent, Turn turn) => turn.HasText($"wish.{intent}") ? turn.Text($"wish.{intent}") : turn.Text("wish.other");
}
