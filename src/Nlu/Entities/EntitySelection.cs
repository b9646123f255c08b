using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>What of all readings is told: answers and corrections are read from it.</summary>
internal static class EntitySelection
{
    private const int ShortMessage = 4;
    private const int Types = EntityTypes.Count;

    // From start to end is the message without its cue words.
    public static List<Entity> Select(Matcher matcher, TokenizedText text, CandidateSet candidates, NluContext context, int start, int end)
    {
        var chosen = new List<Candidate>();
        var turned = Array.Exists(text.Array, t => t.Kind == TokenKind.Word && TokenWords.Turning.Contains(t.Folded));
        foreach (var candidate in candidates.All)
        {
            if (candidate.Value is ReferenceValue { Kind: ReferenceKind.Me } && (candidate.To <= start || IsOnlyThePronoun(candidate, text))) continue;
            // "14 depends on 16" says no day.
            if (turned && candidate is { Type: EntityType.Date, Value: DateValue } && text.Array[candidate.To - 1].Kind == TokenKind.Number && candidate.To - candidate.From <= 2) continue;
            if (IsMeant(candidate, text, context, end - start)) chosen.Add(candidate);
        }

        chosen = WithoutHidden(chosen);
        var entities = new List<Entity>(chosen.Count + 1);
        foreach (var c in chosen) entities.Add(new Entity(c.Type, c.Value, text.Slice(c.From, c.To), text.Array[c.From].Start, text.Array[c.To - 1].End));
        if (Description(matcher, matcher.Grammar.TaskRule, text, candidates, start, end) is { } task && !entities.Exists(e => e.Type == EntityType.Task && e.Value is not ReferenceValue)) entities.Add(task);
        // "no, the cookie banner"
        if (entities.Count == 0 && (context.Expected == EntityType.Task || start > 0) && Description(matcher, matcher.Grammar.DescribedTaskRule, text, candidates, start, end) is { } described) entities.Add(described);
        if (context.Expected is EntityType.Person or EntityType.Project && !entities.Exists(e => e.Type == context.Expected) && Stranger(matcher, text, context.Expected.Value, start, end) is { } stranger) entities.Add(stranger);
        return entities;
    }

    /// <summary>Takes away what is denied in favour of something else of its kind: "a Luis no, a Ana", "not 7 but 8".</summary>
    public static bool DropDenied(List<Entity> entities, TokenizedText text)
    {
        if (entities.Count < 2 || !Array.Exists(text.Array, t => IsNo(t))) return false;
        var before = entities.Count;
        Span<bool> meantLater = stackalloc bool[Types];
        for (var i = entities.Count - 1; i >= 0; i--)
        {
            ref var later = ref meantLater[(int)entities[i].Type];
            if (!IsDenied(entities[i], text.Array)) later = true;
            else if (later) entities.RemoveAt(i);
        }

        return entities.Count < before;
    }

    private static bool IsDenied(Entity entity, Token[] tokens)
    {
        var first = TokenAt(tokens, entity.Start);
        var after = TokenAt(tokens, entity.End);
        if (first >= tokens.Length) return false;
        if (after < tokens.Length && IsNo(tokens[after]) && (after + 1 == tokens.Length || tokens[after + 1].IsPause() || tokens[after + 1].Folded is "sino" or "mejor" or "but")) return true;
        while (first > 0 && tokens[first - 1].Kind == TokenKind.Word && tokens[first - 1].Folded is "a" or "al" or "para" or "la" or "el" or "es" or "era" or "en" or "to" or "for" or "on" or "the" or "with") first--;
        return first > 0 && IsNo(tokens[first - 1]);
    }

    private static int TokenAt(Token[] tokens, int start)
    {
        var (low, high) = (0, tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].Start < start) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static bool IsNo(in Token token) => token.Kind == TokenKind.Word && token.Folded is "no" or "not";

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

    // The "I" of "I meant Ana", the "my" of "my mistake".
    private static bool IsOnlyThePronoun(in Candidate candidate, TokenizedText text) =>
        candidate.To - candidate.From == 1 && text.Array[candidate.From].Folded is "i" or "my" or "mi" or "mis"
        && candidate.To < text.Count && text.Array[candidate.To].Kind == TokenKind.Word && text.Array[candidate.To].Folded is not ("will" or "can" or "do" or "ll" or "would" or "should" or "please");

    // "esa", but not the "esa" of "esa pantalla"; "it" at the end, not "it is raining".
    private static bool StandsAlone(in Candidate candidate, TokenizedText text)
    {
        if (candidate.To >= text.Count) return true;
        var next = text.Array[candidate.To];
        return next.Kind != TokenKind.Word || TokenWords.Dangling.Contains(next.Folded) || candidate.To - candidate.From > 1;
    }

    // The readings come in the order of their beginnings, so one sweep that remembers how far each type reaches is enough.
    private static List<Candidate> WithoutHidden(List<Candidate> candidates)
    {
        var visible = new List<Candidate>(candidates.Count);
        Span<int> before = stackalloc int[Types];
        Span<int> here = stackalloc int[Types];
        for (var i = 0; i < candidates.Count;)
        {
            var end = i;
            here.Clear();
            for (; end < candidates.Count && candidates[end].From == candidates[i].From; end++)
            {
                ref var reach = ref here[(int)candidates[end].Type];
                reach = Math.Max(reach, candidates[end].To);
            }

            for (var c = i; c < end; c++)
            {
                var hidden = false;
                for (var type = 0; type < Types && !hidden; type++)
                    hidden = Hides((EntityType)type, candidates[c].Type) && (before[type] >= candidates[c].To || here[type] > candidates[c].To);
                if (!hidden) visible.Add(candidates[c]);
            }

            for (var type = 0; type < Types; type++) before[type] = Math.Max(before[type], here[type]);
            i = end;
        }

        return visible;
    }

    // Whether something longer of the one type leaves nothing of the other. A date bounds a range, so it stays within it.
    private static bool Hides(EntityType longer, EntityType shorter) => longer == shorter || (longer, shorter) switch
    {
        (EntityType.Date or EntityType.DateRange or EntityType.Task or EntityType.Estimate or EntityType.Duration or EntityType.Status, EntityType.Number or EntityType.Task or EntityType.Duration) => true,
        (EntityType.Status, EntityType.Priority) => true,
        _ => false,
    };

    // Asked for a name, "a Pepe" is one, though nobody bears it.
    private static Entity? Stranger(Matcher matcher, TokenizedText text, EntityType type, int start, int end)
    {
        while (end > start && !text.Array[end - 1].IsContent) end--;
        if (start < end && text.Array[start].Folded is "a" or "para" or "to" or "for" or "en" or "in") start++;
        if (start >= end) return null;
        var slot = new SlotNode("name", type == EntityType.Person ? SlotKind.Person : SlotKind.Project, AllowUnknown: true);
        var length = SlotTypes.UnknownLength(slot, text, start, matcher.Words);
        return length > 0 && start + length == end
            ? new Entity(type, new NameValue([]), text.Slice(start, end), text.Array[start].Start, text.Array[end - 1].End)
            : null;
    }

    // A message that as a whole describes a task: "la del login", "las de Ana".
    private static Entity? Description(Matcher matcher, int rule, TokenizedText text, CandidateSet candidates, int start, int end)
    {
        if (start >= end) return null;
        while (end > start + 1 && !text.Array[end - 1].IsContent) end--;
        var (first, count) = matcher.Rule(rule, start);
        for (var i = first; i < first + count; i++)
        {
            var reading = matcher.RuleReading(i);
            if (reading.End == end) return new SlotBuilder(matcher, text, candidates).TaskOf(reading, start, end);
        }

        return null;
    }
}
