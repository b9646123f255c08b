namespace PmBot.Adapters.Slack;

/// <summary>The workspaces that installed the app, and the states of installations under way. Whoever implements it encrypts the tokens at rest.</summary>
public interface ISlackInstallations
{
    /// <summary>The installation of a workspace or organisation, or null.</summary>
    /// <param name="id">Its id (<c>T…</c>, <c>E…</c>).</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SlackInstallation?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Keeps an installation in place of an earlier one.</summary>
    Task SaveAsync(SlackInstallation installation, CancellationToken cancellationToken);

    /// <summary>Forgets an installation, unless it was made or renewed since.</summary>
    /// <param name="id">Of the workspace or organisation.</param>
    /// <param name="asOf">When it ended: one made later stays.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ForgetAsync(string id, DateTimeOffset asOf, CancellationToken cancellationToken);

    /// <summary>Remembers the state of an installation that begins.</summary>
    /// <param name="stateHash">A hash of the state.</param>
    /// <param name="expires">When it is worth nothing any more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AddStateAsync(string stateHash, DateTimeOffset expires, CancellationToken cancellationToken);

    /// <summary>Uses a state up: true once, and only before it expires.</summary>
    Task<bool> TakeStateAsync(string stateHash, CancellationToken cancellationToken);
}

/// <summary>An app installed in a workspace, or in all of an organisation.</summary>
/// <param name="Id">The workspace's id, or the organisation's where it was installed for all of it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="BotUser">The bot's own user there.</param>
/// <param name="Token">The bot token.</param>
public sealed record SlackInstallation(string Id, string? Name, string? BotUser, string Token)
{
    /// <summary>Renews the token, once; null where tokens do not expire.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When the token expires; null where it does not.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What the token allows.</summary>
    public string? Scopes { get; init; }

    /// <summary>Who installed it.</summary>
    public string? InstalledBy { get; init; }

    /// <summary>When it was installed or installed again.</summary>
    public DateTimeOffset InstalledAt { get; init; }
}

/// <summary>No workspace but the one of the settings.</summary>
internal sealed class NoInstallations : ISlackInstallations
{
    public Task<SlackInstallation?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<SlackInstallation?>(null);

    public Task SaveAsync(SlackInstallation installation, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing here keeps installations.");

    public Task ForgetAsync(string id, DateTimeOffset asOf, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task AddStateAsync(string stateHash, DateTimeOffset expires, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing here keeps installations.");

    public Task<bool> TakeStateAsync(string stateHash, CancellationToken cancellationToken) => Task.FromResult(false);
}
