namespace PmBot.Bot.Tests.Faults;

/// <summary>A task that somebody wants, and the number that the bot said it has.</summary>
internal sealed class Wish(string title)
{
    public string Title { get; } = title;

    public string Words => $"crea la tarea \"{Title}\"";

    /// <summary>The id of the message that asked for it last.</summary>
    public string? ActivityId { get; set; }

    /// <summary>Set once it was acknowledged.</summary>
    public int? Number { get; set; }
}
