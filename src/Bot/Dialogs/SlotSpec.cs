using PmBot.Nlu;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Dialogs;

/// <summary>One thing a skill needs or takes.</summary>
/// <param name="Name">The slot's name, as patterns, training sentences and <c>understand</c> use it.</param>
/// <param name="Type">What an answer to its question is read as.</param>
public sealed record SlotSpec(string Name, EntityType Type)
{
    /// <summary>The key of its question among the skill's replies.</summary>
    public string Question { get; init; } = "ask." + Name;

    /// <summary>See <see cref="Question"/>.</summary>
    public SlotSpec Asking(string question) => this with { Question = question };

    /// <summary>Asked for when missing.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Taken from the conversation when not said: the current project, the task just spoken of.</summary>
    public bool UsesContext { get; init; }

    /// <summary>Only answers among these are taken, for <see cref="EntityType.Choice"/> and the like; shown as buttons.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>For a project: only those in which the person has at least this role are offered.</summary>
    public Role? Role { get; init; }

    /// <summary>See <see cref="Role"/>.</summary>
    public SlotSpec With(Role role) => this with { Role = role };

    /// <summary>For a project: one that was put away.</summary>
    public bool IsArchived { get; init; }

    /// <summary>See <see cref="IsArchived"/>.</summary>
    public SlotSpec Archived() => this with { IsArchived = true, UsesContext = true };

    /// <summary>A stretch of days stays one, for a date that may mean a week of them.</summary>
    public bool KeepsRanges { get; init; }

    /// <summary>See <see cref="KeepsRanges"/>.</summary>
    public SlotSpec KeepingRanges() => this with { KeepsRanges = true };

    /// <summary>A day may also be said by how far it moves: "dos días más".</summary>
    public bool Shifts { get; init; }

    /// <summary>See <see cref="Shifts"/>.</summary>
    public SlotSpec OrShifted() => this with { Shifts = true };

    /// <summary>Error codes of the operation that mean that this slot's value will not do: it is asked for again.</summary>
    public IReadOnlyList<string> RejectedBy { get; init; } = [];

    /// <summary>Of a moment: something that repeats will do as well.</summary>
    public bool Repeats { get; init; }

    /// <summary>See <see cref="Repeats"/>.</summary>
    public SlotSpec OrRepeated() => this with { Repeats = true };

    /// <summary>A mere pointer ("it") that points at nothing is left out, not asked about.</summary>
    public bool Lenient { get; init; }

    /// <summary>See <see cref="Lenient"/>.</summary>
    public SlotSpec Leniently() => this with { Lenient = true };

    /// <summary>The intents that answers to its question may read like ("ayer cerré la 7"): they are taken word for word, and do nothing.</summary>
    public IReadOnlyList<string> ReadsLike { get; init; } = [];

    /// <summary>See <see cref="ReadsLike"/>.</summary>
    public SlotSpec WordForWord(params string[] intents) => this with { ReadsLike = intents };

    /// <summary>Any words answer its question.</summary>
    public bool Verbatim => ReadsLike.Count > 0;

    /// <summary>The intent to begin first when there is nothing yet that could fill the slot: a first project.</summary>
    public string? Otherwise { get; init; }

    /// <summary>The slot that takes an answer which is none of the options: a name instead of a template.</summary>
    public string? ElseSlot { get; init; }

    /// <summary>See <see cref="ElseSlot"/>.</summary>
    public SlotSpec Else(string slot) => this with { ElseSlot = slot };

    /// <summary>See <see cref="Otherwise"/>.</summary>
    public SlotSpec OrFirst(string intent) => this with { Otherwise = intent };

    /// <summary>Not asked for; left out when not said.</summary>
    public SlotSpec Optional() => this with { Required = false };

    /// <summary>See <see cref="UsesContext"/>.</summary>
    public SlotSpec FromContext() => this with { UsesContext = true };

    /// <summary>See <see cref="RejectedBy"/>.</summary>
    public SlotSpec Rejects(params string[] codes) => this with { RejectedBy = codes };
}

/// <summary>Slots in the words of a skill's spec: <c>Ask.Person("assignee").Optional()</c>.</summary>
public static class Ask
{
    public static SlotSpec Text(string name) => new(name, EntityType.Text);

    public static SlotSpec Person(string name) => new(name, EntityType.Person);

    public static SlotSpec Project(string name = "project") => new(name, EntityType.Project);

    public static SlotSpec Sprint(string name = "sprint") => new(name, EntityType.Sprint);

    public static SlotSpec Tasks(string name = "task") => new(name, EntityType.Task);

    public static SlotSpec Date(string name) => new(name, EntityType.Date);

    public static SlotSpec Recurrence(string name = "recurrence") => new(name, EntityType.Recurrence);

    public static SlotSpec Priority(string name = "priority") => new(name, EntityType.Priority) { Options = ["low", "medium", "high", "urgent"] };

    public static SlotSpec Status(string name = "status") =>
        new(name, EntityType.Status) { Options = ["todo", "in_progress", "in_review", "blocked", "done", "cancelled"] };

    public static SlotSpec Role(string name = "role") => new(name, EntityType.Role) { Options = ["developer", "viewer", "admin", "owner"] };

    public static SlotSpec Language(string name = "language") => new(name, EntityType.Language) { Options = ["es", "en"] };

    public static SlotSpec Estimate(string name = "estimate") => new(name, EntityType.Estimate);

    public static SlotSpec Labels(string name = "labels") => new(name, EntityType.Label);

    public static SlotSpec Choice(string name, params string[] options) => new(name, EntityType.Choice) { Options = options };
}
