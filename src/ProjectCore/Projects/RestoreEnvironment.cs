using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Projects;

/// <summary>Brings a removed environment back.</summary>
public sealed record RestoreEnvironment(EnvironmentId Environment) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_environment";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadEnvironmentAsync(Environment, deleted: true, cancellationToken).ConfigureAwait(false)).Try(out var environment, out var missing))
            return missing;
        if (!scope.Require(environment.ProjectId, Role.Admin, Name).Try(out var project, out var refused)) return refused is ProjectNotFound ? new EnvironmentNotFound() : refused;
        if (ProjectScope.CheckNames(project, environment.Id, environment) is { } taken) return taken;
        var before = environment.Version;
        environment.Restore();
        return new Applied(new Subject(before, ProjectScope.View(environment, project.Ref), "environment.restored"), new RemoveEnvironment(Environment));
    }
}
