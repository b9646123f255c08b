using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Deletes a sprint; its tasks go back to the backlog.</summary>
public sealed record DeleteSprint(SprintId Sprint) : Operation
{
    /// <inheritdoc/>
    public override string Name => "delete_sprint";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <summary>Refuse where there are tasks in it already: of the undo of a creation.</summary>
    public bool UnlessPlanned { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadSprintAsync(Sprint, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var missing)) return missing;
        var tasks = await scope.TasksOfAsync(Sprint, cancellationToken).ConfigureAwait(false);
        if (UnlessPlanned && tasks is [var first, ..]) return new ChangedSince(scope.Person(first.UpdatedBy)?.Username ?? "", $"#{first.Number} {first.Title}", "plan_sprint");
        if (!(await MoveAsync(scope, tasks, to: null, cancellationToken).ConfigureAwait(false)).Try(out var moved, out var invalid)) return invalid;
        var before = found.Sprint.Version;
        found.Sprint.Delete(scope.Now);
        return new Applied(
            [new Subject(before, SprintScope.View(found.Sprint, found.Project.Ref), "sprint.deleted"), .. moved],
            new RestoreSprint(Sprint) { Tasks = [.. tasks.Select(t => t.Id)] });
    }

    /// <summary>Puts tasks into a sprint or out of any, whatever the directory knows of it.</summary>
    internal static async Task<Result<IReadOnlyList<Subject>>> MoveAsync(OperationScope scope, IReadOnlyList<TaskItem> tasks, SprintId? to, CancellationToken cancellationToken)
    {
        var before = tasks.Select(t => (t.Version, t.Fields)).ToArray();
        foreach (var task in tasks)
        {
            if (task.Change(task.Fields with { Sprint = to }, scope.Actor.User, scope.Now) is { IsOk: false, Error: { } invalid }) return invalid;
        }

        var views = await scope.ViewAsync(tasks, [.. before.Select(b => b.Fields)], cancellationToken).ConfigureAwait(false);
        return Result.Ok<IReadOnlyList<Subject>>([.. views.Select((v, i) => new Subject(before[i].Version, v, "task.changed"))]);
    }
}
