using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Deletes a project; its tasks go out of sight with it.</summary>
public sealed record DeleteProject(ProjectId Project) : Operation
{
    /// <inheritdoc/>
    public override string Name => "delete_project";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
