using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>What of all readings is told: answers and corrections are read from it.</summary>
internal static class EntitySelection
{
    private const int ShortMessage = 4;

    // From start to end is the message without its cue words.
    public static IReadOnlyList<Entity> Select(Matcher matcher, TokenizedText text, CandidateSet candidates, NluContext context, int start, int end)
    {
        var chosen = new List<Candidate>();
        foreach (var candidate in candidates.All)
            if (IsMeant(candidate, text, context, end - start)) chosen.Add(candidate);
        chosen.RemoveAll(c => chosen.Exists(o => Hides(o, c)));
        var entities = new List<Entity>(chosen.Count + 1);
        foreach (var c in chosen) entities.Add(new Entity(c.Type, c.Value, text.Slice(c.From, c.To), text.Array[c.From].Start, text.Array[c.To - 1].End));
        if (Description(matcher, text, candidates, start, end) is { } task && !entities.Exists(e => e.Type == EntityType.Task && e.Value is not ReferenceValue)) entities.Add(task);
        return entities;
    }

    private static bool IsMeant(in Candidate candidate, TokenizedText text, NluContext context, int length)
    {
        var expected = candidate.Type == context.Expected || (context.Expected == EntityType.Estimate && candidate.Type == EntityType.Number);
        if (candidate.Type == EntityType.Task && candidate.Value is ReferenceValue { Kind: ReferenceKind.It or ReferenceKind.Those } && !expected && !StandsAlone(candidate, text)) return false;
        if (candidate.Strong || expected) return true;
        // "alta", "lista", "dev" said alone, or almost, mean the thing.
        if (candidate.Type is EntityType.Priority or EntityType.Status or EntityType.Role) return length <= ShortMessage;
        if (candidate.Type == EntityType.Date) return length <= ShortMessage;
        if (candidate.Value is ReferenceValue { Kind: ReferenceKind.Me }) return candidate.From > 0 && text.Array[candidate.From - 1].Folded is "a" or "para" or "por" or "to" or "for" or "by";
        return false;
    }

    // "esa", but not the "esa" of "esa pantalla"; "it" at the end, not "it is raining".
    private static bool StandsAlone(in Candidate candidate, TokenizedText text)
    {
        if (candidate.To >= text.Count) return true;
        var next = text.Array[candidate.To];
        return next.Kind != TokenKind.Word || TokenWords.Dangling.Contains(next.Folded) || candidate.To - candidate.From > 1;
    }

    private static bool Hides(in Candidate other, in Candidate candidate)
    {
        var longer = other.From <= candidate.From && other.To >= candidate.To && (other.To - other.From) > (candidate.To - candidate.From);
        if (!longer) return false;
        // A date bounds a range, a person may be part of a task; the same words read as something longer are that.
        return (other.Type, candidate.Type) switch
        {
            (EntityType.DateRange, EntityType.Date) => false,
            (EntityType.Text, _) => false,
            var (a, b) when a == b => true,
            (EntityType.Date or EntityType.DateRange or EntityType.Task or EntityType.Estimate or EntityType.Duration or EntityType.Status, EntityType.Number or EntityType.Task or EntityType.Duration) => true,
            (EntityType.Status, EntityType.Priority) => true,
            _ => false,
        };
    }

    // A message that as a whole describes a task: "la del login", "las de Ana".
    private static Entity? Description(Matcher matcher, TokenizedText text, CandidateSet candidates, int start, int end)
    {
        if (start >= end) return null;
        while (end > start + 1 && !text.Array[end - 1].IsContent) end--;
        var (first, count) = matcher.Rule(matcher.Grammar.TaskRule, start);
        for (var i = first; i < first + count; i++)
        {
            var reading = matcher.RuleReading(i);
            if (reading.End == end) return new SlotBuilder(matcher, text, candidates).TaskOf(reading, start, end);
        }

        return null;
    }
}
