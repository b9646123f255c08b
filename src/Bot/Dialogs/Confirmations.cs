using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Dialogs;

/// <summary>Reads a message while a dangerous change waits for its yes.</summary>
/// <remarks>Only a plain yes acts, and only on what was shown; anything else changes the question, answers something else, or leaves it.</remarks>
public sealed partial class Confirmations(FrameRunner frames, SkillCatalog skills, SlotResolver resolver)
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
            await LeaveAsync(turn, cancellationToken);
            return true;
        }

        if (Phrases.Doubts(heard.Text) && heard.Operations.All(o => o.Intent is "out_of_scope" or "cancel" || o.Intent == frame.Intent))
        {
            // "Creo que sí" is no yes to what cannot be called harmless.
            await AskAgainAsync(frame, turn, cancellationToken);
            return true;
        }

        if (!no && await IsYesAsync(frame, heard, turn, cancellationToken))
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

        if (await NarrowsAsync(frame, heard, turn, cancellationToken) || await AdjustsAsync(frame, heard, yes && !no, turn, cancellationToken) || await ChangesAsync(frame, heard, turn, cancellationToken))
        {
            return true;
        }

        await TurnAwayAsync(frame, heard, engine, turn, cancellationToken);
        return true;
    }

    /// <summary>It is no yes, and changes nothing of what was asked: a no, another request, or neither.</summary>
    private async Task TurnAwayAsync(DialogFrame frame, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (Phrases.Refuses(heard.Text) && !AsksElse(frame, heard))
        {
            await LeaveAsync(turn, cancellationToken);
            return;
        }

        if (heard.Operations.Count > 0)
        {
            await TakeRequestAsync(frame, heard, engine, turn, cancellationToken);
            return;
        }

        if (heard.Cues.HasFlag(Cues.No))
        {
            await LeaveAsync(turn, cancellationToken);
            return;
        }

        await AskAgainAsync(frame, turn, cancellationToken);
    }

    /// <summary>A plain yes, or one with the request told again.</summary>
    private async Task<bool> IsYesAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        (heard.Cues.HasFlag(Cues.Yes) && heard.Cues.HasFlag(Cues.Only))
        || Phrases.Agrees(heard.Text, frame.Intent)
        || ((heard.Cues.HasFlag(Cues.Yes) || Phrases.BeginsWithYes(heard.Text)) && await RepeatsAsync(frame, heard, turn, cancellationToken));

    /// <summary>It was neither: the question once more, but not for ever.</summary>
    private async Task AskAgainAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (++frame.Attempts >= FrameRunner.MaxAttempts)
        {
            await frames.GiveUpAsync(turn, cancellationToken);
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

    /// <summary>Closes the question: nothing is done.</summary>
    internal Task LeaveAsync(Turn turn, CancellationToken cancellationToken) => LeaveAsync(turn, withRest: false, cancellationToken);

    /// <summary>Closes the question: nothing is done.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="withRest">Whether what was said in the same breath and waits is left too, as "cancela" does; a mere no is about the question alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task LeaveAsync(Turn turn, bool withRest, CancellationToken cancellationToken)
    {
        var frame = FrameRunner.Pop(turn.State);
        var left = turn.Text("not_done");
        turn.Say(withRest && frames.DropWaiting(frame, turn) is { } others ? $"{left} {others}" : left);
        await frames.RepeatAsync(turn, cancellationToken);
    }

    /// <summary>"Sí, pero para el jueves": another slot of the same request. What is dangerous by itself is shown and asked about again.</summary>
    private async Task<bool> AdjustsAsync(DialogFrame frame, Understanding heard, bool yes, Turn turn, CancellationToken cancellationToken)
    {
        if (frames.SpecOf(frame) is not { } spec || heard.Operations is not ([] or [{ }])
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
                await frames.FillAsync(frame, slot, entity, turn, cancellationToken);
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

    /// <summary>"Sí, borra la 7": the request said again with the yes, about the same tasks.</summary>
    private async Task<bool> RepeatsAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations is not [{ } again] || again.Intent != frame.Intent)
        {
            return false;
        }

        return !again.Slots.TryGetValue("task", out var said)
            || said.Value is ReferenceValue { Kind: ReferenceKind.It or ReferenceKind.Those or ReferenceKind.Both }
            || (await ResolveTasksAsync(frame, said, turn, cancellationToken) is { } tasks && SameTasks(frame, tasks));
    }

    /// <summary>"Menos la 8", "quita la última", "solo las dos primeras": fewer of those that were shown.</summary>
    private async Task<bool> NarrowsAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var (less, just) = (Less().Match(heard.Text), Just().Match(heard.Text));
        if (frame.Slots.GetValueOrDefault("task") is not TasksSlot { Tasks: { Count: > 1 } shown } || !(less.Success || just.Success))
        {
            return false;
        }

        var from = less.Success ? less.Index + less.Length : just.Index + just.Length;
        var meant = new HashSet<Guid>();
        foreach (var entity in heard.Entities.Where(e => e.Type == EntityType.Task && e.End > from))
        {
            var value = entity.Value is TaskPickValue { Except.Count: > 0 } all ? all with { Of = all.Except, Except = [] } : entity.Value;
            if (await OfShownAsync(frame, entity with { Value = value }, turn, cancellationToken) is { } tasks)
            {
                meant.UnionWith(tasks.Tasks.Select(t => t.Id));
            }
        }

        if (!shown.Any(t => meant.Contains(t.Id)))
        {
            return false;
        }

        IReadOnlyList<TaskReference> kept = [.. shown.Where(t => meant.Contains(t.Id) != less.Success)];
        if (kept.Count == 0)
        {
            await LeaveAsync(turn, cancellationToken);
            return true;
        }

        frame.Slots["task"] = new TasksSlot(kept, Described: true);
        frame.Confirmation = null;
        frame.Attempts = 0;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\W*((s[ií]|ok|dale|yes|no|todas|todos|all|bueno|va|pero|but)\b[\s,]*)*(menos|excepto|salvo|sin|quita(ndo)?|quit[aá]|saca(ndo)?|sac[aá]|dej[aá] fuera|no toques|except|but not|not|without|minus|leave out|skip|remove|drop|take out|exclude|all but)\b", Options, MatchTime.Most)]
    private static partial Regex Less();

    [GeneratedRegex(@"^\W*((s[ií]|ok|dale|yes|no|bueno|va|pero|but|mejor)\b[\s,]*)*(s[oó]lo|solamente|nada m[aá]s|nom[aá]s|[uú]nicamente|only|just)\b", Options, MatchTime.Most)]
    private static partial Regex Just();

    /// <summary>"The second", while several are shown to be confirmed, is the second of these.</summary>
    private async Task<TasksSlot?> OfShownAsync(DialogFrame frame, Entity said, Turn turn, CancellationToken cancellationToken)
    {
        var (list, taken) = (turn.State.Focus.List, turn.State.Focus.Taken);
        if (frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: { Count: > 1 } shown })
        {
            turn.State.Focus.Show(shown);
        }

        var meant = await ResolveTasksAsync(frame, said, turn, cancellationToken);
        (turn.State.Focus.List, turn.State.Focus.Taken) = (list, taken);
        return meant;
    }

    /// <summary>"No, la 8", "sí pero la 8": the question is asked again about the right thing.</summary>
    private async Task<bool> ChangesAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var said = heard.Operations is [{ } again] && again.Intent == frame.Intent && again.Slots.TryGetValue("task", out var retold)
            ? retold
            : heard.Operations.Count == 0 ? heard.Entities.FirstOrDefault(e => e.Type == EntityType.Task) ?? Words(heard) : null;
        if (said is null || frames.SpecOf(frame)?.Slot("task") is not { } slot
            || await OfShownAsync(frame, said, turn, cancellationToken) is not { } tasks || SameTasks(frame, tasks))
        {
            return false;
        }

        frame.Slots[slot.Name] = tasks;
        frame.Confirmation = null;
        frame.Attempts = 0;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"No, the cookie banner": what is left after the cue may be a task's title.</summary>
    private static Entity? Words(Understanding heard)
    {
        var words = Hesitation().Replace(heard.Rest.Trim(), "");
        return !heard.Cues.HasFlag(Cues.Only) && words.Length is >= 3 and <= 80
            ? new Entity(EntityType.Task, new TextValue(words), words, 0, heard.Text.Length)
            : null;
    }

    [GeneratedRegex(@"^(no\b[\s,]*)?(wait|hold on|espera|esp[eé]rate|perd[oó]n|sorry)?[\s,]*\b(the|la del?|el del?|la|el|lo de)?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Hesitation();

    private async Task<TasksSlot?> ResolveTasksAsync(DialogFrame frame, Entity said, Turn turn, CancellationToken cancellationToken) =>
        frames.SpecOf(frame)?.Slot("task") is { } slot && await resolver.ResolveAsync(slot, said, turn, cancellationToken) is Resolution.Filled { Value: TasksSlot tasks }
            ? tasks
            : null;

    private static bool SameTasks(DialogFrame frame, TasksSlot tasks) =>
        frame.Slots.GetValueOrDefault("task") is TasksSlot shown && shown.Tasks.Select(t => t.Id).ToHashSet().SetEquals(tasks.Tasks.Select(t => t.Id));
}
