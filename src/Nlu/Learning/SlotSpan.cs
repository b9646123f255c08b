namespace PmBot.Nlu.Learning;

/// <summary>Where a slot stands in a message.</summary>
/// <param name="Slot">The slot's name.</param>
/// <param name="Type">What stands there.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Points">It names nothing by itself: "me", "that one", "nobody".</param>
public readonly record struct SlotSpan(string Slot, EntityType Type, int Start, int End, bool Points)
{
    /// <summary>Where an entity stands as the value of a slot.</summary>
    public static SlotSpan Of(string slot, Entity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return new SlotSpan(slot, entity.Type, entity.Start, entity.End, entity.Value is ReferenceValue or NothingValue);
    }
}
