using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Users;

/// <summary>Brings a removed person back.</summary>
public sealed record RestoreUser(UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_user";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.IsWorkspaceAdmin) return new NotWorkspaceAdmin(Name);
        if (!(await scope.LoadUserAsync(User, deleted: true, cancellationToken).ConfigureAwait(false)).Try(out var user, out var missing)) return missing;
        if (scope.Directory.User(user.Username) is not null) return new NameTaken("username", user.Username);
        var (before, since) = (user.Version, user.DeletedAt);
        user.Restore();
        var theirs = await scope.Db.Identities.IgnoreQueryFilters().Where(i => i.UserId == User && i.DeletedAt == since).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var identity in theirs)
        {
            if (await scope.CheckFreeAsync(identity.Address, cancellationToken).ConfigureAwait(false) is { } taken) return taken;
            identity.Restore();
        }

        return new Applied(new Subject(before, UserScope.View(user, scope), "user.restored"), new RemoveUser(User));
    }
}
