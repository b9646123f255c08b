namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>How the values of a field compare.</summary>
public enum FieldType
{
    /// <summary>Text, a name, a date or a number.</summary>
    Text,

    /// <summary>True or false; not written means false.</summary>
    Flag,

    /// <summary>A set.</summary>
    List,
}

/// <summary>A field of a thing.</summary>
/// <param name="Name">As the workspace file writes it.</param>
/// <param name="Type">How its values compare.</param>
public sealed record Field(string Name, FieldType Type);
