using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Users;

/// <summary>Cuts a chat account off from its person.</summary>
public sealed record UnlinkIdentity(IdentityId Identity) : Operation
{
    /// <inheritdoc/>
    public override string Name => "unlink_identity";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var identity = await scope.Db.Identities.FirstOrDefaultAsync(i => i.WorkspaceId == workspace && i.Id == Identity, cancellationToken).ConfigureAwait(false);
        if (identity is null || scope.Directory.User(identity.UserId) is not { } person) return new IdentityNotFound();
        if (scope.CheckSelfOrAdmin(identity.UserId, Name) is { } refused) return refused;
        var before = identity.Version;
        identity.Delete(scope.Now);
        return new Applied(new Subject(before, UserScope.View(identity, person.Ref), "identity.unlinked"), new RelinkIdentity(Identity));
    }
}
