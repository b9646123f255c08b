using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Users;

/// <summary>Takes a person out of the workspace.</summary>
public sealed record RemoveUser(UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "remove_user";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.IsWorkspaceAdmin) return new NotWorkspaceAdmin(Name);
        if (!(await scope.LoadUserAsync(User, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var user, out var missing)) return missing;
        // An admin cannot remove themselves, so there always is one left.
        if (User == scope.Actor.User) return new ValueInvalid("member", user.Username);
        var before = user.Version;
        user.Delete(scope.Now);
        foreach (var identity in await scope.Db.Identities.Where(i => i.UserId == User).ToListAsync(cancellationToken).ConfigureAwait(false)) identity.Delete(scope.Now);
        return new Applied(new Subject(before, UserScope.View(user, scope), "user.removed"), new RestoreUser(User));
    }
}
