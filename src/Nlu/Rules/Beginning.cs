namespace PmBot.Nlu.Rules;

/// <summary>What a rule may begin with; where none of it stands, the rule isn't tried.</summary>
/// <param name="Words">Bit set of pattern words.</param>
/// <param name="Types">Bit set of <see cref="EntityType"/>.</param>
/// <param name="Anything">Something else may begin it.</param>
internal sealed record Beginning(ulong[] Words, uint Types, bool Anything);

/// <summary>A large choice of states by what they begin with, so that only the few that fit are looked at.</summary>
/// <param name="ByWord">States that read a word of the patterns, by the word's number.</param>
/// <param name="ByRule">States that call a rule.</param>
/// <param name="Others">All other states, with the entity types (as bits) of which each needs one; 0 where it needs none.</param>
internal sealed record StartIndex(Dictionary<int, int[]> ByWord, (int Rule, int[] States)[] ByRule, (int State, uint Types)[] Others);
