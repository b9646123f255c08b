using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Projects;

/// <summary>Adds an environment to deploy to.</summary>
public sealed record AddEnvironment(ProjectId Project, string Title) : Operation
{
    /// <inheritdoc/>
    public override string Name => "add_environment";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Deployments there need an approval.</summary>
    public bool Protected { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => Task.FromResult(Apply(scope));

    private Result<Applied> Apply(OperationScope scope)
    {
        if (!scope.Require(Project, Role.Admin, Name).Try(out var project, out var refused)) return refused;
        if (!ProjectEnvironment.Create(scope.Actor.Workspace, EnvironmentId.New(), Project, Title, Aliases, Protected).Try(out var environment, out var invalid))
            return invalid;
        if (ProjectScope.CheckNames(project, environment.Id, environment) is { } taken) return taken;
        scope.Add(environment);
        return new Applied(new Subject(0, ProjectScope.View(environment, project.Ref), "environment.added"), new RemoveEnvironment(environment.Id));
    }
}
