using PmBot.Nlu.Models.Tagging;

namespace PmBot.Nlu.Models;

/// <summary>What the trained model makes of a message.</summary>
/// <param name="Intent">The most likely intent; <c>out_of_scope</c> where the message is outside all of them.</param>
/// <param name="Confidence">How likely it is, calibrated, 0 to 1.</param>
/// <param name="Ranking">The five most likely intents, best first, without <c>out_of_scope</c>; probabilities given that one of them is meant.</param>
/// <param name="OutOfScope">How likely the message is outside all intents, 0 to 1.</param>
/// <param name="Entities">The parts with a meaning for the most likely intent, in the order of the text.</param>
public sealed record ModelReading(string Intent, double Confidence, IReadOnlyList<IntentScore> Ranking, double OutOfScope, IReadOnlyList<TaggedSpan> Entities);

/// <summary>An intent and how likely it is.</summary>
/// <param name="Intent">Its name.</param>
/// <param name="Probability">0 to 1.</param>
public readonly record struct IntentScore(string Intent, double Probability);
