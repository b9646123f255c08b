namespace PmBot.Nlu.Models.Tagging;

/// <summary>A part of a message that the tagger found.</summary>
/// <param name="Type">What it is: a slot's name.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last.</param>
public readonly record struct TaggedSpan(string Type, int Start, int End);
