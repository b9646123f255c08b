namespace PmBot.Adapters.Slack.Socket;

/// <summary>The times of Socket Mode; tests shorten them.</summary>
internal sealed record SlackSocketTimes
{
    /// <summary>How long Slack's greeting may take.</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often we ask whether the other side is there.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long its answer may take: after that the connection is dead.</summary>
    public TimeSpan Pong { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The first pause after a connection was lost; each next one is about twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause while Socket Mode is switched off at Slack.</summary>
    public TimeSpan SwitchedOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A connection that lasted so long counts as one that works: the pauses begin anew.</summary>
    public TimeSpan Settled { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an old connection goes on beside the new one, for what is still on its way.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(2);
}
