namespace PmBot.Nlu.Training.Intents;

/// <summary>What a network that did not see a sentence in training makes of it.</summary>
/// <param name="Intent">The right intent.</param>
/// <param name="Predicted">The most likely one other than <c>out_of_scope</c>.</param>
/// <param name="Probabilities">One an intent, up to a multiple of 8.</param>
/// <param name="Signals">Whether it is inside.</param>
internal sealed record Trial(int Intent, int Predicted, float[] Probabilities, double[] Signals);
