using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Gives a sprint fields that it had: takes back a change, a start or a closing, and itself.</summary>
public sealed record RevertSprint(SprintId Sprint, SprintFields Fields) : Operation
{
    /// <inheritdoc/>
    public override string Name => "revert_sprint";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadSprintAsync(Sprint, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var missing)) return missing;
        var before = found.Sprint.Fields;
        if (Fields == before) return new NothingToChange();
        if (SprintScope.Check(found.Project, Sprint, Fields, allowOverlap: true) is { } refused) return refused;
        return new Applied(SprintScope.Change(found.Sprint, Fields, found.Project.Ref, "sprint.changed"), new RevertSprint(Sprint, before));
    }
}
