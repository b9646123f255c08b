namespace PmBot.Nlu.Training;

/// <summary>A sentence with what it means, for training and for judging.</summary>
/// <param name="Text">The sentence as written.</param>
/// <param name="Intent">What it asks for; <see cref="OutOfScope"/> where it asks for nothing that is known.</param>
/// <param name="Entities">Its parts with a meaning, in the order of the text, not overlapping.</param>
public sealed record LabelledSentence(string Text, string Intent, IReadOnlyList<LabelledSpan> Entities)
{
    /// <summary>The intent of sentences outside every intent.</summary>
    public const string OutOfScope = "out_of_scope";
}

/// <summary>A part of a sentence.</summary>
/// <param name="Type">What it is: a slot's name.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last.</param>
public readonly record struct LabelledSpan(string Type, int Start, int End);
