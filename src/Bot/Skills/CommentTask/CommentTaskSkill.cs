using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.CommentTask;

/// <summary>Which task, and what to say about it.</summary>
/// <remarks>The mode <c>remove</c> takes back the comment that was just made.</remarks>
public sealed record CommentTaskSlots(TasksSlot Task, TextSlot Comment, ChoiceSlot? Mode);

/// <summary>"Comenta en la 7: ya probé en staging".</summary>
public sealed class CommentTaskSkill : OperationSkill<CommentTaskSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("comment_task")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Text("comment").Rejects("text_missing", "text_too_long"), Ask.Choice("mode", "remove").Optional()],
        Replies = ["commented", "one_only", "only_the_last"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(CommentTaskSlots slots, Turn turn) =>
        new ProjectCore.Tasks.CommentTask(new TaskId(slots.Task.Tasks[0].Id), slots.Comment.Text);

    /// <summary>"Borra ese comentario" needs no words of one, nor a task.</summary>
    internal override void Imply(DialogFrame frame)
    {
        if (frame.Slots.ContainsKey("mode"))
        {
            frame.Slots["comment"] = new TextSlot("-");
            frame.Slots.TryAdd("task", new TasksSlot([]));
        }
    }

    /// <inheritdoc/>
    protected override SkillResult? Check(CommentTaskSlots slots, Turn turn)
    {
        if (slots.Mode is null)
        {
            return AskForOne(slots, turn);
        }

        return turn.State.LastDone is { Intent: "comment_task", Operation: not null }
            ? new SkillResult.Instead(new DialogFrame { Intent = "undo" })
            : new SkillResult.Done(new Reply(Text(turn, "only_the_last")));
    }

    private SkillResult.AskFor? AskForOne(CommentTaskSlots slots, Turn turn) =>
        slots.Task.Tasks.Count > 1
            ? new SkillResult.AskFor(
                "task", Text(turn, "one_only"), [.. slots.Task.Tasks.Select(t => new SlotChoice($"#{t.Number} {t.Title}", new TasksSlot([t])))])
            : null;

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(CommentTaskSlots slots, OperationOutcome outcome, Turn turn)
    {
        var comment = outcome.Subjects.OfType<CommentView>().First();
        return new SkillResult.Done(new Reply(Text(turn, "commented", ("task", $"#{comment.TaskNumber} {comment.TaskTitle}"), ("comment", comment.Text)))
        {
            Buttons = [Offers.Undo(turn)],
        })
        {
            Tasks = slots.Task.Tasks,
        };
    }
}
