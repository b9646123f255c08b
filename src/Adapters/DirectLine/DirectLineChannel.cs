namespace PmBot.Adapters.DirectLine;

/// <summary>The name of this channel in activities.</summary>
public static class DirectLineChannel
{
    /// <summary>Value of <c>channelId</c>.</summary>
    public const string Id = "directline";
}
