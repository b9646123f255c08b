using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Projects;

/// <summary>How a project stands.</summary>
/// <param name="ByStatus">How many tasks stand where; every status is named.</param>
/// <param name="Overdue">Open tasks past their due date, the oldest first.</param>
/// <param name="Blocked">Open tasks marked as blocked, or waiting for an open task.</param>
/// <param name="Unassigned">Open tasks that nobody does.</param>
/// <param name="DueSoon">Open tasks due within seven days, and not overdue.</param>
public sealed record ProjectStatus(
    ProjectRef Project, IReadOnlyDictionary<TaskState, int> ByStatus, IReadOnlyList<TaskView> Overdue, IReadOnlyList<TaskView> Blocked,
    IReadOnlyList<TaskView> Unassigned, IReadOnlyList<TaskView> DueSoon)
{
    /// <summary>Tasks that count: all but the cancelled.</summary>
    public int Total => ByStatus.Where(p => p.Key != TaskState.Cancelled).Sum(p => p.Value);

    /// <summary>Neither done nor cancelled.</summary>
    public int Open => Total - ByStatus.GetValueOrDefault(TaskState.Done);

    /// <summary>Share of the counted tasks that are done, 0 to 100, rounded down so that 100 means all; 0 where there is none.</summary>
    public int CompletionPercent => Total == 0 ? 0 : ByStatus.GetValueOrDefault(TaskState.Done) * 100 / Total;
}
