namespace PmBot.Bot.Dialogs;

/// <summary>What a person said, and the question that their button answers, if it was one.</summary>
internal sealed record Said(string Text, string? Confirmation)
{
    /// <summary>The task on whose card the button stands, or null.</summary>
    public int? Task { get; init; }

    /// <summary>They take the place of the request that waits for a yes.</summary>
    public bool Rewrites { get; init; }
}
