namespace PmBot.ProjectCore.Channels;

/// <summary>PmBot installed in a Slack workspace or organisation.</summary>
public sealed class SlackInstallationRow
{
    /// <summary>Slack's id of the workspace, or of the organisation.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The bot's own user there.</summary>
    public string? BotUser { get; init; }

    /// <summary>Token and what renews it, encrypted; what it is encrypted with is not in this database.</summary>
    public required string Secret { get; init; }

    /// <summary>When the token expires; null where it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the token allows.</summary>
    public string? Scopes { get; init; }

    /// <summary>Who installed it, by Slack's id.</summary>
    public string? InstalledBy { get; init; }

    public DateTimeOffset InstalledAt { get; init; }
}

/// <summary>An installation that began and has not ended yet.</summary>
public sealed class SlackStateRow
{
    /// <summary>A hash of the state.</summary>
    public required string Hash { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
