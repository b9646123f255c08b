using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Takes up again the sprint that a project closed last, while no other one runs.</summary>
/// <remarks>What its closing moved elsewhere stays there; undoing the closing brings that back as well.</remarks>
public sealed record ReopenSprint(SprintId Sprint) : Operation
{
    /// <inheritdoc/>
    public override string Name => "reopen_sprint";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadSprintAsync(Sprint, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var missing)) return missing;
        var before = found.Sprint.Fields;
        if (before.IsCurrent) return new SprintAlreadyRuns(before.Name);
        if (before.ClosedAt is not { } closed) return new SprintNotClosed(before.Name);
        var (workspace, project) = (found.Sprint.WorkspaceId, found.Sprint.ProjectId);
        var others = await scope.Db.Sprints.AsNoTracking().Where(s => s.WorkspaceId == workspace && s.ProjectId == project).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (others.Where(s => s.Fields.ClosedAt > closed).MaxBy(s => s.Fields.ClosedAt) is { } last) return new SprintNotLast(before.Name, last.Name);

        var fields = before with { IsCurrent = true, ClosedAt = null };
        if (SprintScope.Check(found.Project, Sprint, fields, allowOverlap: true) is { } refused) return refused;
        return new Applied(SprintScope.Change(found.Sprint, fields, found.Project.Ref, "sprint.reopened"), new RevertSprint(Sprint, before));
    }
}
