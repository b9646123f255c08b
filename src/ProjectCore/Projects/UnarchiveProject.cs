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
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Owner, Name, evenArchived: true).Try(out _, out var refused)) return refused;
        if (!(await scope.LoadProjectAsync(Project, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var project, out var missing)) return missing;
        if (!project.IsArchived) return new ProjectNotArchived(project.Name);
        var before = project.Version;
        project.Archive(false);
        return new Applied(new Subject(before, ProjectScope.View(project), "project.unarchived"), new ArchiveProject(Project));
    }
}
