using System.Globalization;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Users;

/// <summary>A person new to the workspace joins by writing. The actor's user id becomes theirs; a username in use gets a number behind it.</summary>
public sealed record JoinWorkspace(string Username, string FullName, ChatAddress Identity) : Operation
{
    /// <inheritdoc/>
    public override string Name => "join_workspace";

    public string? Language { get; init; }
    public string? Timezone { get; init; }

    /// <summary>Their e-mail, where somebody trustworthy says so; one that is none or another's is left out.</summary>
    public string? Email { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override bool AdmitsStrangers => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (scope.Directory.User(scope.Actor.User) is { } known) return new AlreadyJoined(known.Username);
        if (UserScope.CheckAddress(Identity) is { } wrong) return wrong;
        if (await scope.CheckFreeAsync(Identity, cancellationToken).ConfigureAwait(false) is { } taken) return taken;
        if (!User.Create(scope.Actor.Workspace, scope.Actor.User, FreeUsername(scope), FullName, WorkspaceRole.Member, scope.Now).Try(out var user, out var invalid)) return invalid;
        var email = Email is { } given && UserScope.IsEmail(given) && scope.Directory.Users.All(u => !string.Equals(u.Email, given, StringComparison.OrdinalIgnoreCase)) ? given : null;
        var settings = user.Settings with { Language = Language, Timezone = Timezone, Email = email };
        if (UserScope.CheckSettings(settings) is { } unfit) return unfit;
        user.Update(settings);
        scope.Add(user);
        scope.Add(new ChatIdentity(scope.Actor.Workspace, IdentityId.New(), user.Id, Identity));
        return new Applied(new Subject(0, UserScope.View(user, scope), "user.joined"), inverse: null);
    }

    private string FreeUsername(OperationScope scope)
    {
        var wanted = User.IsUsername(Username) ? Username : User.UsernameFrom(Username.Length > 0 ? Username : FullName);
        return Enumerable.Range(1, scope.Directory.Users.Count + 1).Select(i => i == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}{i}"))
            .First(name => scope.Directory.User(name) is null);
    }
}
