namespace PmBot.Nlu.Dates.Lexing;

/// <summary>One meaning of a word or phrase.</summary>
/// <param name="Cat">What it can be.</param>
/// <param name="Value">The number behind it; what that is depends on the category.</param>
/// <param name="Length">How many tokens it covers.</param>
/// <param name="Text">The TIMEX letters or the name behind it, where there are any.</param>
internal sealed record Sense(Cat Cat, int Value, int Length, string Text);
