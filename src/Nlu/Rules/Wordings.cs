namespace PmBot.Nlu.Rules;

/// <summary>The words in which the patterns of an intent ask for it.</summary>
internal static class Wordings
{
    /// <summary>Adds the words of a pattern, those of its rules among them.</summary>
    public static void Add(PatternNode node, Func<RuleReference, PatternNode> rule, HashSet<string> into)
    {
        switch (node)
        {
            case Literal literal:
                into.Add(literal.Word);
                break;
            case Sequence sequence:
                foreach (var part in sequence.Parts) Add(part, rule, into);
                break;
            case Choice choice:
                foreach (var branch in choice.Branches) Add(branch, rule, into);
                break;
            case Repeat repeat:
                Add(repeat.Body, rule, into);
                break;
            case RuleReference reference:
                Add(rule(reference), rule, into);
                break;
        }
    }

    /// <summary>The words as a set of the ids that a grammar gives them.</summary>
    public static ulong[] Bits(HashSet<string> words, IReadOnlyDictionary<string, int> ids)
    {
        var bits = new ulong[(ids.Count / 64) + 1];
        foreach (var word in words)
            if (ids.TryGetValue(word, out var id)) bits[id >> 6] |= 1UL << (id & 63);
        return bits;
    }
}
