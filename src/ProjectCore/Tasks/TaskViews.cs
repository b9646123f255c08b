using System.Globalization;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Tasks as others see them.</summary>
internal static class TaskViews
{
    /// <summary>The view; dependencies whose number is not given are deleted ones, and left out.</summary>
    public static TaskView Of(TaskItem task, WorkspaceDirectory directory, IReadOnlyDictionary<TaskId, int> numbers) =>
        new(task.Id, task.Number, task.Title, Project(task.ProjectId, directory), task.Status, task.Priority, task.Version)
        {
            Description = task.Description,
            Assignee = Person(task.AssigneeId, directory),
            Due = task.Due,
            Estimate = task.Estimate,
            Labels = task.LabelText.Length == 0 ? [] : task.Labels,
            DependsOn = task.Dependencies.Count == 0 ? [] : [.. task.DependsOn.Where(numbers.ContainsKey).Select(d => numbers[d]).Order()],
            Sprint = task.SprintId is { } sprint ? directory.Sprint(sprint)?.Name : null,
            CreatedBy = Person(task.CreatedBy, directory),
            CreatedAt = task.CreatedAt,
            UpdatedAt = task.UpdatedAt,
            FinishedAt = task.FinishedAt,
            Deleted = task.IsDeleted,
        };

    /// <summary>What differs, field by field.</summary>
    public static IReadOnlyList<FieldChange> Changes(
        TaskFields from, TaskFields to, WorkspaceDirectory directory, IReadOnlyDictionary<TaskId, int> numbers)
    {
        (string Field, string? From, string? To)[] fields =
        [
            ("project", Project(from.Project, directory).Name, Project(to.Project, directory).Name),
            ("title", from.Title, to.Title),
            ("description", from.Description, to.Description),
            ("status", WireName.Of(from.Status), WireName.Of(to.Status)),
            ("priority", WireName.Of(from.Priority), WireName.Of(to.Priority)),
            ("assignee", Person(from.Assignee, directory)?.Username, Person(to.Assignee, directory)?.Username),
            ("due_date", from.Due?.ToString(), to.Due?.ToString()),
            ("estimate", Number(from.Estimate), Number(to.Estimate)),
            ("labels", List(from.Labels), List(to.Labels)),
            ("depends_on", Numbers(from.DependsOn), Numbers(to.DependsOn)),
            ("sprint", Sprint(from), Sprint(to)),
        ];
        return [.. fields.Where(f => !string.Equals(f.From, f.To, StringComparison.Ordinal)).Select(f => new FieldChange(f.Field, f.From, f.To))];

        string? Numbers(IReadOnlyList<TaskId> ids) =>
            List([.. ids.Where(numbers.ContainsKey).Select(i => numbers[i]).Order().Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        string? Sprint(TaskFields fields) => fields.Sprint is { } sprint ? directory.Sprint(sprint)?.Name : null;
    }

    private static string? List(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join(", ", items);

    private static string? Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);

    private static PersonRef? Person(UserId? id, WorkspaceDirectory directory) => id is { } user ? directory.User(user)?.Ref : null;

    private static ProjectRef Project(ProjectId id, WorkspaceDirectory directory) => directory.Project(id)?.Ref ?? new ProjectRef(id, "", "");
}
