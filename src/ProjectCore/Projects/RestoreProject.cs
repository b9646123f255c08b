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
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadProjectAsync(Project, deleted: true, cancellationToken).ConfigureAwait(false)).Try(out var project, out var missing)) return missing;
        // A deleted project is in no directory; the role in it is looked up where it was.
        var place = await scope.FindMembershipAsync(Project, scope.Actor.User, cancellationToken).ConfigureAwait(false);
        if (!scope.IsWorkspaceAdmin && place is not { IsDeleted: false, Role: Role.Owner })
            return place is { IsDeleted: false } ? new NotAllowed(Name, place.Role, Role.Owner, project.Name) : new ProjectNotFound();
        if (scope.CheckNames(Project, project.Fields) is { } taken) return taken;
        var before = project.Version;
        project.Restore();
        return new Applied(new Subject(before, ProjectScope.View(project), "project.restored"), new DeleteProject(Project));
    }
}
