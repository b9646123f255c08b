using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Projects;

/// <summary>Removes an environment.</summary>
public sealed record RemoveEnvironment(EnvironmentId Environment) : Operation
{
    /// <inheritdoc/>
    public override string Name => "remove_environment";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadEnvironmentAsync(Environment, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var environment, out var missing))
            return missing;
        if (!scope.Require(environment.ProjectId, Role.Admin, Name).Try(out var project, out var refused)) return refused is ProjectNotFound ? new EnvironmentNotFound() : refused;
        var before = environment.Version;
        environment.Delete(scope.Now);
        return new Applied(new Subject(before, ProjectScope.View(environment, project.Ref), "environment.removed"), new RestoreEnvironment(Environment));
    }
}
