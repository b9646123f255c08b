using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Slots;

/// <summary>Makes the slots of an intent from the spans of a reading, and from what the finder is sure of where the tagger marked nothing.</summary>
internal sealed class SlotFiller(TrainedModel model, SpanReader spans, NamedTasks named, TokenizedText text, CandidateSet candidates)
{
    // Of the slots that an intent was taught with, most often said first: beyond these a task is an exception.
    private const int MostSaid = 2;

    public Dictionary<string, Entity> Fill(ModelReading reading)
    {
        var slots = new Dictionary<string, Entity>(StringComparer.Ordinal);
        var covered = new bool[text.Count];
        foreach (var span in reading.Entities)
        {
            var (from, to) = (TokenAt(span.Start), TokenAt(span.End));
            if (span.Type is "service" or "version" or "key" or "value") (from, to) = Whole(from, to);
            if (from >= to) continue;
            if (Chosen(span.Type) is var (slot, choice))
            {
                slots.TryAdd(slot, Make(EntityType.Choice, new ChoiceValue(choice), from, to));
                continue;
            }

            if (spans.Read(span.Type, from, to) is not { } entity) continue;
            covered.AsSpan(from, to - from).Fill(true);
            slots[span.Type] = slots.TryGetValue(span.Type, out var before) ? Joined.Of(before, entity, text) ?? before : entity;
        }

        foreach (var slot in model.TypesOf(reading.Intent))
        {
            if (!slots.ContainsKey(slot) && IsSafe(slot) && spans.Uncovered(slot, covered) is { } found)
            {
                slots[slot] = found;
                covered.AsSpan(TokenAt(found.Start), TokenAt(found.End) - TokenAt(found.Start)).Fill(true);
            }
        }

        if (!slots.ContainsKey("task") && model.TypesOf(reading.Intent).Contains("task", StringComparer.Ordinal) && (Pointed() ?? Named(reading.Intent, covered) ?? Clitic()) is { } task) slots["task"] = task;
        return slots;
    }

    // "mode=back": words that say one of a closed set, whatever they are.
    private static (string Slot, string Choice)? Chosen(string type) => type.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (type[..at], type[(at + 1)..]) : null;

    // Where the finder's word counts though the tagger left it out; a day in a sentence about work done says no "when".
    private static bool IsSafe(string slot) => slot is "task" or "assignee" or "member" or "project" or "environment" or "due_date" or "priority";

    // "esa", "it", "la segunda".
    private Entity? Pointed()
    {
        foreach (var candidate in candidates.All)
            if (candidate is { Strong: true, Type: EntityType.Task, Value: ReferenceValue }) return Make(EntityType.Task, candidate.Value, candidate.From, candidate.To);
        return null;
    }

    private Entity? Named(string intent, bool[] covered) =>
        model.TypesOf(intent) is var types && (types.Contains("period", StringComparer.Ordinal) || !types.Take(MostSaid).Contains("task", StringComparer.Ordinal))
            ? null
            : named.Find(intent, covered);

    // The pronoun that hangs on a Spanish verb: "terminala", "pásasela".
    private Entity? Clitic()
    {
        for (var i = 0; i < text.Count; i++)
        {
            ref readonly var token = ref text.Array[i];
            // "La pasarela", "de la pantalla": a noun, whatever it ends in.
            if (i > 0 && text.Array[i - 1].Folded is "la" or "el" or "las" or "los" or "una" or "un" or "esta" or "esa" or "este" or "ese" or "de" or "del" or "al" or "mi" or "the") continue;
            if (NamedTasks.HasPronoun(token, out var plural))
                return Make(EntityType.Task, new ReferenceValue(plural ? ReferenceKind.Those : ReferenceKind.It), i, i + 1);
        }

        return null;
    }

    private Entity Make(EntityType type, EntityValue value, int from, int to) => new(type, value, text.Slice(from, to), text.Array[from].Start, text.Array[to - 1].End);

    // "catalogo-web", "v1.4.2", "API_URL": technical names have signs inside, with no space around them.
    private (int From, int To) Whole(int from, int to)
    {
        while (to + 1 < text.Count && text.Array[to] is { Glued: true, Kind: TokenKind.Punctuation, Folded: "-" or "_" or "/" or "." } && text.Array[to + 1].Glued) to += 2;
        while (from - 2 >= 0 && text.Array[from - 1] is { Glued: true, Kind: TokenKind.Punctuation, Folded: "-" or "_" or "/" } && text.Array[from].Glued) from -= 2;
        return (from, to);
    }

    private int TokenAt(int offset)
    {
        var at = 0;
        while (at < text.Count && text.Array[at].Start < offset) at++;
        return at;
    }
}
