using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Users;

/// <summary>Lets a chat account stand for a person: for oneself, or as an admin for anybody.</summary>
public sealed record LinkIdentity(UserId User, ChatAddress Address) : Operation
{
    /// <inheritdoc/>
    public override string Name => "link_identity";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (scope.Directory.User(User) is not { IsDeleted: false } person) return new UserNotFound();
        if (scope.CheckSelfOrAdmin(User, Name) is { } refused) return refused;
        if (UserScope.CheckAddress(Address) is { } wrong) return wrong;
        if (await scope.CheckFreeAsync(Address, cancellationToken).ConfigureAwait(false) is { } taken) return taken;
        var identity = new ChatIdentity(scope.Actor.Workspace, IdentityId.New(), User, Address);
        scope.Add(identity);
        return new Applied(new Subject(0, UserScope.View(identity, person.Ref), "identity.linked"), new UnlinkIdentity(identity.Id));
    }
}
