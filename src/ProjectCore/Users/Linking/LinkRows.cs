using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users.Linking;

/// <summary>A code that was given out.</summary>
public sealed class LinkCodeRow
{
    /// <summary>Of the code; the code itself is nowhere.</summary>
    public string Digest { get; init; } = "";
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Who asked for it.</summary>
    public UserId UserId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public bool IsUsed { get; init; }
}

/// <summary>Wrong codes that a person has tried of late.</summary>
public sealed class LinkAttempts
{
    public UserId UserId { get; init; }
    public int Wrong { get; init; }
    public DateTimeOffset LastAt { get; init; }
}
