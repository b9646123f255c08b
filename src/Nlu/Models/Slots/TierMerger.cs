namespace PmBot.Nlu.Models.Slots;

/// <summary>Decides between what the rules read and what the model reads, and fills a rule's slots with what only the model saw.</summary>
internal static class TierMerger
{
    /// <summary>A rule that is this sure stands, whatever the model says: the exact words of a message.</summary>
    private const double SureRule = 0.97;

    /// <summary>A rule that reads all of the message stands unless the model is nearly certain of another intent.</summary>
    private const double WholeRule = 0.93;
    private const double NearlyCertain = 0.985;

    /// <summary>A model that is this sure stands against a rule that reads most of the message.</summary>
    private const double SureModel = 0.9;

    /// <summary>Against a rule that reads only part of the message it may be less sure.</summary>
    private const double PartialRule = 0.84;
    private const double LikelyModel = 0.5;

    /// <summary>Whether the model's reading stands instead of the rules' only operation.</summary>
    public static bool Overrules(ModelReading reading, Interpretation rule)
    {
        if (rule.Confidence >= SureRule || reading.Intent == rule.Intent) return false;
        var needed = rule.Confidence >= WholeRule ? NearlyCertain : rule.Confidence >= PartialRule ? SureModel : LikelyModel;
        return (reading.Intent == Training.LabelledSentence.OutOfScope ? reading.OutOfScope : reading.Confidence) >= needed;
    }

    /// <summary>The rule's operation with the slots that only the model found; a pointer gives way to what is named.</summary>
    public static Interpretation Fill(Interpretation rule, Interpretation model)
    {
        Dictionary<string, Entity>? slots = null;
        foreach (var (name, entity) in model.Slots)
        {
            if (rule.Slots.TryGetValue(name, out var known) ? !IsPointed(known, entity) : !MakesRoom(rule, model, entity)) continue;
            slots ??= new Dictionary<string, Entity>(rule.Slots, StringComparer.Ordinal);
            slots[name] = entity;
            foreach (var (text, shorter) in model.Slots)
                if (slots.TryGetValue(text, out var longer) && Holds(longer, entity)) slots[text] = shorter;
        }

        return slots is null ? rule : rule with { Slots = slots };
    }

    // "The header is broken, can you open a bug for that?"
    private static bool IsPointed(Entity known, Entity named) => named.Value is not ReferenceValue
        && known.Value is ReferenceValue { Kind: ReferenceKind.It } or TextValue { Words: "that" or "it" or "this" or "eso" or "esto" };

    // "Nuevo proyecto: Intranet, metodología kanban": free words that ran too far give back what the model sees in them.
    private static bool MakesRoom(Interpretation rule, Interpretation model, Entity entity)
    {
        foreach (var (name, known) in rule.Slots)
        {
            if (known.Value is ReferenceValue || entity.Start >= known.End || entity.End <= known.Start) continue;
            if (model.Confidence < SureModel || !Holds(known, entity) || !model.Slots.TryGetValue(name, out var shorter) || shorter.Value is not TextValue || Holds(shorter, entity)) return false;
        }

        return true;
    }

    private static bool Holds(Entity text, Entity part) => text.Value is TextValue && text.Start <= part.Start && text.End >= part.End && text.End - text.Start > part.End - part.Start;
}
