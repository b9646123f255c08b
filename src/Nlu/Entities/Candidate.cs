namespace PmBot.Nlu.Entities;

/// <summary>A reading of some tokens. Readings may overlap; patterns choose among them.</summary>
/// <param name="From">First token.</param>
/// <param name="To">One past the last token.</param>
/// <param name="Type">What kind of thing.</param>
/// <param name="Value">Its meaning.</param>
/// <param name="Weight">How much it explains, about one a well-written word.</param>
/// <param name="Strong">It means this wherever it stands; others only in a place that asks for it.</param>
internal readonly record struct Candidate(int From, int To, EntityType Type, EntityValue Value, float Weight, bool Strong);
