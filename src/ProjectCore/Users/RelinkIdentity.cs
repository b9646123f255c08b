using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Users;

/// <summary>Lets a chat account that was cut off stand for its person again.</summary>
public sealed record RelinkIdentity(IdentityId Identity) : Operation
{
    /// <inheritdoc/>
    public override string Name => "relink_identity";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var identity = await scope.Db.Identities.IgnoreQueryFilters()
            .FirstOrDefaultAsync(i => i.WorkspaceId == workspace && i.Id == Identity && i.DeletedAt != null, cancellationToken).ConfigureAwait(false);
        if (identity is null || scope.Directory.User(identity.UserId) is not { IsDeleted: false } person) return new IdentityNotFound();
        if (scope.CheckSelfOrAdmin(identity.UserId, Name) is { } refused) return refused;
        if (await scope.CheckFreeAsync(identity.Address, cancellationToken).ConfigureAwait(false) is { } taken) return taken;
        var before = identity.Version;
        identity.Restore();
        return new Applied(new Subject(before, UserScope.View(identity, person.Ref), "identity.linked"), new UnlinkIdentity(Identity));
    }
}
