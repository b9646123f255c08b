using System.Collections.Frozen;

namespace PmBot.Nlu.Models.Slots;

/// <summary>What kind of thing each slot of the product takes; every other slot takes free words.</summary>
internal static class SlotMeanings
{
    private static readonly FrozenDictionary<string, EntityType> Types = new Dictionary<string, EntityType>(StringComparer.Ordinal)
    {
        ["task"] = EntityType.Task,
        ["depends_on"] = EntityType.Task,
        ["sprint"] = EntityType.Sprint,
        ["move_to"] = EntityType.Sprint,
        ["assignee"] = EntityType.Person,
        ["member"] = EntityType.Person,
        ["project"] = EntityType.Project,
        ["environment"] = EntityType.Environment,
        ["due_date"] = EntityType.Date,
        ["start_date"] = EntityType.Date,
        ["end_date"] = EntityType.Date,
        ["when"] = EntityType.Date,
        ["period"] = EntityType.DateRange,
        ["priority"] = EntityType.Priority,
        ["status"] = EntityType.Status,
        ["role"] = EntityType.Role,
        ["language"] = EntityType.Language,
        ["estimate"] = EntityType.Estimate,
        ["labels"] = EntityType.Label,
        ["capacity"] = EntityType.Number,
        ["replicas"] = EntityType.Number,
        ["lines"] = EntityType.Number,
        ["deployment"] = EntityType.Number,
        ["place"] = EntityType.Number,
        ["recurrence"] = EntityType.Recurrence,
        ["email"] = EntityType.Email,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static EntityType Of(string slot) => Types.GetValueOrDefault(slot, EntityType.Text);

    /// <summary>Whether a slot takes a candidate's reading.</summary>
    public static bool Takes(string slot, EntityType type) => Of(slot) switch
    {
        EntityType.Date or EntityType.DateRange => type is EntityType.Date or EntityType.DateRange,
        EntityType.Estimate => type is EntityType.Estimate or EntityType.Number or EntityType.Duration,
        EntityType.Number => type is EntityType.Number or EntityType.Estimate,
        var own => type == own,
    };
}
