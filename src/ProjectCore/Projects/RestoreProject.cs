using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Brings a deleted project back, with everything in it.</summary>
public sealed record RestoreProject(ProjectId Project) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_project";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
