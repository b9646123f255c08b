using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Everything about a task that can be changed, at one moment.</summary>
public sealed record TaskFields(
    ProjectId Project, string Title, string? Description, TaskState Status, TaskPriority Priority, UserId? Assignee, Due? Due, decimal? Estimate,
    IReadOnlyList<string> Labels, IReadOnlyList<TaskId> DependsOn, SprintId? Sprint, DateTimeOffset? FinishedAt)
{
    /// <summary>The same with a change made; a task that moves leaves its sprint, as that belongs to the project.</summary>
    internal TaskFields With(TaskChange change) => this with
    {
        Project = change.Project ?? Project,
        Title = change.Title ?? Title,
        Description = change.Description is { } description ? description.Value : Description,
        Status = change.Status ?? Status,
        Priority = change.Priority ?? Priority,
        Assignee = change.Assignee is { } assignee ? assignee.Value : Assignee,
        Due = change.Due is { } due ? due.Value : Due,
        Estimate = change.Estimate is { } estimate ? estimate.Value : Estimate,
        Labels = TaskLabels.Normalise([.. (change.Labels ?? Labels).Concat(change.AddLabels ?? [])], change.RemoveLabels ?? []),
        DependsOn = [.. (change.DependsOn ?? DependsOn).Concat(change.AddDependsOn ?? []).Except(change.RemoveDependsOn ?? [])],
        Sprint = change.Sprint is { } sprint ? sprint.Value : change.Project is { } to && to != Project ? null : Sprint,
    };

    /// <summary>The same, cleaned, or what is wrong with it.</summary>
    internal Result<TaskFields> Checked()
    {
        if (!TaskItem.CheckTitle(Title).Try(out var title, out var error)) return error;
        var description = Description is null ? "" : Folding.Lines(Description);
        if (description.Length > TaskItem.MaxDescriptionLength) return new TextTooLong("description", TaskItem.MaxDescriptionLength);
        if (Estimate is < 0 or > TaskItem.MaxEstimate) return new EstimateInvalid(TaskItem.MaxEstimate);
        var labels = TaskLabels.Normalise(Labels, []);
        if (labels.Count > TaskLabels.MaxCount || labels.Any(l => l.Length > TaskLabels.MaxLength))
            return new LabelsInvalid(TaskLabels.MaxCount, TaskLabels.MaxLength);
        return this with
        {
            Title = title,
            Description = description.Length == 0 ? null : description,
            Due = Due is { Time: { } time } due ? due with { Time = new TimeOnly(time.Hour, time.Minute) } : Due,
            Estimate = Estimate is { } estimate ? decimal.Round(estimate, 2) / 1.00m : null,
            Labels = labels,
        };
    }

    /// <summary>By value, lists too: a change that leaves this equal changes nothing.</summary>
    internal bool Same(TaskFields other) =>
        Labels.SequenceEqual(other.Labels, StringComparer.Ordinal) && DependsOn.ToHashSet().SetEquals(other.DependsOn)
        && this with { Labels = other.Labels, DependsOn = other.DependsOn } == other;
}

/// <summary>How labels are written.</summary>
public static class TaskLabels
{
    /// <summary>Most labels of one task.</summary>
    public const int MaxCount = 20;

    /// <summary>Longest label, in UTF-16 units.</summary>
    public const int MaxLength = 40;

    /// <summary>Lower case, without <c>#</c>, blanks made hyphens, each once, in order.</summary>
    public static IReadOnlyList<string> Normalise(IReadOnlyList<string> labels, IReadOnlyList<string> without)
    {
        if (labels.Count == 0) return [];
        var excluded = without.Select(Normalise).ToHashSet(StringComparer.Ordinal);
        return [.. labels.Select(Normalise).Where(l => l.Length > 0 && !excluded.Contains(l)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>One label, as above.</summary>
    public static string Normalise(string label) =>
        TextList.Clean(label.Replace(',', ' ')).TrimStart('#', ' ').TrimEnd().Replace(' ', '-').ToLowerInvariant();
}
