using PmBot.Bot.Cards;
using PmBot.Bot.Learning;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Dialogs;

/// <summary>Corrects anything that was done by taking it back and doing it again with what was said now, in any skill.</summary>
/// <remarks>A skill may know a better way (<see cref="Skill.Correct"/>): a project that gets another name stays the same project.</remarks>
public sealed class Retakes(SkillCatalog skills, FrameRunner frames, SlotFiller filler, FeedbackWatch watch)
{
    private const int MaxText = 200;

    /// <summary>Takes a message as a correction of what was done, if a slot of it is said.</summary>
    /// <param name="done">What was done.</param>
    /// <param name="spec">Of its skill.</param>
    /// <param name="fragments">What was found in the message.</param>
    /// <param name="heard">The message.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it says nothing of it: nothing was done.</returns>
    public async Task<bool> TakeAsync(Executed done, SkillSpec spec, IReadOnlyList<Entity> fragments, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var corrects = (heard.Cues & (Cues.Correction | Cues.No)) != Cues.None;
        var frame = new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) };
        var said = new List<KeyValuePair<string, string>>();
        foreach (var entity in fragments)
        {
            if (SlotFor(spec, entity) is { } slot && (corrects || !done.Slots.ContainsKey(slot.Name)))
            {
                await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
                said.Add(new(slot.Name, entity.Text));
            }
        }

        if (said.Count == 0 && (corrects || Phrases.Name(heard.Rest) is not null) && Words(done, spec, heard) is var (text, words))
        {
            frame.Slots[text.Name] = new TextSlot(words);
            said.Add(new(text.Name, words));
        }

        if (said.Count == 0 || (frame.Pending.Count == 0 && done.Slots.Count == frame.Slots.Count && done.Slots.All(p => frame.Slots.GetValueOrDefault(p.Key) == p.Value)))
        {
            return false;
        }

        watch.Corrected(done.Intent, said, turn);
        await RetakeAsync(done, frame, turn, cancellationToken);
        return true;
    }

    /// <summary>Takes back what was done, and begins it with the other slots; where that is refused, what was done stays.</summary>
    public async Task RetakeAsync(Executed done, DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (frame.Pending.Count == 0 && skills.Find(done.Intent)?.Correct(done, frame) is { } change)
        {
            await ChangeAsync(done, frame, change, turn, cancellationToken);
            return;
        }

        if (done.Operation is null)
        {
            // It changed nothing that could be taken back.
            await frames.StartAsync(frame, turn, cancellationToken);
            return;
        }

        if (!(await turn.UndoAsync(cancellationToken)).Try(out _, out var error))
        {
            turn.Say(ErrorWords.Say(error, turn));
            await frames.RepeatAsync(turn, cancellationToken);
            return;
        }

        turn.Say(turn.Text("retaken"));
        turn.State.LastDone = null;
        await frames.StartAsync(frame, turn, cancellationToken);
        if (turn.State.LastDone is null && !turn.State.Stack.Contains(frame) && (await turn.RedoAsync(confirmation: null, cancellationToken)).IsOk)
        {
            turn.State.LastDone = done;
            turn.Say(turn.Text("stays_as_it_was"));
        }
    }

    private async Task ChangeAsync(Executed done, DialogFrame frame, Operation change, Turn turn, CancellationToken cancellationToken)
    {
        var outcome = await turn.ExecuteAsync(change, confirmation: null, cancellationToken);
        if (outcome.Try(out var result, out var error))
        {
            turn.State.LastDone = done with { Slots = frame.Slots, At = turn.UtcNow, Operation = result.Operation };
            turn.Say(new Reply(turn.Text("corrected", ("what", string.Join(", ", result.Subjects.Select(SubjectNames.Of)))))
            {
                Buttons = [Offers.Undo(turn)],
                Card = TaskCards.Done([.. result.Subjects.OfType<TaskView>()], turn.Text("corrected", ("what", "")).Trim(' ', ':'), turn),
            });
        }
        else
        {
            turn.Say(ErrorWords.Say(error, turn));
        }

        await frames.RepeatAsync(turn, cancellationToken);
    }

    /// <summary>The slot that a piece of the message is for.</summary>
    public static SlotSpec? SlotFor(SkillSpec spec, Entity entity) =>
        spec.Slots.FirstOrDefault(s => s.Type == entity.Type && s.Type is not EntityType.Text && s.Name != ListContinuation.SkipSlot)
        ?? spec.Slots.FirstOrDefault(s => (s.Type, entity.Type) is (EntityType.Date, EntityType.DateRange) or (EntityType.DateRange, EntityType.Date) or (EntityType.Estimate, EntityType.Number) && s.Name != ListContinuation.SkipSlot);

    /// <summary>"Perdón, que se llame Tienda Sur": the free words of what was done.</summary>
    private static (SlotSpec Slot, string Words)? Words(Executed done, SkillSpec spec, Understanding heard)
    {
        if (spec.Slots.FirstOrDefault(s => s.Type == EntityType.Text && done.Slots.ContainsKey(s.Name)) is not { } slot)
        {
            return null;
        }

        var named = Phrases.Name(heard.Rest);
        if (named is null && !heard.Cues.HasFlag(Cues.Correction))
        {
            return null;
        }

        var words = named ?? Phrases.Unquoted(heard.Rest);
        return words.Length is >= 2 and <= MaxText && (named is not null || !Phrases.OnlyPoints(words)) ? (slot, words) : null;
    }
}
