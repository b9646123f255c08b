using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>Goes on with what waits once a request has come to its end: the next of the same sentence, or the question that was interrupted, which is put aside when it came back often enough.</summary>
public sealed class Resuming(SkillCatalog skills, INaturalLanguage nlu, TimeProvider clock)
{
    /// <summary>How often an interrupted request comes back, the second time in a line, before it is put aside.</summary>
    public const int MaxResumes = 2;
    private const double Sure = 0.9;

    /// <summary>Goes on with what is innermost, if it waits or was interrupted.</summary>
    internal Task GoOnAsync(FrameRunner frames, Turn turn, CancellationToken cancellationToken) => turn.State.Top switch
    {
        { Waiting: true } next => BeginAsync(frames, next, turn, cancellationToken),
        { Interrupted: true } interrupted => ReturnToAsync(frames, interrupted, turn, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>What was said in the same breath and had to wait goes with what is left, and is named; what was interrupted comes back.</summary>
    /// <remarks>What waits for the very thing that was given up, a first project, goes too: it would only ask for it again.</remarks>
    internal string? DropWaiting(DialogFrame left, Turn turn)
    {
        var dropped = PopWaiting(left, turn);
        return dropped.Count == 0 ? null : turn.Text("left_too", ("what", string.Join(", ", dropped.Select(f => Offers.Noun(f, turn)))));
    }

    private List<DialogFrame> PopWaiting(DialogFrame left, Turn turn)
    {
        var popped = new List<DialogFrame>();
        while (turn.State.Top is { } below
            && (below.Waiting || (turn.Projects.Count == 0 && skills.SpecOf(below) is { } spec && spec.Slots.Any(s => s.Otherwise == left.Intent))))
        {
            popped.Add(FrameRunner.Pop(turn.State));
        }

        return popped;
    }

    /// <summary>The next request of the same sentence.</summary>
    private async Task BeginAsync(FrameRunner frames, DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        FrameRunner.Pop(turn.State);
        frame.Waiting = false;
        if (frame.Said is { } said && (Whole(said, frame.Intent, turn) ?? nlu.Understand(said, turn.NluContext(null) with { IsPiece = true }).Operations.FirstOrDefault(o => o.Intent == frame.Intent)) is { } operation)
        {
            // What was corrected while it waited stands against what the sentence had said.
            await frames.StartAsync(operation, frame.Group, frame.Slots, turn, cancellationToken);
        }
        else
        {
            frame.Said = null;
            await frames.StartAsync(frame, turn, cancellationToken);
        }
    }

    /// <summary>What a piece says that is a request by itself: "ponle prioridad baja" gives no task called "prioridad" anything; null where it is only read beside others.</summary>
    private Interpretation? Whole(string said, string intent, Turn turn) =>
        nlu.Understand(said, turn.NluContext(null)).Operations is [{ Source: "rule", Confidence: >= Sure } only] && only.Intent == intent && only.Slots.TryGetValue("task", out var task) && task.Value is ReferenceValue ? only : null;

    /// <summary>The question that was interrupted, asked afresh: what can be chosen, or what was to be confirmed, may have changed.</summary>
    private async Task ReturnToAsync(FrameRunner frames, DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        frame.Interrupted = false;
        if (frame is { Asking: { } asked, Sought: { } sought } && skills.SpecOf(frame)?.Slot(asked)?.Type == EntityType.Task && turn.Made is [var made] && Fold.Text(made.Title) == Fold.Text(sought))
        {
            // "Plumber's for Monday", there is none, "create it": it is for Monday.
            frame.Slots[asked] = new TasksSlot([made]);
            (frame.Asking, frame.Confirmation) = (null, null);
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return;
        }

        frame.Resumed++;
        if (skills.SpecOf(frame) is null || frame.Resumed > (frame.IsLost ? 1 : MaxResumes))
        {
            // The person has moved on; asking for ever would be nagging.
            PutAside(FrameRunner.Pop(turn.State), turn);
            await GoOnAsync(frames, turn, cancellationToken);
            return;
        }

        if (frame.Resumed == 1)
        {
            turn.Say(turn.Text("back_to", ("what", Offers.Noun(frame, turn))));
        }

        frame.Confirmation = null;
        frame.IsBrief = frame.Resumed == MaxResumes;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        frame.IsBrief = false;
    }

    /// <summary>Keeps a request whose question was let go: the answer itself takes it up again, while it is fresh.</summary>
    internal void Keep(DialogFrame frame, Turn turn)
    {
        if (!skills.IsAside(frame.Intent))
        {
            (frame.Confirmation, frame.Attempts, frame.Resumed) = (null, 0, 0);
            turn.State.Aside = new PutAside([frame], clock.GetUtcNow() + Unfinished.Lifetime);
        }
    }

    /// <summary>Says once how the request is taken up again, and asks for it no more.</summary>
    private void PutAside(DialogFrame frame, Turn turn)
    {
        (frame.Confirmation, frame.Resumed) = (null, 0);
        List<DialogFrame> left = [.. Enumerable.Reverse(PopWaiting(frame, turn)), frame];
        if (skills.IsAside(frame.Intent) || turn.State.Aside is { Messages: 0 })
        {
            // What was only to be looked at is no loss; what else is left at the same time waits below, and is not named besides.
            turn.State.Aside?.Frames.InsertRange(0, skills.IsAside(frame.Intent) ? [] : left);
            return;
        }

        turn.State.Aside = new PutAside(left, clock.GetUtcNow() + Unfinished.Lifetime);
        turn.Say(turn.Text("put_aside", ("what", Offers.Noun(frame, turn))), Button.Saying(turn.Text("take_up_say")));
    }
}
