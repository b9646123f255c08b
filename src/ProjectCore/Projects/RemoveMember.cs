using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Projects;

/// <summary>Takes a person out of a project; tasks keep their assignee.</summary>
public sealed record RemoveMember(ProjectId Project, UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "remove_member";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        // Anybody may leave; who else goes is for admins to say.
        var needs = User == scope.Actor.User ? Role.Viewer : Role.Admin;
        if (!scope.Require(Project, needs, Name).Try(out var project, out var refused)) return refused;
        if (scope.Directory.User(User) is not { IsDeleted: false } person) return new UserNotFound();
        var membership = await scope.FindMembershipAsync(Project, User, cancellationToken).ConfigureAwait(false);
        if (membership is not { IsDeleted: false }) return new NotMember(person.Username, project.Name);
        if (membership.Role == Role.Owner)
        {
            if (!scope.Require(Project, Role.Owner, Name).Try(out _, out refused)) return refused;
            if (project.Members.Count(m => m.Role == Role.Owner) == 1) return new LastOwner(project.Name);
        }

        var before = membership.Version;
        membership.Delete(scope.Now);
        return new Applied(
            new Subject(before, ProjectScope.View(membership, project.Ref, person.Ref), "member.removed"),
            User == scope.Actor.User ? new RegainMembership(Project, membership.Role) : new AddMember(Project, User, membership.Role));
    }
}
