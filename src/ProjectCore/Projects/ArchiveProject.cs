using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Makes a project read only and puts it out of the way.</summary>
public sealed record ArchiveProject(ProjectId Project) : Operation
{
    /// <inheritdoc/>
    public override string Name => "archive_project";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
