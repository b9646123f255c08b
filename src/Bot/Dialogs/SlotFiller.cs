using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Puts what was said into a request's slots.</summary>
public sealed class SlotFiller(SlotResolver resolver, TaskMentions mentions)
{
    /// <summary>Resolves what was said for slots; what is ambiguous or unknown stays pending and is asked about.</summary>
    public async Task FillAsync(
        DialogFrame frame, SkillSpec spec, IEnumerable<KeyValuePair<string, Entity>> said, Turn turn, CancellationToken cancellationToken)
    {
        foreach (var (name, entity) in said)
        {
            if (spec.Slot(name) is { } slot)
            {
                await FillAsync(frame, slot, entity, turn, cancellationToken);
            }
        }
    }

    /// <summary>Resolves one slot.</summary>
    public async Task FillAsync(DialogFrame frame, SlotSpec slot, Entity entity, Turn turn, CancellationToken cancellationToken)
    {
        frame.Pending.Remove(slot.Name);
        switch (await resolver.ResolveAsync(slot, entity, turn, cancellationToken))
        {
            case Resolution.Filled { Value: var value, Note: var note }:
                frame.Slots[slot.Name] = value;
                frame.Confirmation = null;
                if (note is not null && !turn.Said.Any(r => r.Text == note))
                {
                    turn.Say(note);
                }

                break;
            case Resolution.Ambiguous when slot.Lenient && entity.Value is ReferenceValue:
                break;
            case Resolution.Ambiguous { Question: var question, Choices: var choices, Said: var said, Says: var says }:
                frame.Slots.Remove(slot.Name);
                frame.IsLost |= choices.Count == 0 || (choices.Count == 1 && entity.Value is TaskDescriptionValue { IsLoose: true });
                frame.Sought = slot.Type == EntityType.Task ? said : null;
                frame.Pending[slot.Name] = new PendingSlot(question, [.. choices]) { Says = [.. says], Said = said };
                break;
            case Resolution.Nothing { Message: var message } when frame.Asking == slot.Name:
                frame.Pending[slot.Name] = new PendingSlot(message, []);
                break;
            case Resolution.Nothing { Message: var message }:
                frame.Nothing = message;
                break;
        }
    }

    /// <summary>A task that is named by its mere words comes before the one that was spoken of: "ponme la home a mí" after something about payments.</summary>
    public async Task FillNamedAsync(DialogFrame frame, SkillSpec spec, Interpretation said, Turn turn, CancellationToken cancellationToken)
    {
        if (said.Source != "model" || spec.Slot("task") is not { Required: true } slot || frame.Slots.ContainsKey(slot.Name) || frame.Pending.ContainsKey(slot.Name))
        {
            return;
        }

        switch (await mentions.LooseAsync(said, turn, cancellationToken))
        {
            case [var only]:
                frame.Slots[slot.Name] = new TasksSlot([only]);
                break;
            case [_, _, ..] several:
                frame.Pending[slot.Name] = new PendingSlot(turn.Text("which_one"), [.. several.Select(t => new SlotChoice($"#{t.Number} {t.Title}", new TasksSlot([t])))]);
                break;
        }
    }
}
