using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Corrects a request that waits for another: "que sea para el viernes" about the task, while its project is being asked for.</summary>
public sealed class WaitingCorrections(SkillCatalog skills, FrameRunner frames, SlotFiller filler)
{
    /// <summary>Takes a message as being about what waits for <paramref name="frame"/>, if it is.</summary>
    /// <returns>False when it is not: nothing was done.</returns>
    public async Task<bool> TakeAsync(DialogFrame frame, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (await OneOfSeveralAsync(frame, spec, heard, turn, cancellationToken))
        {
            return true;
        }

        if (Waiting(frame, turn.State) is not { } waiting || skills.SpecOf(waiting) is not { } other)
        {
            return false;
        }

        var values = Values(spec, other, waiting.Waiting, heard);
        if (values.Count == 0)
        {
            return false;
        }

        foreach (var (slot, entity) in values)
        {
            await filler.FillAsync(waiting, slot, entity, turn, cancellationToken);
        }

        turn.Say(turn.Text("noted_for", ("what", Offers.Noun(waiting, turn))));
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"La segunda para Luis" while the project of two new tasks is asked for: the second of what is being made.</summary>
    private async Task<bool> OneOfSeveralAsync(DialogFrame frame, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations is not [{ Slots: var said }] || said.GetValueOrDefault("task")?.Value is not ReferenceValue { Kind: ReferenceKind.Ordinal, Ordinal: var place } || spec.Slot("task") is not null)
        {
            return false;
        }

        List<DialogFrame> made = [frame, .. Enumerable.Reverse(turn.State.Stack).Where(f => f != frame).TakeWhile(f => f.Waiting && f.Intent == frame.Intent)];
        var at = place > 0 ? place - 1 : made.Count + place;
        var values = said.Where(s => s.Key != "task" && spec.Slot(s.Key) is not null).ToList();
        if (made.Count < 2 || at < 0 || at >= made.Count || values.Count == 0 || values.Count != said.Count - 1)
        {
            return false;
        }

        await filler.FillAsync(made[at], spec, values, turn, cancellationToken);
        turn.Say(turn.Text("noted_for_title", ("title", made[at].Slots.GetValueOrDefault("title") is TextSlot { Text: var title } ? title : Offers.Noun(made[at], turn))));
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    // What the open one is made for, or the next request of the same sentence ("que la haga yo y para el martes").
    private DialogFrame? Waiting(DialogFrame frame, ConversationState state) =>
        state.Stack is [.., var below, var top] && top == frame && (below.Waiting || skills.SpecOf(below)?.Slots.Any(s => s.Otherwise == frame.Intent) == true) ? below : null;

    private static IReadOnlyList<(SlotSpec Slot, Entity Entity)> Values(SkillSpec asked, SkillSpec waiting, bool sameSentence, Understanding heard)
    {
        if (heard.Operations.Count > 0 && !sameSentence)
        {
            // "Make it Friday": with nothing made yet, "it" is what is being made.
            return AboutIt.Values(waiting, heard);
        }

        if (heard.Operations.Count > 0 || (heard.Cues & (Cues.Correction | Cues.No)) == Cues.None)
        {
            return [];
        }

        // "No, alta": a value that what is asked for has no place for.
        var said = heard.Entities.Where(e => e.Type != EntityType.Text).Select(e => (Slot: waiting.Slots.FirstOrDefault(s => s.Type == e.Type), Entity: e)).ToList();
        return said.TrueForAll(p => p.Slot is not null && !asked.Slots.Any(s => s.Type == p.Entity.Type)) ? said.ConvertAll(p => (p.Slot!, p.Entity)) : [];
    }
}
