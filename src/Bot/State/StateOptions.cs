namespace PmBot.Bot.State;

/// <summary>Where conversation and user state is kept, and for how long. Section <c>State</c>.</summary>
public sealed class StateOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "State";

    /// <summary>How long a conversation is remembered after its last message; between one second and one year.</summary>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The file of the embedded store, or <c>:memory:</c> for one that is gone with the process. Unless set, it lies next to
    /// the main database: <c>data/pmbot.state.db</c> beside <c>data/pmbot.db</c>.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>What the keys in Redis begin with, so that several bots can share one server.</summary>
    public string KeyPrefix { get; set; } = "pmbot:";
}
