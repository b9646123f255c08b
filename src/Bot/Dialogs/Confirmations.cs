using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Dialogs;

/// <summary>Reads a message while a dangerous change waits for its yes.</summary>
/// <remarks>Only a plain yes acts, and only on what was shown; anything else changes the question, answers something else, or leaves it.</remarks>
public sealed class Confirmations(SkillCatalog skills, FrameRunner frames, SlotFiller filler, Leaving leaving, ConfirmedTasks tasks)
{
    /// <summary>Takes a message while <paramref name="frame"/> waits for a yes.</summary>
    /// <returns>Always true: a pending confirmation never leaves a message unanswered.</returns>
    public async Task<bool> TakeAsync(DialogFrame frame, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        var yes = heard.Cues.HasFlag(Cues.Yes);
        var no = heard.Cues.HasFlag(Cues.No);
        // "No, porque falta probar": the reason is no title of another task.
        if (Phrases.IsRefusalWithReason(heard) && heard.Operations.Count == 0)
        {
            await leaving.RefuseAsync(turn, cancellationToken);
            return true;
        }

        if (QuestionPhrases.Doubts(heard.Text) && heard.Operations.All(o => o.Intent is "out_of_scope" or "cancel" || o.Intent == frame.Intent))
        {
            // "Creo que sí" is no yes to what cannot be called harmless.
            await AskAgainAsync(frame, turn, cancellationToken);
            return true;
        }

        if (!no && !heard.Text.Contains('?', StringComparison.Ordinal) && await IsYesAsync(frame, heard, turn, cancellationToken))
        {
            await ConfirmAsync(frame, turn, cancellationToken);
            return true;
        }

        if (await skills.Find(frame.Intent)!.RefineAsync(frame, heard, turn, cancellationToken))
        {
            frame.Confirmation = null;
            frame.Attempts = 0;
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        if (await tasks.NarrowAsync(frame, heard, turn, cancellationToken) || await AdjustsAsync(frame, heard, yes && !no, turn, cancellationToken) || await tasks.ChangeAsync(frame, heard, turn, cancellationToken))
        {
            return true;
        }

        await TurnAwayAsync(frame, heard, engine, turn, cancellationToken);
        return true;
    }

    /// <summary>It is no yes, and changes nothing of what was asked: a no, another request, or neither.</summary>
    private async Task TurnAwayAsync(DialogFrame frame, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (Signs.Refuses(heard.Text) || (Phrases.Refuses(heard.Text) && !AsksElse(frame, heard)))
        {
            await leaving.RefuseAsync(turn, cancellationToken);
            return;
        }

        if (heard.Operations.Count > 0)
        {
            await TakeRequestAsync(frame, heard, engine, turn, cancellationToken);
            return;
        }

        if (heard.Cues.HasFlag(Cues.No))
        {
            await leaving.RefuseAsync(turn, cancellationToken);
            return;
        }

        if (QuestionPhrases.Asks(heard.Text) && frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: [var one] } && skills.SpecOf(new DialogFrame { Intent = Look }) is not null)
        {
            // "¿De quién es?" before a yes: here it is.
            frame.Interrupted = true;
            await frames.StartAsync(new DialogFrame { Intent = Look, Slots = { ["task"] = new TasksSlot([one]) } }, turn, cancellationToken);
            return;
        }

        await AskAgainAsync(frame, turn, cancellationToken);
    }

    private const string Look = "get_status";

    /// <summary>A plain yes, or one with the request told again.</summary>
    private async Task<bool> IsYesAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        (heard.Cues.HasFlag(Cues.Yes) && heard.Cues.HasFlag(Cues.Only))
        || Phrases.Agrees(heard.Text, frame.Intent) || Signs.Agrees(heard.Text)
        || ((heard.Cues.HasFlag(Cues.Yes) || Phrases.BeginsWithYes(heard.Text)) && await tasks.AreRetoldAsync(frame, heard, turn, cancellationToken));

    /// <summary>It was neither: the question once more, but not for ever.</summary>
    private async Task AskAgainAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (++frame.Attempts >= FrameRunner.MaxAttempts)
        {
            await leaving.GiveUpAsync(turn, cancellationToken);
            return;
        }

        var attempts = frame.Attempts;
        turn.Say(turn.Text("yes_or_no"));
        frame.Confirmation = null;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        frame.Attempts = attempts;
    }

    /// <summary>A request instead of an answer, with or without a yes or a no before it.</summary>
    private async Task TakeRequestAsync(DialogFrame frame, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        var yes = heard.Cues.HasFlag(Cues.Yes);
        var no = (heard.Cues & (Cues.No | Cues.Correction)) != Cues.None;
        if (yes && !no && !heard.Cues.HasFlag(Cues.But))
        {
            // "Sí, y asigna la 8 a Ana": the yes counts, then the rest.
            await ConfirmAsync(frame, turn, cancellationToken);
        }
        else if (no && !yes)
        {
            // "No, mejor archívalo": the no counts, then the rest; "it" is what the question was about.
            FrameRunner.Pop(turn.State);
            if (frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: { Count: > 0 } asked })
            {
                turn.State.Focus.Tasks = [.. asked];
            }


            turn.Say(turn.Text("not_done"));
        }

        await engine.BeginAsync(heard, turn, cancellationToken);
    }

    /// <summary>"No, asigna la 8 a Ana": a request beside the no, and not only the refused one told again ("no, no la borres").</summary>
    private static bool AsksElse(DialogFrame frame, Understanding heard) =>
        heard.Operations.Any(o => o.Intent is not ("cancel" or "out_of_scope") && o.Intent != frame.Intent && (o.Slots.Count > 0 || o is { Source: "rule", Confidence: >= DialogEngine.SureOverText }));

    /// <summary>"Sí, pero para el jueves": another slot of the same request. What is dangerous by itself is shown and asked about again.</summary>
    private async Task<bool> AdjustsAsync(DialogFrame frame, Understanding heard, bool yes, Turn turn, CancellationToken cancellationToken)
    {
        if (skills.SpecOf(frame) is not { } spec || heard.Operations is not ([] or [{ }])
            || (heard.Operations is [{ } asked] && asked.Intent != frame.Intent && !asked.Slots.Any(s => s is { Key: "task", Value.Value: ReferenceValue { Kind: ReferenceKind.It or ReferenceKind.Those or ReferenceKind.Both } })))
        {
            return false;
        }

        var said = heard.Operations is [{ } again] ? again.Slots.Values : heard.Entities;
        var pending = frame.Confirmation!;
        var changed = false;
        foreach (var entity in said.Where(e => e.Type is not (EntityType.Task or EntityType.Text)))
        {
            if (Retakes.SlotFor(spec, entity) is { } slot)
            {
                await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
                changed = true;
            }
        }

        if (!changed)
        {
            return false;
        }

        frame.Attempts = 0;
        var skill = skills.Find(frame.Intent)!;
        if (yes && frame.Pending.Count == 0 && pending.ExpiresAt > turn.UtcNow && skill.SafetyOf(frame, turn) == Safety.None)
        {
            // The same things as were shown, and nothing that is dangerous in itself: the yes counts.
            frame.Confirmation = pending;
            frame.Confirmed = true;
            await frames.RunAsync(skill, frame, turn, cancellationToken);
            return true;
        }

        frame.Confirmation = null;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    private async Task ConfirmAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (frame.Confirmation!.ExpiresAt <= turn.UtcNow)
        {
            // Asked again with what is there now; the late yes did nothing.
            frame.Confirmation = null;
            turn.Say(turn.Text("confirmation_late"));
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return;
        }

        frame.Confirmed = true;
        await frames.RunAsync(skills.Find(frame.Intent)!, frame, turn, cancellationToken);
    }
}
