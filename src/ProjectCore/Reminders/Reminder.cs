using System.Globalization;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Reminders;

/// <summary>Something that somebody wants to be told later.</summary>
/// <remarks>
/// It is due at a moment, again and again, or when a task is finished. <see cref="NextAt"/> moves on as it is told, which is no
/// change of the reminder: its version stays, so that making it can still be undone.
/// </remarks>
public sealed class Reminder : Entity
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int MaxLength = 500;

    /// <summary>How <see cref="LocalAt"/> is written: a wall clock, to the minute.</summary>
    public const string LocalFormat = "yyyy-MM-dd'T'HH:mm";

    private Reminder()
    {
    }

    internal Reminder(WorkspaceId workspace, ReminderId id, UserId owner, ReminderFields fields, DateTimeOffset at, IReadOnlyCollection<DateOnly> holidays)
    {
        (WorkspaceId, Id, OwnerId, CreatedAt) = (workspace, id, owner, at);
        Set(fields, at, holidays);
    }

    public ReminderId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>Who asked for it.</summary>
    public UserId OwnerId { get; private set; }

    /// <summary>Who is told, in private; null where a channel is.</summary>
    public UserId? RecipientId { get; private set; }

    /// <summary>The channel that is told, or null.</summary>
    public string? ConversationKey { get; private set; }

    /// <summary>What about; null where the task says it all.</summary>
    public string? Text { get; private set; }

    /// <summary>The task it is about, or null.</summary>
    public TaskId? TaskId { get; private set; }

    /// <summary>IANA name of the zone that the wall clock is of.</summary>
    public string Zone { get; private set; } = "";

    /// <summary>The moment on the wall clock, the first one of a repeat; null while it waits for a task.</summary>
    public string? LocalAt { get; private set; }

    /// <summary>How it repeats, as <see cref="Reminders.Recurrence"/> writes it, or null for once.</summary>
    public string? Recurrence { get; private set; }

    /// <summary>The task whose end it waits for, or null.</summary>
    public TaskId? TriggerId { get; private set; }

    /// <summary>When it is told next; null once it was, and while it waits for a task.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    internal ReminderFields Fields => new(RecipientId, ConversationKey, Text, TaskId, Zone, ReadLocal(LocalAt), Reminders.Recurrence.Parse(Recurrence), TriggerId);

    internal void Change(ReminderFields fields, DateTimeOffset now, IReadOnlyCollection<DateOnly> holidays)
    {
        Set(fields, now, holidays);
        Touch();
    }

    /// <summary>Whoever asked for it, or gets it, turns out to be somebody else.</summary>
    internal void MoveTo(UserId kept, UserId gone)
    {
        if (OwnerId == gone) OwnerId = kept;
        if (RecipientId == gone) RecipientId = kept;
        Touch();
    }

    /// <summary>A wall clock as it is stored.</summary>
    public static DateTime? ReadLocal(string? text) =>
        text is null ? null : DateTime.ParseExact(text, LocalFormat, CultureInfo.InvariantCulture);

    private void Set(ReminderFields fields, DateTimeOffset now, IReadOnlyCollection<DateOnly> holidays)
    {
        (RecipientId, ConversationKey, Text, TaskId, Zone, TriggerId) = (fields.Recipient, fields.Conversation, fields.Text, fields.Task, fields.Zone, fields.Trigger);
        LocalAt = fields.At?.ToString(LocalFormat, CultureInfo.InvariantCulture);
        Recurrence = fields.Recurrence?.ToString();
        NextAt = fields.NextAfter(now, holidays);
    }
}

/// <summary>What a reminder says.</summary>
/// <param name="At">The (first) moment on the wall clock of <paramref name="Zone"/>.</param>
/// <param name="Trigger">The task whose end it waits for, instead of a moment.</param>
public sealed record ReminderFields(
    UserId? Recipient, string? Conversation, string? Text, TaskId? Task, string Zone, DateTime? At, Recurrence? Recurrence, TaskId? Trigger)
{
    /// <summary>The next moment to tell it, strictly after <paramref name="now"/>; null when there is none.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="holidays">Days on which nobody works, for what comes every workday.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset now, IReadOnlyCollection<DateOnly> holidays)
    {
        if (At is not { } first) return null;
        var zone = WallClock.Zone(Zone);
        if (Recurrence is null) return WallClock.ToUtc(first, zone) is var once && once > now ? once : null;
        var here = WallClock.ToUtc(first, zone);
        return here > now ? here : Recurrence.NextAfter(now, first, zone, holidays);
    }

    /// <summary>The same, cleaned, or what is wrong with it.</summary>
    internal Result<ReminderFields> Checked()
    {
        var text = Text is null ? null : Folding.OneLine(Text);
        return text switch
        {
            { Length: > Reminder.MaxLength } => new TextTooLong("text", Reminder.MaxLength),
            null or "" when Task is null => new TextMissing("text"),
            _ when !TimeZones.Exists(Zone) => new ValueInvalid("timezone", Zone),
            _ => this with { Text = text is "" ? null : text, At = At is { } at ? new DateTime(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, DateTimeKind.Unspecified) : null },
        };
    }
}
