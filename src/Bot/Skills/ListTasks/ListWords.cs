using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Skills.ListTasks;

/// <summary>Which tasks are listed, as people say it: "tus tareas atrasadas en Catálogo", "Ana has no urgent tasks due Friday".</summary>
/// <remarks>What kind they are stands beside the noun, before it in English; where, with what and until when follow.</remarks>
internal static class ListWords
{
    private const string Intent = "list_tasks";

    /// <summary>Over the list.</summary>
    public static string Heading(ListTasksSlots slots, Turn turn)
    {
        var words = Say("who", slots, Kinds(slots, turn, isNone: false), turn);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Where there is none.</summary>
    public static string None(ListTasksSlots slots, Turn turn) => turn.Text($"{Intent}.sentence", ("words", Say("none", slots, Kinds(slots, turn, isNone: true), turn)));

    private static string Say(string key, ListTasksSlots slots, string kinds, Turn turn)
    {
        var rest = string.Join(' ', Rest(slots, turn));
        var words = slots.Assignee switch
        {
            PersonSlot { Id: var id } when id == turn.Actor.User.Value => turn.Text($"{Intent}.{key}.mine", ("kind", kinds), ("rest", rest)),
            PersonSlot person => turn.Text($"{Intent}.{key}.person", ("person", TaskWords.Called(person.Name, turn)), ("kind", kinds), ("rest", rest)),
            NothingSlot => turn.Text($"{Intent}.{key}.nobody", ("kind", kinds), ("rest", rest)),
            null when slots.Except is not null => turn.Text($"{Intent}.{key}.others", ("kind", kinds), ("rest", rest)),
            _ => turn.Text($"{Intent}.{key}.all", ("kind", kinds), ("rest", rest)),
        };
        return string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Kinds(ListTasksSlots slots, Turn turn, bool isNone)
    {
        var kinds = new List<string>();
        if (slots.Overdue is not null)
        {
            kinds.Add(Text("overdue", turn));
        }
        else if (isNone && slots is { Status: null, Sprint: not SprintSlot })
        {
            // There may be some that are done.
            kinds.Add(Text("open", turn));
        }

        if (slots.Status is { Name: "blocked" or "done" or "cancelled" } status)
        {
            kinds.Add(Text($"kind.{status.Name}", turn));
        }

        if (slots.Priority is { } priority)
        {
            kinds.Add(priority.Name == "urgent" ? Text("urgent", turn) : Text("priority", turn, ("priority", turn.Text($"priority.{priority.Name}"))));
        }

        return string.Join(' ', kinds);
    }

    private static IEnumerable<string> Rest(ListTasksSlots slots, Turn turn)
    {
        if (slots.Status is { Name: not ("blocked" or "done" or "cancelled") } status) yield return turn.Text($"status.{status.Name}");
        if (slots.Sprint is SprintSlot { Name: { } sprint }) yield return Text(sprint.StartsWith("sprint", StringComparison.OrdinalIgnoreCase) ? "sprint" : "sprint_named", turn, ("name", sprint));
        if (slots.Project is { } project) yield return Text("project", turn, ("project", project.Name));
        if (slots.Labels is { } labels) yield return Text("label", turn, ("count", labels.Labels.Count), ("labels", string.Join(' ', labels.Labels.Select(l => "#" + l))));
        if (slots.TaskQuery is { } words) yield return Text("words", turn, ("words", words.Text));
        if (Due(slots.DueDate, turn) is { } due) yield return due;
    }

    private static string? Due(SlotValue? due, Turn turn)
    {
        string Day(DateOnly day) => DateWords.Until(turn.Language, day, null, turn.Today);
        return due switch
        {
            DateSlot date => Text("due", turn, ("date", Day(date.Day))),
            RangeSlot { From: { } from, To: { } to } when from == to => Text("due", turn, ("date", Day(from))),
            RangeSlot { From: { } from, To: { } to } => Text("due_between", turn, ("from", Day(from)), ("to", Day(to))),
            RangeSlot { To: { } to } => Text("due_until", turn, ("date", Day(to))),
            RangeSlot { From: { } from } => Text("due_from", turn, ("date", Day(from))),
            NothingSlot => Text("no_due", turn),
            _ => null,
        };
    }

    private static string Text(string key, Turn turn, params ReadOnlySpan<ReplyArgument> arguments) => turn.Text($"{Intent}.{key}", arguments);
}
