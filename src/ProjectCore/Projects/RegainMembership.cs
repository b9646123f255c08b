using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Projects;

/// <summary>Takes one's own leaving, or one's own giving up of a role, back: whoever did it may no longer give it to anybody.</summary>
/// <remarks>Only ever an inverse. Allowed only to whoever made the membership what it is now: what others decided since stands.</remarks>
public sealed record RegainMembership(ProjectId Project, Role Role) : Operation
{
    /// <inheritdoc/>
    public override string Name => "regain_membership";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var user = scope.Actor.User;
        if (scope.Directory.Project(Project) is not { } project) return new ProjectNotFound();
        if (await scope.FindMembershipAsync(Project, user, cancellationToken).ConfigureAwait(false) is not { } membership
            || !await GaveUpAsync(scope, membership, cancellationToken).ConfigureAwait(false))
            return new ProjectNotFound();
        if (project.Archived) return new ProjectArchived(project.Name);
        var present = project.MemberRole(user);
        if (present == Role) return new NothingToChange();

        var before = membership.Version;
        if (membership.IsDeleted) membership.Restore();
        membership.Appoint(Role);
        var view = ProjectScope.View(membership, project.Ref, scope.Directory.User(user)!.Ref) with { Changes = [new FieldChange("role", present is { } was ? WireName.Of(was) : null, WireName.Of(Role))] };
        return new Applied(
            new Subject(before, view, present is null ? "member.added" : "member.changed"),
            present is { } role ? new ChangeRole(Project, user, role) : new RemoveMember(Project, user));
    }

    /// <summary>Whether it was that very person who made the membership what it is now; what others did and took back does not count.</summary>
    private static async Task<bool> GaveUpAsync(OperationScope scope, Membership membership, CancellationToken cancellationToken)
    {
        var id = membership.Id.Value;
        var history = await scope.Db.AuditSubjects.AsNoTracking().Where(s => s.SubjectId == id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var version = UndoRun.ContentVersion(history, id, membership.Version);
        // As it was before there was any, it is by the undo of whoever had joined: one takes back only what is one's own.
        return (history.Find(h => h.AfterVersion == version) ?? history.Find(h => h.AfterVersion == membership.Version)) is { AuditId: var entry }
            && await scope.Db.Audit.AnyAsync(a => a.Id == entry && a.UserId == scope.Actor.User, cancellationToken).ConfigureAwait(false);
    }
}
