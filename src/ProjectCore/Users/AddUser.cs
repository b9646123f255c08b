using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Users;

/// <summary>An admin of the workspace adds a person.</summary>
public sealed record AddUser(string Username, string FullName) : Operation
{
    /// <inheritdoc/>
    public override string Name => "add_user";

    public string? Email { get; init; }
    public string? Language { get; init; }
    public string? Timezone { get; init; }
    public WorkspaceRole Role { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => Task.FromResult(Apply(scope));

    private Result<Applied> Apply(OperationScope scope)
    {
        if (!scope.IsWorkspaceAdmin) return new NotWorkspaceAdmin(Name);
        var username = Username.Trim().ToLowerInvariant();
        if (scope.Directory.User(username) is not null) return new NameTaken("username", username);
        if (!User.Create(scope.Actor.Workspace, UserId.New(), username, FullName, Role, scope.Now).Try(out var user, out var invalid)) return invalid;
        var settings = user.Settings with { Email = Email, Language = Language, Timezone = Timezone };
        if (UserScope.CheckSettings(settings) is { } unfit) return unfit;
        user.Update(settings);
        scope.Add(user);
        return new Applied(new Subject(0, UserScope.View(user, scope), "user.added"), new RemoveUser(user.Id));
    }
}
