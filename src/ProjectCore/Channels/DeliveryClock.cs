namespace PmBot.ProjectCore.Channels;

/// <summary>The clock of what waits for channels and other services. It runs even where the bot's own is frozen, or nothing would ever be tried again.</summary>
public sealed record DeliveryClock(TimeProvider Time);
