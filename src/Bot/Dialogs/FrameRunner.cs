using System.Collections.Frozen;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;

namespace PmBot.Bot.Dialogs;

/// <summary>Takes one request from what is known of it to its end: asks what is missing, confirms, runs, and goes on with what waits below.</summary>
public sealed class FrameRunner(SkillCatalog skills, SlotFiller filler, SlotResolver resolver, Prompts prompts, Resuming resuming, TimeProvider clock)
{
    /// <summary>How often a question is asked before it is given up.</summary>
    public const int MaxAttempts = 3;

    /// <summary>How many requests can be open inside each other; the outermost is given up beyond that.</summary>
    public const int MaxDepth = 8;

    /// <summary>How often a task is asked for that is not found, before the question is let go.</summary>
    public const int MaxMisses = 2;

    /// <summary>How long a yes counts.</summary>
    public static readonly TimeSpan ConfirmationLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Begins a request that was read from a message.</summary>
    public Task StartAsync(Interpretation interpretation, Turn turn, CancellationToken cancellationToken) => StartAsync(interpretation, group: null, turn, cancellationToken);

    /// <summary>Begins one of several requests that are undone together.</summary>
    public Task StartAsync(Interpretation interpretation, Guid? group, Turn turn, CancellationToken cancellationToken) => StartAsync(interpretation, group, known: null, turn, cancellationToken);

    /// <summary>The same, where some of it is known already and stands against what is read.</summary>
    internal async Task StartAsync(Interpretation interpretation, Guid? group, IReadOnlyDictionary<string, SlotValue>? known, Turn turn, CancellationToken cancellationToken)
    {
        var frame = new DialogFrame { Intent = interpretation.Intent, Words = turn.WordsOf(interpretation), Group = group };
        if (skills.SpecOf(frame) is { } spec)
        {
            await filler.FillAsync(frame, spec, interpretation.Slots, turn, cancellationToken);
            await filler.FillNamedAsync(frame, spec, interpretation, turn, cancellationToken);
            Indefinite.Ask(frame, spec);
        }

        foreach (var (name, value) in known ?? FrozenDictionary<string, SlotValue>.Empty)
        {
            frame.Slots[name] = value;
        }

        await StartAsync(frame, turn, cancellationToken);
    }

    /// <summary>A request that waits behind another of the same sentence. What points at the other is read when its turn comes.</summary>
    public async Task<DialogFrame> QueueAsync(Interpretation interpretation, string said, Turn turn, CancellationToken cancellationToken)
    {
        var frame = new DialogFrame { Intent = interpretation.Intent, Waiting = true, Words = said };
        if (interpretation.Slots.Values.Any(e => e.Value is TaskPickValue or ReferenceValue { Kind: not (ReferenceKind.Me or ReferenceKind.Nobody) }))
        {
            frame.Said = said;
        }
        else if (skills.SpecOf(frame) is { } spec)
        {
            await filler.FillAsync(frame, spec, interpretation.Slots, turn, cancellationToken);
        }

        return frame;
    }

    /// <summary>Begins a request whose slots are known.</summary>
    public async Task StartAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (skills.SpecOf(frame) is null)
        {
            // The reader knows an intent that no skill answers yet.
            var instead = Offers.Instead(frame.Words, turn);
            turn.Say(turn.Text(instead is null ? "not_yet" : "not_yet_task", ("wish", Offers.Wish(frame.Intent, turn))), instead ?? Offers.Start(turn));
            await ResumeAsync(turn, cancellationToken);
            return;
        }

        turn.State.RememberIntent(frame.Intent);
        turn.Begun.Add(frame.Intent);
        turn.State.Stack.Add(frame);
        // What waits behind a request of the same sentence belongs to it: a list of twelve is one request, and none of it is lost to the depth.
        if (turn.State.Stack.Count(f => !f.Waiting) > MaxDepth)
        {
            turn.State.Stack.RemoveRange(0, turn.State.Stack.FindIndex(f => !f.Waiting) + 1);
        }

        await AdvanceAsync(frame, turn, cancellationToken);
    }

    /// <summary>Asks the open question once more as it was asked: "which Ana?" with the same two.</summary>
    public Task RepeatAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (frame is { Asking: { } asked, Question: { } question })
        {
            frame.Pending.TryAdd(asked, new PendingSlot(question, frame.Choices));
        }

        return AdvanceAsync(frame, turn, cancellationToken);
    }

    /// <summary>Goes on with a frame, the innermost one: asks the next question or runs it.</summary>
    public async Task AdvanceAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (frame.Nothing is { } nothing)
        {
            Pop(turn.State);
            turn.Say(nothing);
            await ResumeAsync(turn, cancellationToken);
            return;
        }

        var skill = skills.Find(frame.Intent)!;
        if (frame is { Asking: { } asked, Question: { } question } && !frame.Slots.ContainsKey(asked) && skill.Spec.Slot(asked) is { Required: false })
        {
            // What was worth a question stays one: "which Ana?" is not answered by anything else, nor left out because of it.
            frame.Pending.TryAdd(asked, new PendingSlot(question, frame.Choices));
        }

        frame.Asking = null;
        frame.Choices = [];
        skill.Imply(frame, turn);
        foreach (var slot in skill.SlotsOf(frame))
        {
            if (frame.Pending.Remove(slot.Name, out var pending))
            {
                Prompts.Ask(frame, slot, pending.Question, pending.Choices, turn, pending.Says);
                return;
            }

            if (frame.Slots.ContainsKey(slot.Name) || (frame.Asked != slot.Name && await resolver.FromContextAsync(frame, slot, turn, cancellationToken)))
            {
                continue;
            }

            if (slot.Required)
            {
                if (slot is { Otherwise: { } first, Type: EntityType.Project } && turn.Projects.Count == 0)
                {
                    frame.Interrupted = true;
                    turn.Say(turn.Text("first_" + first));
                    await StartAsync(new DialogFrame { Intent = first }, turn, cancellationToken);
                    return;
                }

                await prompts.AskAsync(frame, slot, turn, cancellationToken);
                return;
            }
        }

        await RunAsync(skill, frame, turn, cancellationToken);
    }

    /// <summary>Says again what is open, after something else was answered.</summary>
    public async Task RepeatAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Top is { } frame)
        {
            frame.Interrupted = true;
            await ResumeAsync(turn, cancellationToken);
        }
    }

    /// <summary>Runs a request that waits for nothing any more.</summary>
    public async Task RunAsync(Skill skill, DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        turn.LastOutcome = null;
        turn.Group = frame.Group;
        switch (await skill.RunAsync(frame, turn, cancellationToken))
        {
            case SkillResult.Done done:
                DoneMemory.Keep(skill, frame, done, turn, clock.GetUtcNow());
                if (done.Next is { } next && turn.State.Top is null)
                {
                    await StartAsync(next, turn, cancellationToken);
                    return;
                }

                break;
            case SkillResult.NeedsConfirmation { Question: var question, Preview: var preview }:
                frame.Confirmation = new PendingConfirmation(
                    Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                    [.. preview.Subjects.Select(s => new ConfirmedSubject(ProjectCore.WireName.Of(s.Kind), s.Id, s.Version))],
                    clock.GetUtcNow() + ConfirmationLifetime);
                frame.Attempts = 0;
                frame.NeedsYes = true;
                Prompts.Confirm(frame, question, turn);
                return;
            case SkillResult.Instead { Frame: var other }:
                Pop(turn.State);
                await StartAsync(other, turn, cancellationToken);
                return;
            case SkillResult.AskFor { Slot: var refused } when frame.Slots.GetValueOrDefault(refused) is NothingSlot:
                // "No" to what has to be known leaves the request.
                Pop(turn.State);
                turn.Say(turn.Text("not_done"));
                break;
            case SkillResult.AskFor { Slot: var slot, Question: var question, Choices: var choices }:
                frame.Slots.Remove(slot);
                Prompts.Ask(frame, skill.Spec.Slot(slot)!, question, [.. choices], turn);
                return;
            case SkillResult.Refused { Error: ConfirmedSomethingElse } when frame.Confirmed:
                // "Sí, pero para el viernes" may concern other things than were shown: what would happen now is shown, and asked about.
                frame.Confirmed = false;
                frame.Confirmation = null;
                await AdvanceAsync(frame, turn, cancellationToken);
                return;
            case SkillResult.Refused { Error: var error }:
                if (await RefuseAsync(skill, frame, error, turn, cancellationToken))
                {
                    return;
                }

                break;
        }

        await ResumeAsync(turn, cancellationToken);
    }

    /// <summary>What cannot be done: asked about once more where something else could be said, or where somebody else has to come in first; else it ends here and says why.</summary>
    /// <returns>Whether the request goes on.</returns>
    private async Task<bool> RefuseAsync(Skill skill, DialogFrame frame, Error error, Turn turn, CancellationToken cancellationToken)
    {
        if (skill.Spec.Slots.FirstOrDefault(s => s.RejectedBy.Contains(error.Code, StringComparer.Ordinal)) is { } rejected && ++frame.Attempts < MaxAttempts)
        {
            frame.Slots.Remove(rejected.Name);
            frame.Confirmation = null;
            turn.Say(ErrorWords.Say(error, turn));
            await prompts.AskAsync(frame, rejected, turn, cancellationToken);
            return true;
        }

        if (Newcomers.Invite(error, frame, skills, turn) is { } invitation)
        {
            DoneMemory.KeepNamed(frame, turn);
            await StartAsync(invitation, turn, cancellationToken);
            return true;
        }

        if (Newcomers.LeaveOut(error, frame))
        {
            await AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        Pop(turn.State);
        if (!Newcomers.IsRefused(error, frame))
        {
            turn.Say(ErrorWords.Say(error, turn), ErrorWords.Ways(error, turn));
        }

        DoneMemory.KeepNamed(frame, turn);
        return false;
    }

    /// <summary>Goes on with what waits: the next request of the same sentence, or the question that was interrupted.</summary>
    internal Task ResumeAsync(Turn turn, CancellationToken cancellationToken) => resuming.GoOnAsync(this, turn, cancellationToken);

    /// <inheritdoc cref="Resuming.DropWaiting"/>
    internal string? DropWaiting(DialogFrame left, Turn turn) => resuming.DropWaiting(left, turn);

    /// <inheritdoc cref="Resuming.Keep"/>
    internal void Keep(DialogFrame frame, Turn turn) => resuming.Keep(frame, turn);

    internal static DialogFrame Pop(ConversationState state)
    {
        var frame = state.Top!;
        state.Stack.RemoveAt(state.Stack.Count - 1);
        return frame;
    }
}
