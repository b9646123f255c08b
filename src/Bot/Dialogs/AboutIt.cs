using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>"Make it Friday and give it to Luis" while "it" is still being made.</summary>
internal static class AboutIt
{
    /// <summary>What a message gives to what is being made; empty where it asks for anything else, or where that skill is about a task that is there.</summary>
    public static IReadOnlyList<(SlotSpec Slot, Entity Entity)> Values(SkillSpec making, Understanding heard) =>
        making.Slot("task") is null && heard.Operations.All(o => IsAboutIt(o, making))
            ? [.. heard.Operations.SelectMany(o => o.Slots).Where(p => p.Key != "task").Select(p => (making.Slot(p.Key)!, p.Value))]
            : [];

    // "Assign to me instead" names no task, and gives a value to one all the same.
    private static bool IsAboutIt(Interpretation operation, SkillSpec making) =>
        (operation.Slots.TryGetValue("task", out var task) ? task.Value is ReferenceValue { Kind: ReferenceKind.It } : operation.Intent is "assign_task" or "set_due_date" or "set_priority" or "set_labels")
        && operation.Slots.Keys.Any(s => s != "task") && operation.Slots.Keys.All(s => s == "task" || making.Slot(s) is not null);
}
