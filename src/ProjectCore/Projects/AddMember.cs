using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Projects;

/// <summary>Gives a person a place in a project, or another role there.</summary>
public sealed record AddMember(ProjectId Project, UserId User, Role Role) : Operation
{
    /// <inheritdoc/>
    public override string Name => "add_member";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Admin, Name).Try(out var project, out var refused)) return refused;
        if (scope.Directory.User(User) is not { IsActive: true } person) return new UserNotFound();
        var present = project.MemberRole(User);
        if (present == Role) return new NothingToChange();
        // Who is owner is for owners to say.
        if ((Role == Role.Owner || present == Role.Owner) && !scope.Require(Project, Role.Owner, Name).Try(out _, out refused)) return refused;
        if (present == Role.Owner && project.Members.Count(m => m.Role == Role.Owner) == 1) return new LastOwner(project.Name);

        var membership = await scope.FindMembershipAsync(Project, User, cancellationToken).ConfigureAwait(false);
        var before = membership?.Version ?? 0;
        if (membership is null)
        {
            membership = new Membership(scope.Actor.Workspace, MembershipId.New(), Project, User, Role);
            scope.Add(membership);
        }
        else
        {
            if (membership.IsDeleted) membership.Restore();
            membership.Appoint(Role);
        }

        var view = ProjectScope.View(membership, project.Ref, person.Ref) with { Changes = [new FieldChange("role", present is { } was ? WireName.Of(was) : null, WireName.Of(Role))] };
        return new Applied(
            new Subject(before, view, present is null ? "member.added" : "member.changed"),
            present switch
            {
                null => new RemoveMember(Project, User),
                // Whoever made themselves less may not make anybody more.
                { } role when User == scope.Actor.User => new RegainMembership(Project, role),
                { } role => new AddMember(Project, User, role),
            });
    }
}
