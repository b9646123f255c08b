using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Takes an archived project back into use.</summary>
public sealed record UnarchiveProject(ProjectId Project) : Operation
{
    /// <inheritdoc/>
    public override string Name => "unarchive_project";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
