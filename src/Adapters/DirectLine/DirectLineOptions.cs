namespace PmBot.Adapters.DirectLine;

/// <summary>Section <c>DirectLine</c>: who may open a conversation over Direct Line 3.0, and how much of it is kept.</summary>
/// <remarks>What is kept here is only the window that a client replays after a reconnect or a reload; the bot's memory is elsewhere.</remarks>
public sealed class DirectLineOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "DirectLine";

    /// <summary>Master key for <c>tokens/generate</c> and server-to-server calls; absent: neither is possible.</summary>
    public string? Secret { get; set; }

    /// <summary>What tokens are signed with, of any length; absent: a random key, so that tokens end with the process.</summary>
    public string? SigningKey { get; set; }

    /// <summary>The bot's id and name on this channel.</summary>
    public string BotId { get; set; } = "pmbot";

    /// <summary>The name people see.</summary>
    public string BotName { get; set; } = "PmBot";

    /// <summary>How long a conversation's token is good; the widget refreshes it every 15 minutes.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(1800);

    /// <summary>How long a stream address is good (the protocol says 60 s).</summary>
    public TimeSpan StreamTokenLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A turn that takes longer is cancelled.</summary>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a POST waits for the bot, queueing included; below the 20 s after which the widget gives up.</summary>
    public TimeSpan PostTimeout { get; set; } = TimeSpan.FromSeconds(18);

    /// <summary>Largest request body in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>Largest upload in bytes that is read in order to be declined.</summary>
    public int MaxUploadBytes { get; set; } = 24 * 1024 * 1024;

    /// <summary>Longest text of a message in UTF-16 units.</summary>
    public int MaxTextLength { get; set; } = 10_000;

    /// <summary>Activities kept of one conversation for replay.</summary>
    public int ActivitiesPerConversation { get; set; } = 300;

    /// <summary>Bytes of activities kept of one conversation.</summary>
    public int BytesPerConversation { get; set; } = 1024 * 1024;

    /// <summary>Conversations kept; beyond it the longest idle one is forgotten, and starts anew if its client returns.</summary>
    public int Conversations { get; set; } = 5000;

    /// <summary>Bytes of activities kept of all conversations together.</summary>
    public long TotalBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>A conversation without any sign of life for so long is forgotten.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Open streams of one conversation; one more closes the oldest.</summary>
    public int StreamsPerConversation { get; set; } = 8;

    /// <summary>Activities a stream may lag behind before it is dropped; its client comes back with a watermark.</summary>
    public int StreamBacklog { get; set; } = 256;

    /// <summary>How often an open stream is told that it still lives.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Messages waiting for their turn in one conversation; one more is answered 429.</summary>
    public int PendingTurns { get; set; } = 20;

    /// <summary>Messages a second that one conversation may send on average; bursts of ten times as many are taken.</summary>
    public double MessagesPerSecond { get; set; } = 5;

    /// <summary>New conversations or tokens a minute for one remote address (loopback callers are not counted).</summary>
    public double TokensPerMinute { get; set; } = 60;
}
