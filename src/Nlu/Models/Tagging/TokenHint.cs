namespace PmBot.Nlu.Models.Tagging;

/// <summary>What the rules found at a token: the best reading that covers it, and the types of all readings.</summary>
/// <param name="Main">0 for nothing; otherwise one more than twice the type, plus one where the reading began before this token.</param>
/// <param name="Types">One bit a type.</param>
public readonly record struct TokenHint(byte Main, uint Types);
