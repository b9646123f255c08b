namespace PmBot.Bot.Dialogs;

/// <summary>How much of a message is read.</summary>
internal static class MessageText
{
    /// <summary>The longest message that is read whole, in UTF-16 units.</summary>
    public const int MaxLength = 4000;

    /// <summary>The part of a message that is read.</summary>
    public static string Cut(string text) => text.Length <= MaxLength ? text
        // No character is torn: half of one is no text, and a database refuses it.
        : text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
}
