namespace PmBot.Bot.Dialogs;

/// <summary>What a skill is called, what it takes and what it can say.</summary>
/// <param name="Intent">The snake_case intent; unique.</param>
public sealed record SkillSpec(string Intent)
{
    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<SlotSpec> Slots { get; init; } = [];

    /// <summary>The keys of its <c>replies.*.json</c>, each of which must exist in every language and be listed here.</summary>
    public IReadOnlyList<string> Replies { get; init; } = [];

    /// <summary>Answers without leaving what is being asked: help, greetings, lists. The question comes back right after.</summary>
    public bool Aside { get; init; }

    /// <summary>
    /// What it says is about the team's work: an answer that only the person sees, as that to a command in a channel, can be shown to everybody there. Never for what is
    /// somebody's own (reminders, stand-ups, settings, accounts, messages that were not delivered).
    /// </summary>
    public bool Shareable { get; init; }

    /// <summary>The slot of that name.</summary>
    public SlotSpec? Slot(string name) => Slots.FirstOrDefault(s => s.Name == name);
}
