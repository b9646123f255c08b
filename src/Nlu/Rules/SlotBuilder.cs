using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Follows a reading back to its beginning and collects what its slots took.</summary>
internal sealed class SlotBuilder(Matcher matcher, TokenizedText text, CandidateSet candidates)
{
    private const int SlotShift = 18;
    private readonly Grammar _grammar = matcher.Grammar;

    public Dictionary<string, Entity> Build(in Reading reading)
    {
        var taken = new List<(string Slot, Entity Value)>(4);
        Collect(reading.Cell, taken);
        var slots = new Dictionary<string, Entity>(StringComparer.Ordinal);
        foreach (var (slot, value) in taken)
        {
            // Read, but said by no slot of an operation: whose a task was, how many are to be listed.
            if (slot is "person" or "number") continue;
            slots[slot] = slots.TryGetValue(slot, out var before) ? Merge(before, value) : value;
        }

        Part(slots);
        return DueAsSaid(slots);
    }

    // "Muévelas a la próxima semana" is a week for many tasks, and its last working day for one.
    private Dictionary<string, Entity> DueAsSaid(Dictionary<string, Entity> slots)
    {
        if (!slots.TryGetValue("task", out var task) || task.Value is not (TaskSetValue or TaskPickValue or TaskDescriptionValue { Plural: true } or ReferenceValue { Kind: ReferenceKind.Those } or TaskNumbersValue { Numbers.Count: > 1 })
            || !slots.TryGetValue("due_date", out var due) || due.Value is not DateValue) return slots;
        foreach (var candidate in candidates.All)
        {
            if (candidate.Value is not DateRangeValue { From: not null, To: not null } || text.Array[candidate.From].Start != due.Start || text.Array[candidate.To - 1].End != due.End) continue;
            slots["due_date"] = due with { Type = EntityType.DateRange, Value = candidate.Value };
        }

        return slots;
    }

    /// <summary>The same tasks but for those that the message leaves out behind its end: "... menos la 7".</summary>
    public Entity Without(Entity task, in Reading but)
    {
        var inner = new List<(string, Entity)>(2);
        Collect(but.Cell, inner);
        var set = task.Value switch
        {
            TaskSetValue known => known,
            TaskDescriptionValue described => new TaskSetValue(task.Text) { Person = described.Person, Words = described.Words },
            _ => null,
        };
        return set is null ? task : task with { Value = TaskSets.With(set, inner) };
    }

    // "Del lunes al 15" is the first and the last day.
    private void Part(Dictionary<string, Entity> slots)
    {
        if (!slots.TryGetValue("start_date", out var entity) || entity.Value is not DateRangeValue { From: { } first } range) return;
        var (start, end) = Halves(entity);
        slots["start_date"] = start with { Type = EntityType.Date, Value = new DateValue(first, null) };
        if (range.To is not null) slots.TryAdd("end_date", end with { Type = EntityType.Date, Value = new DateValue(Deadlines.Of(range), null) });
    }

    // What stands before and behind the word that joins two days; a range in one word ("la próxima semana") is both.
    private (Entity Start, Entity End) Halves(Entity range)
    {
        var words = text.Array.Where(t => t.Start >= range.Start && t.End <= range.End).ToArray();
        var at = words.Length < 3 ? -1 : Array.FindIndex(words, 1, t => t.Folded is "al" or "a" or "to" or "hasta" or "until" or "till" or "through" or "thru" or "y" or "and" or "-" or "–");
        return at < 0 || at == words.Length - 1
            ? (range, range)
            : (Piece(range, words[words[0].Folded is "del" or "de" or "desde" or "from" or "entre" or "between" && at > 1 ? 1 : 0].Start, words[at - 1].End), Piece(range, words[at + 1].Start, range.End));
    }

    private Entity Piece(Entity whole, int start, int end) => whole with { Text = text.Text[start..end], Start = start, End = end };

    private Entity Merge(Entity before, Entity next) => Joined.Of(before, next, text) ?? (before.Value, next.Value) switch
    {
        // A constant says more about a slot than nothing, less than what was written.
        (_, ReferenceValue) when before.Value is NameValue => before,
        // "Dark mode ... and the onboarding too".
        (TaskDescriptionValue { Plural: false }, TaskDescriptionValue { Plural: false }) or (TaskDescriptionValue { Plural: false }, TaskNumbersValue) or (TaskNumbersValue, TaskDescriptionValue { Plural: false }) =>
            before with { Value = new TaskPickValue([before.Value, next.Value], []), Text = text.Text[before.Start..Math.Max(before.End, next.End)], End = Math.Max(before.End, next.End) },
        _ => next,
    };

    private void Collect(int last, List<(string, Entity)> into)
    {
        var cells = matcher.Cells;
        var from = into.Count;
        for (var at = last; at >= 0; at = cells[at].Back)
        {
            var cell = cells[at];
            switch (cell.Step)
            {
                case StepKind.Entity:
                    var candidate = candidates[cell.Data & ((1 << SlotShift) - 1)];
                    var slot = _grammar.Slots[cell.Data >> SlotShift];
                    into.Add((slot.Slot, Make(slot, candidate)));
                    break;
                case StepKind.Unknown:
                    slot = _grammar.Slots[cell.Data];
                    into.Add((slot.Slot, Unknown(slot, cell.From, cell.Position)));
                    break;
                case StepKind.Text:
                    var first = at;
                    while (cells[cells[first].Back] is { Step: StepKind.Text } before && before.Data == cell.Data) first = cells[first].Back;
                    Words(_grammar.Slots[cell.Data].Slot, cells[first].From, cell.Position, into);
                    at = first;
                    break;
                case StepKind.Rest:
                    Words(_grammar.Slots[cell.Data].Slot, cell.From, cell.Position, into);
                    break;
                case StepKind.Constant:
                    var constant = _grammar.Constants[cell.Data];
                    into.Add((constant.Slot, Span(constant.Type, constant.Value, Math.Max(0, LastConsumed(cells, at)), cell.Position)));
                    break;
                case StepKind.Rule:
                    var inner = new List<(string, Entity)>(2);
                    Collect(matcher.RuleReading(cell.Data).Cell, inner);
                    for (var i = inner.Count - 1; i >= 0; i--) into.Add(inner[i]);
                    break;
                case StepKind.Value:
                    var node = _grammar.Slots[cell.Data >> SlotShift];
                    var task = Task(matcher.RuleReading(cell.Data & ((1 << SlotShift) - 1)), cell.From, cell.Position);
                    into.Add((node.Slot, node.Kind == SlotKind.Named ? Bare(task) : task));
                    break;
            }
        }

        into.Reverse(from, into.Count - from);
    }

    // A constant stands for the token before it ("muévela" says which task).
    private static int LastConsumed(ReadOnlySpan<Cell> cells, int at)
    {
        var cell = cells[at].Back;
        while (cell >= 0 && cells[cell].Step is StepKind.Constant or StepKind.Skip) cell = cells[cell].Back;
        return cell < 0 ? cells[at].Position - 1 : cells[cell].Position - 1;
    }

    private Entity Make(SlotNode slot, in Candidate candidate)
    {
        var (type, value) = (candidate.Type, candidate.Value);
        if (slot.Kind == SlotKind.Date && value is DateRangeValue { From: not null, To: not null } range) (type, value) = (EntityType.Date, new DateValue(Deadlines.Of(range), null));
        if (slot.Slot == "end_date" && value is DateRangeValue { To: not null } stretch) (type, value) = (EntityType.Date, new DateValue(Deadlines.Of(stretch), null));
        if (slot.Kind == SlotKind.Earlier && value is DurationValue length) value = length.Back();
        if (slot.Slot == "estimate") type = EntityType.Estimate;
        return Span(type, value, candidate.From, candidate.To);
    }

    private Entity Unknown(SlotNode slot, int from, int to)
    {
        var words = FreeText.Clean(text.Span(from, to));
        return slot.Kind switch
        {
            SlotKind.Label => Span(EntityType.Label, new LabelsValue([string.Concat(text.Array[from..to].Select(t => t.Folded))]), from, to),
            SlotKind.Person => Span(EntityType.Person, new NameValue([]), from, to),
            SlotKind.Project => Span(EntityType.Project, new NameValue([]), from, to),
            _ => Span(EntityType.Text, new TextValue(words), from, to),
        };
    }

    private void Words(string slot, int from, int to, List<(string, Entity)> into)
    {
        to = Politeness.Before(text, from, to);
        var words = FreeText.Clean(text.Span(from, to));
        if (words.Length > 0) into.Add((slot, Span(EntityType.Text, new TextValue(words), from, to)));
    }

    // "El logo ya está": the name ends before "ya".
    private static string Plain(string words) => words.LastIndexOf(' ') is > 0 and var space && words.AsSpan(space + 1) is "ya" or "now" or "already" or "todavía" or "todavia" or "aún" or "aun" or "still" ? words[..space] : words;

    // "It's due Friday" names nothing.
    private static Entity Bare(Entity task) => task.Value is not TaskDescriptionValue { Person: null, Words: { } words } said ? task : Fold.Text(words) switch
    {
        "it" or "it's" or "it s" or "its" or "it is" or "this" or "that" or "that's" or "that is" or "this one" or "that one" or "eso" or "esto" or "esa" or "ese" or "esta" or "este" => task with { Value = new ReferenceValue(ReferenceKind.It) },
        "they" or "they're" or "they are" or "them" or "those" or "these" or "esas" or "esos" or "estas" or "estos" => task with { Value = new ReferenceValue(ReferenceKind.Those) },
        _ => task with { Value = said with { IsLoose = true } },
    };

    public Entity TaskOf(in Reading reading, int from, int to) => Task(reading, from, to);

    private Entity Task(in Reading reading, int from, int to)
    {
        to = Politeness.Before(text, from, to, description: true);
        var inner = new List<(string Slot, Entity Value)>(2);
        Collect(reading.Cell, inner);
        string? words = null;
        NameValue? person = null;
        var plural = false;
        foreach (var (slot, entity) in inner)
        {
            switch (slot)
            {
                case "num" or "ref": return Span(EntityType.Task, entity.Value, from, to);
                case "words": words = words is null ? Plain(((TextValue)entity.Value).Words) : $"{words} {Plain(((TextValue)entity.Value).Words)}"; break;
                case "person": person = entity.Value as NameValue ?? new NameValue(["$me"]); break;
                case "plural": plural = true; break;
            }
        }

        return Span(EntityType.Task, TaskSets.Of(inner, text.Slice(from, to)) ?? (EntityValue)new TaskDescriptionValue(words, person, plural), from, to);
    }

    private Entity Span(EntityType type, EntityValue value, int from, int to)
    {
        var start = text.Array[from].Start;
        var end = Math.Max(start, text.Array[Math.Max(from, to - 1)].End);
        return new Entity(type, value, text.Text[start..end], start, end);
    }
}
