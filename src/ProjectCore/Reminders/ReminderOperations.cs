using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Reminders;

/// <summary>Has somebody reminded of something.</summary>
public sealed record CreateReminder(UserId? Recipient, string Zone) : Operation
{
    /// <inheritdoc/>
    public override string Name => "create_reminder";

    /// <summary>The channel that is told instead of a person.</summary>
    public string? Conversation { get; init; }

    public string? Text { get; init; }

    public TaskId? Task { get; init; }

    /// <summary>The (first) moment, on the wall clock of the zone.</summary>
    public DateTime? At { get; init; }

    /// <summary>As <see cref="Reminders.Recurrence"/> writes it.</summary>
    public string? Recurrence { get; init; }

    /// <summary>The task whose end it waits for.</summary>
    public TaskId? Trigger { get; init; }

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var fields = new ReminderFields(Recipient, Conversation, Text, Task, Zone, At, Reminders.Recurrence.Parse(Recurrence), Trigger);
        if (!(await scope.CheckReminderAsync(fields, cancellationToken).ConfigureAwait(false)).Try(out var clean, out var invalid)) return invalid;
        var reminder = new Reminder(scope.Actor.Workspace, ReminderId.New(), scope.Actor.User, clean, scope.Now, scope.Directory.Workspace.Holidays);
        scope.Add(reminder);
        return new Applied(
            new Subject(0, await scope.ViewAsync(reminder, cancellationToken).ConfigureAwait(false), "reminder.created"), new CancelReminder(reminder.Id));
    }
}

/// <summary>Changes what a reminder says or when it comes: all of it is given anew.</summary>
public sealed record ChangeReminder(ReminderId Reminder, UserId? Recipient, string Zone) : Operation
{
    /// <inheritdoc/>
    public override string Name => "change_reminder";

    public string? Conversation { get; init; }
    public string? Text { get; init; }
    public TaskId? Task { get; init; }
    public DateTime? At { get; init; }
    public string? Recurrence { get; init; }
    public TaskId? Trigger { get; init; }

    /// <summary>What was there is put back, even where its moment is over.</summary>
    public bool PutsBack { get; init; }

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadReminderAsync(Reminder, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var reminder, out var missing)) return missing;
        var (was, before) = (reminder.Fields, reminder.Version);
        var wanted = new ReminderFields(Recipient, Conversation, Text, Task, Zone, At, Reminders.Recurrence.Parse(Recurrence), Trigger);
        var checkedFields = PutsBack ? wanted.Checked() : await scope.CheckReminderAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (!checkedFields.Try(out var clean, out var invalid)) return invalid;
        if (clean.IsSameAs(was)) return new NothingToChange();
        reminder.Change(clean, scope.Now, scope.Directory.Workspace.Holidays);
        return new Applied(
            new Subject(before, await scope.ViewAsync(reminder, cancellationToken).ConfigureAwait(false), "reminder.changed"),
            new ChangeReminder(Reminder, was.Recipient, was.Zone)
            {
                Conversation = was.Conversation, Text = was.Text, Task = was.Task, At = was.At, Recurrence = was.Recurrence?.ToString(), Trigger = was.Trigger, PutsBack = true,
            });
    }
}

/// <summary>Takes a reminder away: one's own, or one that one would get.</summary>
public sealed record CancelReminder(ReminderId Reminder) : Operation
{
    /// <inheritdoc/>
    public override string Name => "cancel_reminder";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadReminderAsync(Reminder, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var reminder, out var missing)) return missing;
        var before = reminder.Version;
        reminder.Delete(scope.Now);
        return new Applied(
            new Subject(before, await scope.ViewAsync(reminder, cancellationToken).ConfigureAwait(false), "reminder.cancelled"), new RestoreReminder(Reminder));
    }
}

/// <summary>Brings a cancelled reminder back.</summary>
public sealed record RestoreReminder(ReminderId Reminder) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_reminder";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadReminderAsync(Reminder, deleted: true, cancellationToken).ConfigureAwait(false)).Try(out var reminder, out var missing)) return missing;
        var before = reminder.Version;
        reminder.Restore();
        return new Applied(
            new Subject(before, await scope.ViewAsync(reminder, cancellationToken).ConfigureAwait(false), "reminder.restored"), new CancelReminder(Reminder));
    }
}

/// <summary>What the operations on reminders have in common.</summary>
internal static class ReminderScope
{
    public static async Task<Result<Reminder>> LoadReminderAsync(this OperationScope scope, ReminderId id, bool deleted, CancellationToken cancellationToken)
    {
        var (workspace, user) = (scope.Actor.Workspace, scope.Actor.User);
        var found = await scope.Db.Reminders.IgnoreQueryFilters().FirstOrDefaultAsync(r => r.WorkspaceId == workspace && r.Id == id, cancellationToken).ConfigureAwait(false);
        var may = found is not null && found.IsDeleted == deleted && (found.OwnerId == user || found.RecipientId == user || scope.IsWorkspaceAdmin);
        return may ? found! : new ReminderNotFound();
    }

    /// <summary>The fields, cleaned, if whom and what they name is there and the moment is to come.</summary>
    public static async Task<Result<ReminderFields>> CheckReminderAsync(this OperationScope scope, ReminderFields fields, CancellationToken cancellationToken)
    {
        if (!fields.Checked().Try(out var clean, out var invalid)) return invalid;
        if (clean.Recipient is { } person && scope.Directory.User(person) is not { IsActive: true }) return new UserNotFound();
        TaskId[] tasks = [.. new[] { clean.Task, clean.Trigger }.OfType<TaskId>().Distinct()];
        if (tasks.Length > 0 && !(await scope.LoadTasksAsync(tasks, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out _, out var missing)) return missing;
        if (clean.Trigger is null && clean.NextAfter(scope.Now, scope.Directory.Workspace.Holidays) is null) return new MomentPast();
        return clean;
    }

    public static async Task<ReminderView> ViewAsync(this OperationScope scope, Reminder reminder, CancellationToken cancellationToken)
    {
        TaskId[] ids = [.. new[] { reminder.TaskId, reminder.TriggerId }.OfType<TaskId>().Distinct()];
        var tasks = ids.Length == 0
            ? []
            : await scope.Db.Tasks.IgnoreQueryFilters().AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => new TaskRef(t.Id, t.Number, t.Title), cancellationToken).ConfigureAwait(false);
        return ReminderView.Of(reminder, scope.Person, id => tasks.GetValueOrDefault(id));
    }

    /// <summary>Whether nothing differs; records compare lists by reference.</summary>
    public static bool IsSameAs(this ReminderFields one, ReminderFields other) =>
        (one with { Recurrence = null }) == (other with { Recurrence = null }) && string.Equals(one.Recurrence?.ToString(), other.Recurrence?.ToString(), StringComparison.Ordinal);
}
