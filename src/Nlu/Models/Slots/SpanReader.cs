using PmBot.Nlu.Entities;
using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Slots;

/// <summary>Gives the spans that a tagger marks their meaning: the number of a task, the person of a name, the day of a date.</summary>
internal sealed class SpanReader(Matcher matcher, TokenizedText text, CandidateSet candidates)
{
    /// <summary>The meaning of the tokens from <paramref name="from"/> up to <paramref name="to"/> in a slot, or null where they cannot mean any.</summary>
    public Entity? Read(string slot, int from, int to)
    {
        var type = SlotMeanings.Of(slot);
        to = Politeness.Before(text, from, to, description: type == EntityType.Task);
        if (type == EntityType.Sprint) return Sprint(from, to);
        if (type == EntityType.Text) return Words(from, to);
        if (slot is "start_date" or "end_date" && Bound(slot, from, to) is { } bound) return bound;
        if (Best(slot, from, to) is { } best) return Known(slot, best);
        return type switch
        {
            EntityType.Task => Described(from, to),
            EntityType.Person or EntityType.Project or EntityType.Environment => Make(type, new NameValue([]), from, to),
            EntityType.Label => Make(type, Labels(from, to), from, to),
            // A role that nobody has here is said all the same, so that it is asked about and not lost.
            _ => slot is "when" or "period" or "role" ? Words(from, to) : null,
        };
    }

    /// <summary>What the finder is sure of and no span covers, for a slot that would take it.</summary>
    public Entity? Uncovered(string slot, ReadOnlySpan<bool> covered)
    {
        Candidate? best = null;
        foreach (var candidate in candidates.All)
        {
            if (!candidate.Strong || !SlotMeanings.Takes(slot, candidate.Type) || candidate.Value is ReferenceValue { Kind: not ReferenceKind.Me }) continue;
            if (covered[candidate.From..candidate.To].Contains(true)) continue;
            if (best is null || candidate.Weight > best.Value.Weight) best = candidate;
        }

        return best is { } found ? Known(slot, found) : null;
    }

    // "Ux y login": the last word of each of those that are joined.
    private LabelsValue Labels(int from, int to)
    {
        var labels = new List<string>();
        for (var i = from; i < to; i++)
            if (text.Array[i].IsContent && (i + 1 == to || IsJoint(i + 1))) labels.Add(text.Array[i].Folded);
        return new LabelsValue(labels);
    }

    private bool IsJoint(int token) => text.Array[token].Folded is "," or "y" or "e" or "and" or "&" or "+";

    // "Del 1 al 14 de junio" is one stretch to the finder, and a first and a last day to the tagger.
    private Entity? Bound(string slot, int from, int to)
    {
        foreach (var candidate in candidates.All)
        {
            if (candidate.From > from || candidate.To < to || candidate.Value is not DateRangeValue { From: { } first, To: { } last }) continue;
            if (candidate.To - candidate.From > to - from) return Make(EntityType.Date, new DateValue(slot == "start_date" ? first : last, null), from, to);
        }

        return null;
    }

    // The reading that shares most with the span; the span may have taken a preposition too many or an article too few.
    private Candidate? Best(string slot, int from, int to)
    {
        Candidate? best = null;
        var bestScore = 0f;
        foreach (var candidate in candidates.All)
        {
            var shared = Math.Min(to, candidate.To) - Math.Max(from, candidate.From);
            if (shared <= 0 || !SlotMeanings.Takes(slot, candidate.Type)) continue;
            var outside = candidate.To - candidate.From - shared;
            var uncovered = to - from - shared;
            if (outside > 2 || (candidate.Type == EntityType.Task && uncovered > 1)) continue;
            var score = candidate.Weight + shared - outside - (0.5f * uncovered);
            if (best is null || score > bestScore) (best, bestScore) = (candidate, score);
        }

        return best;
    }

    private Entity Known(string slot, in Candidate candidate)
    {
        var (type, value) = (candidate.Type, candidate.Value);
        if (slot is "due_date" or "start_date" or "end_date" && value is DateRangeValue range)
            (type, value) = (EntityType.Date, new DateValue(slot == "start_date" && range.From is { } first ? first : Deadlines.Of(range), null));
        if (SlotMeanings.Of(slot) == EntityType.Estimate) type = EntityType.Estimate;
        return Make(type, value, candidate.From, candidate.To);
    }

    private Entity Described(int from, int to)
    {
        var (first, count) = matcher.Rule(matcher.Grammar.TaskRule, from);
        for (var i = first; i < first + count; i++)
        {
            var reading = matcher.RuleReading(i);
            if (reading.End == to) return new SlotBuilder(matcher, text, candidates).TaskOf(reading, from, to);
        }

        var start = from;
        while (start + 1 < to && text.Array[start].Folded is "la" or "el" or "lo" or "las" or "los" or "the" or "de" or "del" or "tarea" or "task" or "tareas" or "tasks" or "of" or "about" or "sobre") start++;
        // "El deadline del menú", "the priority of the menu": of the menu.
        if (start + 2 < to && text.Array[start].Folded is "deadline" or "fecha" or "date" or "estado" or "status" or "prioridad" or "priority" or "titulo" or "title" or "nombre" or "name" && text.Array[start + 1].Folded is "de" or "del" or "of" or "for")
        {
            start += 2;
            while (start + 1 < to && text.Array[start].Folded is "la" or "el" or "las" or "los" or "the") start++;
        }

        // "The footer thing" is the one whose title says "footer".
        var end = to;
        while (end - 1 > start && text.Array[end - 1].Folded is "thing" or "things" or "task" or "tasks" or "one" or "ones" or "ticket" or "stuff" or "cosa") end--;
        return Make(EntityType.Task, new TaskDescriptionValue(FreeText.Clean(text.Span(start, end)), null, text.Array[from].Folded is "las" or "los"), from, to);
    }

    private Entity Sprint(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            ReferenceKind? kind = text.Array[i].Folded switch
            {
                "este" or "actual" or "current" or "this" or "ongoing" => ReferenceKind.Current,
                "proximo" or "siguiente" or "next" or "prox" => ReferenceKind.Next,
                "anterior" or "pasado" or "previous" or "last" => ReferenceKind.Previous,
                _ => null,
            };
            if (kind is { } said) return Make(EntityType.Sprint, new ReferenceValue(said), from, to);
        }

        // "El sprint" alone is the one that runs.
        if (SprintPhrases.IsSprint(text.Array[to - 1])) return Make(EntityType.Sprint, new ReferenceValue(ReferenceKind.Current), from, to);
        while (from + 1 < to && text.Array[from].Folded is "el" or "the" or "al" or "del" or "en" or "in" or "to" or "of" or "de") from++;
        return Make(EntityType.Sprint, new TextValue(FreeText.Clean(text.Span(from, to))), from, to);
    }

    private Entity? Words(int from, int to)
    {
        var words = FreeText.Clean(text.Span(from, to));
        return words.Length == 0 ? null : Make(EntityType.Text, new TextValue(words), from, to);
    }

    private Entity Make(EntityType type, EntityValue value, int from, int to) =>
        new(type, value, text.Slice(from, to), text.Array[from].Start, text.Array[to - 1].End);
}
