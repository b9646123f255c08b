namespace PmBot.Bot.ConversationFiles;

/// <summary>Text within a message of one line.</summary>
internal static class Quoted
{
    /// <summary>In quotes, line breaks as in the file.</summary>
    public static string Text(string text) => $"\"{OneLine(text)}\"";

    /// <summary>Line breaks as in the file.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings("\\n");
}
