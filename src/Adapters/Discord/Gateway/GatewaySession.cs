namespace PmBot.Adapters.Discord.Gateway;

/// <summary>A gateway session, as far as it is needed to go on with it over another connection.</summary>
/// <param name="Id">Discord's id of it.</param>
/// <param name="ResumeUrl">Where it is gone on with.</param>
/// <param name="Sequence">Number of the last event that was dealt with; whatever came after is sent again.</param>
/// <param name="BotId">The bot's own user id.</param>
/// <param name="BotName">The bot's own name.</param>
public sealed record GatewaySession(string Id, string ResumeUrl, long Sequence, string BotId, string? BotName);

/// <summary>Keeps the session over a crash, so that what was said meanwhile is heard.</summary>
public interface IGatewaySessions
{
    /// <summary>The session of an application, or null where there is none to go on with.</summary>
    ValueTask<GatewaySession?> LoadAsync(string application, CancellationToken cancellationToken);

    /// <summary>Keeps it; null forgets it.</summary>
    ValueTask SaveAsync(string application, GatewaySession? session, CancellationToken cancellationToken);
}

/// <summary>Sessions that end with the process.</summary>
internal sealed class MemorySessions : IGatewaySessions
{
    private volatile GatewaySession? kept;

    public ValueTask<GatewaySession?> LoadAsync(string application, CancellationToken cancellationToken) => ValueTask.FromResult(kept);

    public ValueTask SaveAsync(string application, GatewaySession? session, CancellationToken cancellationToken)
    {
        kept = session;
        return ValueTask.CompletedTask;
    }
}
