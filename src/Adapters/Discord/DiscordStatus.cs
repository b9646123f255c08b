namespace PmBot.Adapters.Discord;

/// <summary>How the channel stands, for health checks.</summary>
public enum DiscordState
{
    /// <summary>No token is set.</summary>
    Off,
    /// <summary>On the way to a session, for the first time or again.</summary>
    Connecting,
    /// <summary>Events come in.</summary>
    Ready,
    /// <summary>It will not try again: a setting is wrong, and an operator has to put it right.</summary>
    Stopped,
}

/// <summary>How the channel stands, and why it does not stand better.</summary>
/// <param name="time">The clock.</param>
public sealed class DiscordStatus(TimeProvider time)
{
    private volatile Report now = new(DiscordState.Off, null, time.GetUtcNow());

    /// <summary>As it is now.</summary>
    public Report Now => now;

    internal void Is(DiscordState state, string? problem = null)
    {
        // Once stopped it stays so: whatever else fails, fails because of that.
        if (now.State is DiscordState.Stopped || (now.State == state && now.Problem == problem)) return;
        now = new(state, problem, time.GetUtcNow());
    }

    /// <summary>How the channel stands.</summary>
    /// <param name="State">In a word.</param>
    /// <param name="Problem">What is wrong, in plain words; null where nothing is.</param>
    /// <param name="Since">Since when.</param>
    public sealed record Report(DiscordState State, string? Problem, DateTimeOffset Since);
}
