using PmBot.Bot.State;

namespace PmBot.Bot.Dialogs;

/// <summary>What a conversation keeps of a request that came to its end: what "it", "those" and "the second" are now, and what can be corrected or repeated.</summary>
internal static class DoneMemory
{
    /// <summary>Closes a request that is done, says so, and remembers it.</summary>
    public static void Keep(Skill skill, DialogFrame frame, SkillResult.Done done, Turn turn, DateTimeOffset utcNow)
    {
        var state = turn.State;
        FrameRunner.Pop(state);
        // "What kind of project shall we start with?" is answered by a project that was made in other words.
        state.Stack.RemoveAll(IsAnswered);
        state.Aside = state.Aside is { Frames: [.., var aside] } && IsAnswered(aside) ? null : state.Aside;
        turn.Say(done.Reply);
        if (done.Tasks is { } tasks)
        {
            state.Focus.Tasks = [.. tasks];
        }

        if (done.Tasks is { } touched && turn.LastOutcome is not null)
        {
            state.Focus.Take(touched);
        }

        if (done is { List: { } seen, Tasks: null } && (state.Focus.Tasks.Count > 1 || seen.Count > 1))
        {
            // "Those" are now the ones of the list, and "it" is none of them until one is named.
            state.Focus.Tasks = [];
        }

        if (done.List is { } list)
        {
            state.Focus.Show(list);
            state.Focus.More = done.More;
            state.Focus.Back = done.Back;
        }

        if (turn.LastOutcome is { Operation: "create_task" } && done.Tasks is { } made)
        {
            turn.Made.AddRange(made);
            if (turn.Made.Count > 1)
            {
                // "La segunda es para Kate", after two were made in one sentence.
                state.Focus.Show(turn.Made);
                (state.Focus.More, state.Focus.Back) = (null, null);
            }
        }

        state.Focus.Project = done.Project ?? state.Focus.Project;
        if (done.Sprint is { } sprint)
        {
            (state.Focus.Sprint, state.Focus.SprintAt) = (sprint, utcNow);
        }

        if (skill.Spec.Slots.Count > 0)
        {
            state.LastDone = new Executed(frame.Intent, frame.Slots, [.. done.Tasks ?? []], utcNow)
            {
                Operation = turn.LastOutcome?.Operation,
                Subject = turn.LastOutcome is { Subjects: [var first, ..] } ? first.Subject.Id : null,
            };
        }

        bool IsAnswered(DialogFrame open) =>
            open.Intent == frame.Intent && open is { Waiting: false, Pending.Count: 0 } && open.Slots.All(s => s.Value.Equals(frame.Slots.GetValueOrDefault(s.Key)));
    }

    /// <summary>"Assign 16 to Luis", who may not have it: "it" is 16 all the same, and nothing that was spoken of before.</summary>
    public static void KeepNamed(DialogFrame frame, Turn turn)
    {
        if (frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: { Count: > 0 } named })
        {
            turn.State.Focus.Tasks = [.. named];
        }
    }
}
