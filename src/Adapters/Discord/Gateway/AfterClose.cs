namespace PmBot.Adapters.Discord.Gateway;

/// <summary>What is to be done once a connection has ended.</summary>
internal enum NextStep
{
    /// <summary>Connect and go on with the session; where there is none, a new one.</summary>
    Resume,
    /// <summary>Connect and begin a new session.</summary>
    Identify,
    /// <summary>Leave it: another attempt would be refused as well.</summary>
    Stop,
}

/// <summary>What close codes mean (D5 to D7).</summary>
internal static class AfterClose
{
    /// <summary>The next step after a close frame with this code, or after a connection that broke without one.</summary>
    public static NextStep Of(int? code) => code switch
    {
        4004 or (>= 4010 and <= 4014) => NextStep.Stop,
        4007 or 4009 => NextStep.Identify,
        _ => NextStep.Resume,
    };

    /// <summary>What an operator is to do about a code after which there is no other attempt.</summary>
    public static string Explain(int code) => code switch
    {
        4004 => "Discord refused the bot token (close 4004): set Discord:BotToken to the token of the developer portal, page Bot.",
        4010 => "Discord refused the shard (close 4010).",
        4011 => "Discord wants this bot to shard (close 4011): it is in more servers than one connection may serve.",
        4012 => "Discord no longer speaks gateway version 10 (close 4012): update PmBot.",
        4013 => "Discord does not know the intents asked for (close 4013): update PmBot.",
        4014 => "Discord refused a privileged intent (close 4014): switch on \"Message Content Intent\" in the developer portal, page Bot, or set Discord:MessageContent to false.",
        _ => $"Discord closed the connection for good (close {code.ToString(System.Globalization.CultureInfo.InvariantCulture)}).",
    };
}
