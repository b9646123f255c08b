namespace PmBot.Nlu.Models.Tagging;

/// <summary>What the rules found at a token: the best reading that covers it, and the types of all readings.</summary>
/// <param name="Main">0 for nothing; otherwise one more than twice the type, plus one where the reading began before this token.</param>
/// <param name="Types">One bit a type.</param>
public readonly record struct TokenHint(byte Main, uint Types)
{
    /// <summary>The type of the best reading; only where there is one.</summary>
    internal EntityType Type => (EntityType)((Main - 1) >> 1);

    /// <summary>The best reading began before this token.</summary>
    internal bool Continues => Main != 0 && (Main & 1) == 0;

    /// <summary>It stands within the name of a person or a project of the workspace.</summary>
    internal bool IsPersonOrProject => (Types & TokenHints.Name) != 0 && (Type is EntityType.Person or EntityType.Project);
}
