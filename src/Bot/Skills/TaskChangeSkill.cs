using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills;

/// <summary>A skill that sets one field of one or several tasks.</summary>
/// <typeparam name="TSlots">Its slots; one of them is the tasks.</typeparam>
public abstract class TaskChangeSkill<TSlots> : OperationSkill<TSlots>
    where TSlots : notnull
{
    /// <summary>The tasks that are meant.</summary>
    protected abstract TasksSlot Tasks(TSlots slots);

    /// <summary>What becomes of them.</summary>
    protected abstract TaskChange Change(TSlots slots, Turn turn);

    /// <summary>What to say of it.</summary>
    protected abstract string Say(TSlots slots, IReadOnlyList<TaskView> tasks, Turn turn);

    /// <inheritdoc/>
    public override Operation ToOperation(TSlots slots, Turn turn) =>
        new ChangeTask([.. Tasks(slots).Tasks.Select(t => new TaskId(t.Id))], Change(slots, turn));

    /// <inheritdoc/>
    protected sealed override SkillResult.Done Describe(TSlots slots, OperationOutcome outcome, Turn turn)
    {
        IReadOnlyList<TaskView> tasks = [.. outcome.Subjects.OfType<TaskView>()];
        var text = Say(slots, tasks, turn);
        // The card shows the tasks themselves; its headline is what is said of them.
        var headline = text.Replace(TaskWords.Several(tasks, turn), "", StringComparison.Ordinal).Trim(' ', ':', '\n');
        return new SkillResult.Done(new Reply(text) { Buttons = TaskOffers.After(tasks, turn), Card = TaskCards.Done(tasks, headline, turn) })
        {
            Tasks = [.. tasks.Select(TaskWords.Reference)],
            Project = new ProjectSlot(tasks[0].Project.Id.Value, tasks[0].Project.Name),
        };
    }

    /// <inheritdoc/>
    protected sealed override SkillResult.Done? DescribeRefusal(TSlots slots, Error error, Turn turn)
    {
        // Asking for what is already so is no failure: say that it is so.
        var tasks = Tasks(slots).Tasks;
        return error is NothingToChange
            ? new SkillResult.Done(new Reply(Text(turn, "same", ("tasks", string.Join(", ", tasks.Select(t => $"#{t.Number} {t.Title}")))))) { Tasks = tasks }
            : null;
    }
}
