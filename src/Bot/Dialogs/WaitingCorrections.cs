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
