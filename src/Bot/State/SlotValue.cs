using System.Text.Json.Serialization;

namespace PmBot.Bot.State;

/// <summary>What fills a slot once names and references are resolved. A closed set, stored as JSON with the dialog.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(TextSlot), "text")]
[JsonDerivedType(typeof(PersonSlot), "person")]
[JsonDerivedType(typeof(ProjectSlot), "project")]
[JsonDerivedType(typeof(SprintSlot), "sprint")]
[JsonDerivedType(typeof(TasksSlot), "tasks")]
[JsonDerivedType(typeof(DateSlot), "date")]
[JsonDerivedType(typeof(RangeSlot), "range")]
[JsonDerivedType(typeof(ShiftSlot), "shift")]
[JsonDerivedType(typeof(RecurrenceSlot), "recurrence")]
[JsonDerivedType(typeof(ChoiceSlot), "choice")]
[JsonDerivedType(typeof(NumberSlot), "number")]
[JsonDerivedType(typeof(LabelsSlot), "labels")]
[JsonDerivedType(typeof(NothingSlot), "nothing")]
public abstract record SlotValue;

/// <summary>Free words.</summary>
public sealed record TextSlot(string Text) : SlotValue;

/// <summary>A member of the workspace.</summary>
public sealed record PersonSlot(Guid Id, string Username, string Name) : SlotValue;

/// <summary>A project.</summary>
public sealed record ProjectSlot(Guid Id, string Name) : SlotValue;

/// <summary>A sprint as it was said; which one is meant depends on the project.</summary>
/// <param name="Name">Its name, as it is called where such a sprint is known, or null where it is only pointed at.</param>
/// <param name="Point"><c>current</c>, <c>next</c> or <c>previous</c>, or null.</param>
/// <param name="Id">The very sprint, once that is clear.</param>
public sealed record SprintSlot(string? Name, string? Point = null, Guid? Id = null) : SlotValue;

/// <summary>One or several tasks, in the order in which they were said.</summary>
/// <param name="Tasks">Never empty.</param>
/// <param name="Described">They were described ("todas las de Ana"), not named one by one.</param>
public sealed record TasksSlot(IReadOnlyList<TaskReference> Tasks, bool Described = false) : SlotValue
{
    /// <summary>All that there are of a kind were asked for ("todo lo de Ana"), be it only one: it is shown before anything is done to it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAll { get; init; }
}

/// <summary>A task as the conversation remembers it.</summary>
public sealed record TaskReference(Guid Id, int Number, string Title);

/// <summary>A day or a moment, in the person's time zone.</summary>
public sealed record DateSlot(DateOnly Day, TimeOnly? Time = null) : SlotValue;

/// <summary>A stretch of days, ends included; one may be open.</summary>
public sealed record RangeSlot(DateOnly? From, DateOnly? To) : SlotValue;

/// <summary>How far a day moves, back where negative: "una semana más", "dos días antes".</summary>
public sealed record ShiftSlot(int Days, int Months = 0, int WorkingDays = 0) : SlotValue
{
    /// <summary>The same as the domain says it.</summary>
    [JsonIgnore]
    public ProjectCore.Tasks.DayShift By => new(Days, Months, WorkingDays);
}

/// <summary>What comes again, as <see cref="ProjectCore.Reminders.Recurrence"/> writes it.</summary>
public sealed record RecurrenceSlot(string Rule) : SlotValue;

/// <summary>One of a closed set, by its canonical name.</summary>
public sealed record ChoiceSlot(string Name) : SlotValue;

/// <summary>A number: points, hours.</summary>
public sealed record NumberSlot(decimal Number) : SlotValue;

/// <summary>Several labels.</summary>
public sealed record LabelsSlot(IReadOnlyList<string> Labels) : SlotValue;

/// <summary>Explicitly none: nobody, no date.</summary>
public sealed record NothingSlot : SlotValue;
