using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Users;

/// <summary>What the operations on people have in common: loading, rules, views.</summary>
internal static class UserScope
{
    /// <summary>Languages that the bot speaks.</summary>
    public static readonly string[] Languages = ["es", "en"];

    public static async Task<Result<User>> LoadUserAsync(this OperationScope scope, UserId id, bool deleted, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var user = await scope.Db.Users.IgnoreQueryFilters().FirstOrDefaultAsync(u => u.WorkspaceId == workspace && u.Id == id, cancellationToken).ConfigureAwait(false);
        return user is null || user.IsDeleted != deleted ? new UserNotFound() : user;
    }

    /// <summary>Oneself, or anybody as an admin of the workspace.</summary>
    public static Error? CheckSelfOrAdmin(this OperationScope scope, UserId user, string operation) =>
        user == scope.Actor.User || scope.IsWorkspaceAdmin ? null : new NotWorkspaceAdmin(operation);

    public static Error? CheckSettings(UserSettings settings)
    {
        if (User.CheckName(settings.FullName) is { } error) return error;
        if (settings.Language is { } language && !Languages.Contains(language, StringComparer.Ordinal)) return new ValueInvalid("language", language);
        if (settings.Timezone is { } zone && !TimeZones.Exists(zone)) return new ValueInvalid("timezone", zone);
        if (settings.Email is { } email && !IsEmail(email)) return new ValueInvalid("email", email);
        return null;
    }

    /// <summary>Only what no address can be is refused; whether it exists shows when a message is sent.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= User.MaxNameLength && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.Any(char.IsWhiteSpace) && Folding.IsStorable(text);

    public static Error? CheckAddress(ChatAddress address) =>
        address.Channel.Length is 0 or > 40 || address.UserId.Length is 0 or > 500 || address.Tenant.Length > 500 || !address.IsStorable
            ? new ValueInvalid("identity", address.UserId)
            : null;

    /// <summary>Whom the account stands for now, in whichever workspace, or null.</summary>
    public static async Task<Error?> CheckFreeAsync(this OperationScope scope, ChatAddress address, CancellationToken cancellationToken)
    {
        var (channel, tenant, account) = address;
        var taken = await scope.Db.Identities.AsNoTracking()
            .FirstOrDefaultAsync(i => i.Channel == channel && i.Tenant == tenant && i.ChannelUserId == account, cancellationToken).ConfigureAwait(false);
        if (taken is null) return null;
        // Names of other workspaces are not for this one's eyes.
        return new IdentityTaken(address.Channel, taken.WorkspaceId == scope.Actor.Workspace ? scope.Person(taken.UserId)?.Username ?? "" : "");
    }

    public static UserView View(User user, OperationScope scope) => new(user.Id, user.Username, user.FullName, user.Role, user.Version)
    {
        Email = user.Email,
        Timezone = user.Timezone,
        Language = user.Language,
        DefaultProject = user.DefaultProjectId is { } project ? scope.Directory.Project(project)?.Ref : null,
        Deleted = user.IsDeleted,
    };

    public static IdentityView View(ChatIdentity identity, PersonRef person) => new(identity.Id, person, identity.Address, identity.Version) { Deleted = identity.IsDeleted };
}
