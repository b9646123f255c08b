using System.Text.Json.Serialization;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Reminders;

/// <summary>A task, as far as one line needs it.</summary>
public sealed record TaskRef(TaskId Id, int Number, string Title);

/// <summary>A reminder.</summary>
/// <param name="Owner">Who asked for it.</param>
/// <param name="Recipient">Who is told; null for a channel.</param>
public sealed record ReminderView(ReminderId Id, PersonRef Owner, PersonRef? Recipient, string Zone, long Version) : SubjectView(Version)
{
    public string? Text { get; init; }

    /// <summary>The task it is about.</summary>
    public TaskRef? Task { get; init; }

    /// <summary>The task whose end it waits for.</summary>
    public TaskRef? Trigger { get; init; }

    /// <summary>The channel that is told.</summary>
    public string? Conversation { get; init; }

    /// <summary>The (first) moment, on the wall clock of the zone.</summary>
    public DateTime? At { get; init; }

    /// <summary>As <see cref="Reminders.Recurrence"/> writes it.</summary>
    public string? Recurrence { get; init; }

    /// <summary>When it is told next; null once it was, and while it waits for a task.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Reminder, Id.Value, Version);

    /// <summary>What it says in a few words: its text, or the task.</summary>
    [JsonIgnore]
    public string Label => Text ?? (Task is { } task ? $"#{task.Number} {task.Title}" : "");

    internal static ReminderView Of(Reminder reminder, Func<UserId?, PersonRef?> person, Func<TaskId, TaskRef?> task) =>
        new(reminder.Id, person(reminder.OwnerId)!, person(reminder.RecipientId), reminder.Zone, reminder.Version)
        {
            Text = reminder.Text,
            Task = reminder.TaskId is { } about ? task(about) : null,
            Trigger = reminder.TriggerId is { } trigger ? task(trigger) : null,
            Conversation = reminder.ConversationKey,
            At = Reminder.ReadLocal(reminder.LocalAt),
            Recurrence = reminder.Recurrence,
            NextAt = reminder.NextAt,
            CreatedAt = reminder.CreatedAt,
            Deleted = reminder.IsDeleted,
        };
}
