using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

/// <summary>A <see cref="TaskFilter"/> as a query.</summary>
internal static class TaskFiltering
{
    /// <summary>What the actor sees of what the filter wants, words aside.</summary>
    public static IQueryable<TaskItem> Of(PmBotDbContext db, WorkspaceDirectory directory, Actor actor, TaskFilter filter)
    {
        var visible = directory.VisibleProjects(actor.User, includeArchived: filter.Projects.Count > 0).Select(p => p.Id);
        var projects = (filter.Projects.Count > 0 ? visible.Intersect(filter.Projects) : visible).ToArray();
        var tasks = db.Tasks.AsNoTracking().Where(t => projects.Contains(t.ProjectId));
        if (filter.Assignee is { } assignee) tasks = tasks.Where(t => t.AssigneeId == assignee);
        if (filter.NotOf is { } other) tasks = tasks.Where(t => t.AssigneeId != null && t.AssigneeId != other);
        if (filter.Unassigned) tasks = tasks.Where(t => t.AssigneeId == null);
        if (filter.CreatedBy is { } author) tasks = tasks.Where(t => t.CreatedBy == author);
        if (filter.Statuses.Count > 0) tasks = tasks.Where(t => filter.Statuses.Contains(t.Status));
        if (filter.OpenOnly || filter.Overdue) tasks = tasks.Where(t => t.Status != TaskState.Done && t.Status != TaskState.Cancelled);
        if (filter.Priorities.Count > 0) tasks = tasks.Where(t => filter.Priorities.Contains(t.Priority));
        if (filter.Sprint is { } sprint) tasks = tasks.Where(t => t.SprintId == sprint);
        foreach (var label in filter.Labels.Select(TaskLabels.Normalise))
        {
            var pattern = TextList.Pattern(label);
            tasks = tasks.Where(t => EF.Functions.Like(t.LabelText, pattern, @"\"));
        }

        return tasks.WithDue(filter);
    }

    /// <summary>Every word of the text at the start of a word of the title.</summary>
    public static IQueryable<TaskItem> WithWords(this IQueryable<TaskItem> tasks, string? words)
    {
        foreach (var word in Folding.Words(words ?? ""))
        {
            var pattern = $"% {TextList.EscapeLike(word)}%";
            tasks = tasks.Where(t => EF.Functions.Like(t.FoldedTitle, pattern, @"\"));
        }

        return tasks;
    }

    /// <summary>Overdue first, then by due date, priority and number.</summary>
    public static IQueryable<TaskItem> InOrder(this IQueryable<TaskItem> tasks, DateTime localNow)
    {
        var (today, now) = Split(localNow);
        return tasks
            .OrderBy(t => t.Status != TaskState.Done && t.Status != TaskState.Cancelled && (t.DueDay < today || (t.DueDay == today && t.DueTime < now)) ? 0 : 1)
            .ThenBy(t => t.DueDay == null ? 1 : 0).ThenBy(t => t.DueDay)
            .ThenBy(t => t.DueTime == null ? 1 : 0).ThenBy(t => t.DueTime)
            .ThenByDescending(t => t.Priority).ThenBy(t => t.Number);
    }

    private static IQueryable<TaskItem> WithDue(this IQueryable<TaskItem> tasks, TaskFilter filter)
    {
        if (filter.DueFrom is { } from) tasks = tasks.Where(t => t.DueDay >= from);
        if (filter.DueTo is { } to) tasks = tasks.Where(t => t.DueDay <= to);
        if (filter.HasDue is true) tasks = tasks.Where(t => t.DueDay != null);
        if (filter.HasDue is false) tasks = tasks.Where(t => t.DueDay == null);
        if (!filter.Overdue) return tasks;
        var (today, now) = Split(filter.LocalNow);
        return tasks.Where(t => t.DueDay < today || (t.DueDay == today && t.DueTime < now));
    }

    /// <summary>Day and time, the time in whole seconds: SQLite compares times as texts, which are of one length only then.</summary>
    private static (DateOnly Today, TimeOnly Now) Split(DateTime localNow) =>
        (DateOnly.FromDateTime(localNow), new TimeOnly(localNow.Hour, localNow.Minute, localNow.Second));
}
