using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>How a request ends undone: left, refused, or given up after too many answers that were none.</summary>
public sealed class Leaving(SkillCatalog skills, FrameRunner frames, TimeProvider clock)
{
    /// <summary>Leaves the innermost request; what waits below it goes on.</summary>
    public async Task CancelAsync(Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        if (state.Top is null && Unfinished.Forget(state) is { } aside)
        {
            turn.Say(turn.Text("cancelled", ("what", Offers.Noun(aside, turn))));
            return;
        }

        if (state.Top is not { } frame)
        {
            var recent = state.LastDone is { } done && clock.GetUtcNow() - done.At < Corrections.Window && skills.SpecOf(new DialogFrame { Intent = done.Intent }) is { Aside: false };
            turn.Say(turn.Text(recent ? "nothing_to_cancel_but_undo" : "nothing_to_cancel"), recent ? [Offers.Undo(turn)] : Offers.Start(turn));
            return;
        }

        FrameRunner.Pop(state);
        var left = turn.Text("cancelled", ("what", Offers.Noun(frame, turn)));
        turn.Say(frames.DropWaiting(frame, turn) is { } others ? $"{left} {others}" : left);
        await frames.ResumeAsync(turn, cancellationToken);
    }

    /// <summary>Lets a question go whose answer is not there yet ("todavía no sé"): whoever finds it says it, and the request goes on.</summary>
    public async Task LetGoAsync(Turn turn, CancellationToken cancellationToken)
    {
        var frame = turn.State.Top!;
        await CancelAsync(turn, cancellationToken);
        if (turn.State.Top is null)
        {
            frames.Keep(frame, turn);
        }
    }

    /// <summary>Gives a request up after too many answers that were none.</summary>
    public async Task GiveUpAsync(Turn turn, CancellationToken cancellationToken)
    {
        var frame = FrameRunner.Pop(turn.State);
        var left = turn.Text("gave_up", ("what", Offers.Noun(frame, turn)));
        turn.Say(frames.DropWaiting(frame, turn) is { } others ? $"{left} {others}" : left, Offers.Start(turn));
        frames.Keep(frame, turn);
        await frames.ResumeAsync(turn, cancellationToken);
    }

    /// <summary>Closes the question: nothing is done.</summary>
    public Task RefuseAsync(Turn turn, CancellationToken cancellationToken) => RefuseAsync(turn, withRest: false, cancellationToken);

    /// <summary>Closes the question: nothing is done.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="withRest">Whether what was said in the same breath and waits is left too, as "cancela" does; a mere no is about the question alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RefuseAsync(Turn turn, bool withRest, CancellationToken cancellationToken)
    {
        var frame = FrameRunner.Pop(turn.State);
        var left = turn.Text("not_done");
        turn.Say(withRest && frames.DropWaiting(frame, turn) is { } others ? $"{left} {others}" : left);
        await frames.RepeatAsync(turn, cancellationToken);
    }

    /// <summary>How many answers that were none a question stands.</summary>
    public static int Limit(SlotSpec slot) => slot.Type == EntityType.Task ? FrameRunner.MaxMisses : FrameRunner.MaxAttempts;

    /// <summary>What was said was no answer: the question once more, but not for ever.</summary>
    public async Task AskAgainAsync(DialogFrame frame, SlotSpec slot, Turn turn, CancellationToken cancellationToken)
    {
        if (++frame.Attempts >= Limit(slot))
        {
            await GiveUpAsync(turn, cancellationToken);
            return;
        }

        turn.Say(turn.Text($"no_answer.{slot.Type.ToString().ToLowerInvariant()}"));
        await frames.AdvanceAsync(frame, turn, cancellationToken);
    }
}
