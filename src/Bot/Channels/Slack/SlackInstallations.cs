using System.Security.Cryptography;
using PmBot.Adapters.Slack;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Channels.Slack;

/// <summary>Installations over the database, their tokens encrypted with a key that is not in it.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="cipher">Made when the first token is read or written: who serves one workspace only needs no key.</param>
/// <param name="logger">Says when a token cannot be read.</param>
internal sealed partial class SlackInstallations(SlackInstallationStore store, Lazy<TokenCipher> cipher, ILogger<SlackInstallations> logger) : ISlackInstallations
{
    private const char Between = '\n';

    /// <inheritdoc/>
    public async Task<SlackInstallation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } row)
        {
            return null;
        }

        try
        {
            var secrets = cipher.Value.Decrypt(row.Secret, row.Id).Split(Between, 2);
            return new SlackInstallation(row.Id, row.Name, row.BotUser, secrets[0])
            {
                RefreshToken = secrets is [_, { Length: > 0 } refresh] ? refresh : null,
                Expires = row.ExpiresAt,
                Scopes = row.Scopes,
                InstalledBy = row.InstalledBy,
                InstalledAt = row.InstalledAt,
            };
        }
        catch (CryptographicException unreadable)
        {
            // With the key gone the token is gone: installing once more is all that helps.
            TokenUnreadable(logger, unreadable, id);
            return null;
        }
    }

    /// <inheritdoc/>
    public Task SaveAsync(SlackInstallation installation, CancellationToken cancellationToken) => store.SaveAsync(
        new SlackInstallationRow
        {
            Id = installation.Id,
            Name = installation.Name,
            BotUser = installation.BotUser,
            Secret = cipher.Value.Encrypt($"{installation.Token}{Between}{installation.RefreshToken}", installation.Id),
            ExpiresAt = installation.Expires,
            Scopes = installation.Scopes,
            InstalledBy = installation.InstalledBy,
            InstalledAt = installation.InstalledAt,
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(string id, DateTimeOffset asOf, CancellationToken cancellationToken) => store.ForgetAsync(id, asOf, cancellationToken);

    /// <inheritdoc/>
    public Task AddStateAsync(string stateHash, DateTimeOffset expires, CancellationToken cancellationToken) => store.AddStateAsync(stateHash, expires, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TakeStateAsync(string stateHash, CancellationToken cancellationToken) => store.TakeStateAsync(stateHash, cancellationToken);

    [LoggerMessage(60, LogLevel.Error, "The token of the Slack workspace {Team} cannot be decrypted: Slack:EncryptionKey or its file is another one. PmBot has to be installed there again")]
    private static partial void TokenUnreadable(ILogger logger, Exception exception, string team);
}
