using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Closes the sprint that runs. What is not done goes where the person says.</summary>
public sealed record CloseSprint(SprintId Sprint, Leftovers Leftovers) : Operation
{
    /// <inheritdoc/>
    public override string Name => "close_sprint";

    /// <summary>The sprint that takes what is left; needed for <see cref="Leftovers.Sprint"/>.</summary>
    public SprintId? Into { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadSprintAsync(Sprint, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var missing)) return missing;
        var before = found.Sprint.Fields;
        if (before.ClosedAt is not null) return new SprintIsClosed(before.Name);
        if (!before.IsCurrent) return new SprintNotRunning(before.Name);
        if (Leftovers == Leftovers.Sprint && CheckTarget(scope, found.Sprint) is { } wrong) return wrong;

        var subjects = new List<Subject>();
        var inverse = new List<Operation>();
        var left = await scope.TasksOfAsync(Sprint, cancellationToken).ConfigureAwait(false);
        left.RemoveAll(t => t.Status is TaskState.Done or TaskState.Cancelled);
        if (Leftovers != Leftovers.Stay && left.Count > 0)
        {
            inverse.Add(new RevertTasks([.. left.Select(t => new TaskRevert(t.Id, t.Fields))]));
            if (!(await DeleteSprint.MoveAsync(scope, left, Leftovers == Leftovers.Sprint ? Into : null, cancellationToken).ConfigureAwait(false)).Try(out var moved, out var invalid)) return invalid;
            subjects.AddRange(moved);
        }

        subjects.Insert(0, SprintScope.Change(found.Sprint, before with { IsCurrent = false, ClosedAt = scope.Now }, found.Project.Ref, "sprint.closed"));
        inverse.Add(new RevertSprint(Sprint, before));
        return new Applied(subjects, inverse is [var only] ? only : new SeveralOperations(inverse));
    }

    private Error? CheckTarget(OperationScope scope, Sprint closing)
    {
        if (Into is not { } id || id == closing.Id || scope.Directory.Sprint(id) is not { } target || target.Project != closing.ProjectId) return new SprintNotFound();
        return target.Status == SprintState.Closed ? new SprintIsClosed(target.Name) : null;
    }
}

/// <summary>Where the tasks go that a sprint leaves undone.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WireNameConverter<Leftovers>))]
public enum Leftovers
{
    /// <summary>Nowhere: they remain in the closed sprint.</summary>
    Stay,
    /// <summary>Out of any sprint.</summary>
    Backlog,
    /// <summary>To a sprint that is named.</summary>
    Sprint,
}
