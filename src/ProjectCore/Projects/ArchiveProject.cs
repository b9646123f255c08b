using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Projects;

/// <summary>Makes a project read only and puts it out of the way.</summary>
public sealed record ArchiveProject(ProjectId Project) : Operation
{
    /// <inheritdoc/>
    public override string Name => "archive_project";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Owner, Name, evenArchived: true).Try(out _, out var refused)) return refused;
        if (!(await scope.LoadProjectAsync(Project, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var project, out var missing)) return missing;
        if (project.IsArchived) return new ProjectArchived(project.Name);
        var before = project.Version;
        project.Archive(true);
        return new Applied(new Subject(before, ProjectScope.View(project), "project.archived"), new UnarchiveProject(Project));
    }
}
