using PmBot.Nlu.Models.Slots;
using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Llm;

/// <summary>Gives proposals their meaning, from the words of the message as it was written and nothing else.</summary>
/// <remarks>
/// A value counts when the message says it, when it is one of the names or options that were offered, or when it points at the
/// speaker or at what was spoken of. Numbers, days and names are read by the finders that read every message, never taken from the model.
/// </remarks>
internal sealed class ProposalReader(SpanReader spans, TokenizedText text, NluContext context, OfferedNames names, string evidence)
{
    /// <summary>Above the threshold of the rules, below what interrupts or overrules anything.</summary>
    public const double Confidence = 0.65;

    /// <summary>The proposals as operations on the whole message.</summary>
    public List<Interpretation> Read(IReadOnlyList<Proposal> proposals)
    {
        var operations = new List<Interpretation>(proposals.Count);
        foreach (var proposal in proposals)
        {
            var slots = new Dictionary<string, Entity>(StringComparer.Ordinal);
            foreach (var (slot, words) in proposal.Slots)
                if (Read(slot, words) is { } entity) slots[slot.Name] = entity;
            operations.Add(new Interpretation(proposal.Intent.Name, Confidence, "llm", slots, text.Array[0].Start, text.Array[^1].End, evidence));
        }

        Repetitions.Drop(operations);
        return operations;
    }

    private Entity? Read(SchemaSlot slot, string words)
    {
        if (slot.Options.Count > 0) return slot.Options.Contains(words, StringComparer.Ordinal) ? Unspoken(slot.Type, new ChoiceValue(words), words) : null;
        if (Reference(slot, words) is { } pointed) return Unspoken(slot.Type, pointed, words);
        if (Find(words) is var (from, to)) return Spoken(slot, from, to);
        return names.Of(slot.Type).Contains(words, StringComparer.Ordinal) && context.Lexicon.Resolve(slot.Type, words) is { Count: > 0 } bearers
            ? Unspoken(slot.Type, new NameValue(bearers), words)
            : null;
    }

    // A stretch of days keeps both ends only under the name of a slot that takes one.
    private Entity? Spoken(SchemaSlot slot, int from, int to) =>
        spans.Read(slot.Type == EntityType.DateRange ? "period" : slot.Name, from, to) is { } entity && Fits(slot.Type, entity.Type) ? entity : null;

    private static bool Fits(EntityType slot, EntityType read) => slot switch
    {
        EntityType.Date or EntityType.DateRange => read is EntityType.Date or EntityType.DateRange,
        EntityType.Choice => false,
        _ => slot == read,
    };

    private static ReferenceValue? Reference(SchemaSlot slot, string words) => (slot.Type, words) switch
    {
        (EntityType.Person, "$me") => new ReferenceValue(ReferenceKind.Me),
        (EntityType.Task, "$last") => new ReferenceValue(ReferenceKind.It),
        _ => null,
    };

    // Case, accents and spaces are not what a model keeps best.
    private (int From, int To)? Find(string words)
    {
        var wanted = Tokenizer.Tokenize(words).Array;
        for (var from = 0; wanted.Length > 0 && from + wanted.Length <= text.Count; from++)
        {
            var at = 0;
            while (at < wanted.Length && Same(wanted[at], text.Array[from + at])) at++;
            if (at == wanted.Length) return (from, from + at);
        }

        return null;
    }

    private static bool Same(in Token wanted, in Token written) =>
        wanted.Kind == written.Kind && wanted.Number == written.Number && string.Equals(wanted.Folded, written.Folded, StringComparison.Ordinal);

    // No words of the message say it, so it has no place among them.
    private Entity Unspoken(EntityType type, EntityValue value, string words) => new(type, value, words, text.Array[0].Start, text.Array[0].Start);
}
