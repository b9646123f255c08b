using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Plans a new sprint; it does not run yet.</summary>
/// <param name="Title">Its name, unique in the project.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
public sealed record CreateSprint(ProjectId Project, string Title, DateOnly Start, DateOnly End) : Operation
{
    /// <inheritdoc/>
    public override string Name => "create_sprint";

    public string? Goal { get; init; }

    /// <summary>Points that the team can do in it.</summary>
    public decimal? Capacity { get; init; }

    /// <summary>Its days may also be days of the sprint that runs.</summary>
    public bool AllowOverlap { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => Task.FromResult(Apply(scope));

    private Result<Applied> Apply(OperationScope scope)
    {
        if (!scope.Require(Project, Role.Admin, Name).Try(out var project, out var refused)) return refused;
        if (!new SprintFields(Title, Start, End, IsCurrent: false, Goal, Capacity).Checked().Try(out var fields, out var invalid)) return invalid;
        var sprint = new Sprint(scope.Actor.Workspace, SprintId.New(), Project);
        if (SprintScope.Check(project, sprint.Id, fields, AllowOverlap) is { } taken) return taken;
        sprint.Update(fields);
        scope.Add(sprint);
        return new Applied(new Subject(0, SprintScope.View(sprint, project.Ref), "sprint.created"), new DeleteSprint(sprint.Id) { UnlessPlanned = true });
    }
}
