using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Projects;

/// <summary>Gives a member of a project another role there.</summary>
public sealed record ChangeRole(ProjectId Project, UserId User, Role Role) : Operation
{
    /// <inheritdoc/>
    public override string Name => "change_role";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Admin, Name).Try(out var project, out var refused)) return refused;
        if (scope.Directory.User(User) is not { IsActive: true } person) return new UserNotFound();
        if (project.MemberRole(User) is not { } present) return new NotMember(person.Username, project.Name);
        if (present == Role) return new NothingToChange();
        // Who is owner is for owners to say.
        if ((Role == Role.Owner || present == Role.Owner) && !scope.Require(Project, Role.Owner, Name).Try(out _, out refused)) return refused;
        if (present == Role.Owner && project.Members.Count(m => m.Role == Role.Owner) == 1) return new LastOwner(project.Name);
        if (await scope.FindMembershipAsync(Project, User, cancellationToken).ConfigureAwait(false) is not { IsDeleted: false } membership) return new NotMember(person.Username, project.Name);

        var before = membership.Version;
        membership.Appoint(Role);
        var view = ProjectScope.View(membership, project.Ref, person.Ref) with { Changes = [new FieldChange("role", WireName.Of(present), WireName.Of(Role))] };
        // Whoever made themselves less may not make anybody more.
        return new Applied(new Subject(before, view, "member.changed"), User == scope.Actor.User ? new RegainMembership(Project, present) : new ChangeRole(Project, User, present));
    }
}
