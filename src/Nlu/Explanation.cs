using PmBot.Nlu.Models;

namespace PmBot.Nlu;

/// <summary>Why a message was read as it was.</summary>
/// <param name="Reading">What was read.</param>
/// <param name="Rules">What the rules alone read, with the pattern of each as evidence.</param>
/// <param name="Model">What the trained model reads, asked or not; null where there is none.</param>
/// <param name="Words">The words of the message by what they do for the model's best intent, the strongest first.</param>
public sealed record Explanation(Understanding Reading, IReadOnlyList<Interpretation> Rules, ModelReading? Model, IReadOnlyList<WordWeight> Words);

/// <summary>How much a word speaks for an intent.</summary>
/// <param name="Word">The word as written.</param>
/// <param name="Weight">How much likelier the intent is with the word than without it, -1 to 1.</param>
public readonly record struct WordWeight(string Word, double Weight);
