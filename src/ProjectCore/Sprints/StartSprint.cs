using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Starts a planned sprint. One that starts before its first day begins today.</summary>
public sealed record StartSprint(SprintId Sprint) : Operation
{
    /// <inheritdoc/>
    public override string Name => "start_sprint";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadSprintAsync(Sprint, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var missing)) return missing;
        var before = found.Sprint.Fields;
        if (before.ClosedAt is not null) return new SprintIsClosed(before.Name);
        if (before.IsCurrent) return new SprintAlreadyRuns(before.Name);
        var today = new SprintDays(scope.Directory.Workspace).DayOf(scope.Now);
        if (before.EndOn < today) return new SprintIsOver(before.Name, before.EndOn);
        var fields = before with { IsCurrent = true, StartedAt = scope.Now, StartOn = before.StartOn < today ? before.StartOn : today };
        if (SprintScope.Check(found.Project, Sprint, fields, allowOverlap: false) is { } refused) return refused;
        return new Applied(SprintScope.Change(found.Sprint, fields, found.Project.Ref, "sprint.started"), new RevertSprint(Sprint, before));
    }
}
