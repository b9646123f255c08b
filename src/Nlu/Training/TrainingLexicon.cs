using PmBot.Nlu.Text;

namespace PmBot.Nlu.Training;

/// <summary>
/// The names that a made-up workspace knows while a model is trained: some of those in the sentences. So the tagger learns both what to do
/// with a name that the rules know and how to tell one that they don't.
/// </summary>
public static class TrainingLexicon
{
    private const uint KnownOfTen = 7;

    private static readonly Dictionary<string, EntityType> NameTypes = new(StringComparer.Ordinal)
    {
        ["assignee"] = EntityType.Person,
        ["member"] = EntityType.Person,
        ["person"] = EntityType.Person,
        ["project"] = EntityType.Project,
        ["environment"] = EntityType.Environment,
    };

    /// <summary>Which names are known is decided by their spelling alone, so a new sentence changes nothing for the others.</summary>
    public static Lexicon Of(IEnumerable<LabelledSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var names = new SortedSet<(EntityType Type, string Name)>(Comparer<(EntityType Type, string Name)>.Create(
            (a, b) => a.Type != b.Type ? a.Type.CompareTo(b.Type) : string.CompareOrdinal(a.Name, b.Name)));
        foreach (var sentence in sentences)
            foreach (var entity in sentence.Entities)
                if (NameTypes.TryGetValue(entity.Type, out var type) && Name(sentence.Text.AsSpan(entity.Start, entity.End - entity.Start)) is { } name) names.Add((type, name));
        return new Lexicon(names.Select(n => new LexiconEntry(n.Type, n.Name, [n.Name], [])));
    }

    // Mentions and pronouns are no names; nor are long phrases.
    private static string? Name(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny("<>@") || text.Count(' ') > 2) return null;
        var folded = Fold.Text(text);
        if (WordLists.IsCommon(folded)) return null;
        var hash = 2166136261u;
        foreach (var c in folded) hash = (hash ^ c) * 16777619u;
        return (hash >> 8) % 10 < KnownOfTen ? folded : null;
    }
}
