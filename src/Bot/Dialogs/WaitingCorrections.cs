using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

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

    /// <summary>"La segunda para Luis", "la del banner que la haga Ana" while the project of two new tasks is asked for: one of what is being made.</summary>
    private async Task<bool> OneOfSeveralAsync(DialogFrame frame, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations is not [{ Slots: var said }] || said.GetValueOrDefault("task")?.Value is not { } which || spec.Slot("task") is not null)
        {
            return false;
        }

        List<DialogFrame> made = [frame, .. Enumerable.Reverse(turn.State.Stack).Where(f => f != frame).TakeWhile(f => f.Waiting && f.Intent == frame.Intent)];
        var values = said.Where(s => s.Key != "task" && spec.Slot(s.Key) is not null).ToList();
        if (values.Count == 0 || values.Count != said.Count - 1 || Meant(which, made) is not { } one)
        {
            return false;
        }

        await filler.FillAsync(one, spec, values, turn, cancellationToken);
        turn.Say(turn.Text("noted_for_title", ("title", Title(one) ?? Offers.Noun(one, turn))));
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>By its place among several, or by words that only its title has.</summary>
    private static DialogFrame? Meant(EntityValue which, List<DialogFrame> made)
    {
        switch (which)
        {
            case ReferenceValue { Kind: ReferenceKind.Ordinal, Ordinal: var place } when made.Count > 1:
                return made.ElementAtOrDefault(place > 0 ? place - 1 : made.Count + place);
            case TaskDescriptionValue { Person: null, Plural: false, Words: { Length: > 0 } words }:
                var sought = Fold.Text(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return made.Where(f => Title(f) is { } title && Fold.Text(title).Split(' ') is var there && Array.TrueForAll(sought, w => there.Contains(w, StringComparer.Ordinal))).Take(2).ToList() is [var only] ? only : null;
            default:
                return null;
        }
    }

    private static string? Title(DialogFrame frame) => frame.Slots.GetValueOrDefault("title") is TextSlot { Text: var title } ? title : null;

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
