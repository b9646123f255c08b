namespace PmBot.Nlu.Rules;

/// <summary>A request said twice in a message is one: "está lista, ciérrala", "that was a mistake, undo it".</summary>
internal static class Repetitions
{
    public static void Drop(List<Interpretation> operations)
    {
        for (var i = operations.Count - 1; i > 0; i--)
        {
            if (operations[i - 1].Intent != operations[i].Intent || !SaysNothingNew(operations[i - 1], operations[i])) continue;
            operations[i - 1] = operations[i - 1] with { End = operations[i].End };
            operations.RemoveAt(i);
        }
    }

    private static bool SaysNothingNew(Interpretation first, Interpretation second)
    {
        foreach (var (name, entity) in second.Slots)
        {
            if (entity.Value is ReferenceValue { Kind: ReferenceKind.It }) continue;
            if (!first.Slots.TryGetValue(name, out var known) || known.Value != entity.Value) return false;
        }

        return true;
    }
}
