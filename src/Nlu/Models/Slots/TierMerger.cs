namespace PmBot.Nlu.Models.Slots;

/// <summary>Decides between what the rules read and what the model reads, and fills a rule's slots with what only the model saw.</summary>
internal static class TierMerger
{
    /// <summary>A rule that is this sure stands, whatever the model says: the exact words of a message.</summary>
    private const double SureRule = 0.97;

    /// <summary>A rule that reads all of the message stands unless the model is nearly certain of another intent.</summary>
    private const double WholeRule = 0.93;
    private const double NearlyCertain = 0.985;
    private const double SurelyOne = 0.95;
    private const double HalfRule = 0.7;

    /// <summary>A model that is this sure stands against a rule that reads most of the message.</summary>
    public const double SureModel = 0.9;

    /// <summary>Against a rule that reads only part of the message it may be less sure.</summary>
    private const double PartialRule = 0.84;

    /// <summary>A rule that says outright that something is to be noted down stands whatever is noted down.</summary>
    private const double NotingRule = 0.8;
    private const double LikelyModel = 0.5;

    /// <summary>Whether the model's reading stands instead of the rules' only operation.</summary>
    public static bool Overrules(ModelReading reading, Interpretation rule)
    {
        if (rule.Confidence >= SureRule || reading.Intent == rule.Intent) return false;
        var needed = rule.Confidence >= WholeRule ? NearlyCertain : rule.Confidence >= PartialRule ? SureModel : LikelyModel;
        if (reading.Intent != Training.LabelledSentence.OutOfScope) return reading.Confidence >= needed;
        // "Apunta pintar la sala": what is to be done may be anything, and only looks outside where the rule takes it for a title.
        if (rule.Slots.ContainsKey("title") || rule.Slots.ContainsKey("name")) needed = rule.Confidence >= NotingRule ? double.PositiveInfinity : SureModel;
        return reading.OutOfScope >= needed;
    }

    /// <summary>Of several requests that rules read, those that stand: beside the one that the model sees as the only one, a half-read one is none.</summary>
    public static IReadOnlyList<Interpretation> Sure(IReadOnlyList<Interpretation> rules, ModelReading reading)
    {
        var best = rules.Where(r => r.Intent == reading.Intent).MaxBy(r => r.Confidence);
        // Halves that no rule reads well make no two requests of one that the model is sure of.
        if (best is null) return reading.Confidence >= SurelyOne && reading.Intent != Training.LabelledSentence.OutOfScope && (rules.All(r => r.Confidence < WholeRule) || rules.Any(r => r.Confidence < HalfRule)) ? [] : rules;
        var needed = reading.Confidence >= NearlyCertain ? SureModel : best.Confidence >= WholeRule ? 0.7 : reading.Confidence >= 0.7 ? 0.8 : 0;
        return [.. rules.Where(r => ReferenceEquals(r, best) || r.Confidence >= needed)];
    }

    /// <summary>One operation of what rule and model read alike.</summary>
    public static Interpretation Fill(Interpretation rule, Interpretation model)
    {
        model = WithoutListed(rule, model);
        return rule.Confidence < SureModel && model.Confidence >= SureModel ? ByModel(rule, model) : ByRule(rule, model);
    }

    // "Comprar tela, hilo y botones": the last of several things is no label, however the model marks it.
    private static Interpretation WithoutListed(Interpretation rule, Interpretation model)
    {
        if (!model.Slots.TryGetValue("labels", out var labels)) return model;
        foreach (var (name, text) in rule.Slots)
        {
            if (text.Value is not TextValue || labels.Start <= text.Start || labels.End > text.End || !model.Slots.TryGetValue(name, out var seen)) continue;
            if (seen.Value is TextValue && seen.Start == text.Start && seen.End < labels.Start && ListGoesOn(text.Text.AsSpan(seen.End - text.Start, labels.End - seen.End)))
                return model with { Slots = model.Slots.Where(s => s.Key != "labels").ToDictionary(StringComparer.Ordinal) };
        }

        return model;
    }

    // ", hilo y botones": a comma, something, a word that joins, and something; a "#" or "etiqueta" says that labels are meant.
    private static bool ListGoesOn(ReadOnlySpan<char> tail)
    {
        if (tail.Contains('#') || tail.TrimStart() is not [',', .. var listed]) return false;
        return listed.Trim().ToString().Split(' ') is [{ Length: > 0 }, "y" or "e" or "and", { Length: > 0 }];
    }

    // A rule that reads only part of the message knows what it says, the model where it says it.
    private static Interpretation ByModel(Interpretation rule, Interpretation model)
    {
        var slots = new Dictionary<string, Entity>(model.Slots, StringComparer.Ordinal);
        foreach (var (name, entity) in rule.Slots)
            if (slots.TryGetValue(name, out var seen) ? name == "task" && entity.Start >= seen.Start && entity.End <= seen.End && seen.Value is not TaskNumbersValue : name == "task" || IsConstant(entity) || !Meets(model, entity)) slots[name] = entity;
            else if (seen is not null && (LosesTail(entity, seen, model) || IsGiven(name, rule, entity, seen) || (name == "task" && entity.Value is ReferenceValue && IsAfterthought(rule, seen)))) slots[name] = entity;
        return rule with { Slots = slots };
    }

    // "Pásasela a Luis que Diego anda full", "Kate's sick, give 11 to Luis": whom the rule read behind the verb is meant, not whom the reason names.
    private static bool IsGiven(string name, Interpretation rule, Entity given, Entity seen) =>
        name == "assignee" && given.Value is NameValue { Ids.Count: > 0 } && seen.Value is NameValue && (given.End <= seen.Start || seen.End <= rule.Start);

    // "Comprar pan, leche y huevos": a title that goes on behind a comma loses nothing that the model sees no slot in.
    private static bool LosesTail(Entity rule, Entity seen, Interpretation model) =>
        rule.Value is TextValue && seen.Value is TextValue && seen.Start == rule.Start && seen.End < rule.End
        && rule.Text[(seen.End - rule.Start)..].TrimStart().StartsWith(',') && !model.Slots.Values.Any(s => s.Start >= seen.End && s.End <= rule.End);

    private static bool IsConstant(Entity entity) => entity.Value is ReferenceValue or ChoiceValue or NothingValue;

    private static bool Meets(Interpretation model, Entity entity) => model.Slots.Values.Any(s => entity.Start < s.End && entity.End > s.Start);

    // The rule's slots and those that only the model found; a pointer gives way to what is named.
    private static Interpretation ByRule(Interpretation rule, Interpretation model)
    {
        Dictionary<string, Entity>? slots = null;
        foreach (var (name, entity) in model.Slots)
        {
            if (rule.Slots.TryGetValue(name, out var known) ? !(IsPointed(known, entity) && !IsReason(rule, entity) && !IsAfterthought(rule, entity)) && !IsCloser(name, known, entity, model) : !MakesRoom(rule, model, entity)) continue;
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

    // "Ponla como urgente, que no llegamos": bare words behind the request say why, and name nothing.
    private static bool IsAfterthought(Interpretation rule, Entity entity) => entity.Value is TaskDescriptionValue { Person: null, Plural: false } && rule.Slots.Count > 1 && entity.Start >= rule.Slots.Values.Max(s => s.End) && !entity.Text.Contains(' ', StringComparison.Ordinal);

    // "Ya llegó la api key, desbloquéalo": what the rule takes for the reason is no name of a task.
    private static bool IsReason(Interpretation rule, Entity entity) => rule.Slots.TryGetValue("reason", out var why) && entity.Start >= why.Start && entity.End <= why.End;

    // "A project for the office move, call it North", "que lo del acta quede para el lunes": names and tasks are short, and the rule took all there was.
    private static bool IsCloser(string name, Entity known, Entity entity, Interpretation model) => (name is "name" or "task") && model.Confidence >= SureModel
        && known.Value is TextValue or TaskDescriptionValue { Plural: false, Person: null } && entity.Value is not ReferenceValue
        && entity.Start >= known.Start && entity.End <= known.End && entity.End - entity.Start < known.End - known.Start;

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
