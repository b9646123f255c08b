using System.Text.RegularExpressions;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users;

/// <summary>A person of a workspace.</summary>
public sealed partial class User : Entity
{
    /// <summary>Longest user name, full name and address, in UTF-16 units.</summary>
    public const int MaxNameLength = 100;

    private User()
    {
    }

    private User(WorkspaceId workspace, UserId id, string username, string fullName, DateTimeOffset at)
    {
        (WorkspaceId, Id, Username, FullName, CreatedAt) = (workspace, id, username, fullName, at);
    }

    public UserId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>Unique in the workspace; lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public string Username { get; private set; } = "";
    public string FullName { get; private set; } = "";
    public string? Email { get; private set; }

    /// <summary>IANA name, or null for the workspace's.</summary>
    public string? Timezone { get; private set; }

    /// <summary><c>es</c> or <c>en</c>, or null for the workspace's.</summary>
    public string? Language { get; private set; }
    public WorkspaceRole Role { get; private set; }

    /// <summary>May no longer do anything, but is still named in what was done.</summary>
    public bool IsDeactivated { get; private set; }
    public ProjectId? DefaultProjectId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A new person, their names checked.</summary>
    internal static Result<User> Create(WorkspaceId workspace, UserId id, string username, string fullName, WorkspaceRole role, DateTimeOffset at)
    {
        if (!IsUsername(username)) return new ValueInvalid("username", username);
        if (CheckName(fullName) is { } error) return error;
        return new User(workspace, id, username, Folding.OneLine(fullName), at) { Role = role };
    }

    /// <summary>Whether the text can be a username.</summary>
    public static bool IsUsername(string text) => UsernamePattern().IsMatch(text);

    /// <summary>The nearest username to any name: <c>Ana Gómez</c> becomes <c>ana.gomez</c>.</summary>
    public static string UsernameFrom(string name)
    {
        var folded = string.Join('.', Folding.Words(name)).Where(c => char.IsAscii(c)).ToArray();
        var candidate = new string(folded).Trim('.');
        if (candidate.Length > 60) candidate = candidate[..60].Trim('.');
        return IsUsername(candidate) ? candidate : "user";
    }

    internal static Error? CheckName(string fullName) => Folding.OneLine(fullName).Length switch
    {
        0 => new TextMissing("full_name"),
        > MaxNameLength => new TextTooLong("full_name", MaxNameLength),
        _ => null,
    };

    /// <summary>Takes new settings, checked by the caller.</summary>
    internal void Update(UserSettings settings)
    {
        (FullName, Email, Timezone, Language, DefaultProjectId) =
            (settings.FullName, settings.Email, settings.Timezone, settings.Language, settings.DefaultProject);
        Touch();
    }

    internal UserSettings Settings => new(FullName, Email, Timezone, Language, DefaultProjectId);

    internal void Appoint(WorkspaceRole role, bool deactivated)
    {
        (Role, IsDeactivated) = (role, deactivated);
        Touch();
    }

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9_])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex UsernamePattern();
}

/// <summary>What a person may set about themselves.</summary>
public sealed record UserSettings(string FullName, string? Email, string? Timezone, string? Language, ProjectId? DefaultProject);
