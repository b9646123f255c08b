using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.Undo;

/// <summary>"Deshaz", "undo that": takes back one's last change, and the one before it if asked again.</summary>
public sealed class UndoSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("undo")
    {
        Replies = ["created_task", "deleted_task", "changed_task", "commented", "other"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var result = await turn.UndoAsync(cancellationToken);
        if (!result.Try(out var outcome, out var error))
        {
            return new SkillResult.Refused(error);
        }

        var tasks = outcome.Undone.SelectMany(u => u.Subjects).OfType<TaskView>().ToList();
        var text = string.Join('\n', outcome.Undone.Select(u => Describe(u, turn)));
        // What was done is no longer there to be corrected.
        turn.State.LastDone = null;
        return new SkillResult.Done(new Reply(text) { Buttons = [Offers.Undo(turn), Button.Saying(turn.Text("offer.redo"))] })
        {
            Tasks = tasks.Count > 0 ? [.. tasks.Where(t => !t.Deleted).Select(TaskWords.Reference)] : null,
        };
    }

    private string Describe(UndoneOperation undone, Turn turn) => undone.Operation switch
    {
        "create_task" => Text(turn, "created_task", ("tasks", Titles(undone))),
        "delete_task" => Text(turn, "deleted_task", ("tasks", TaskWords.Several(undone.Subjects, turn))),
        "comment_task" when undone.Subjects.OfType<CommentView>().FirstOrDefault() is { } comment =>
            Text(turn, "commented", ("task", $"#{comment.TaskNumber} {comment.TaskTitle}")),
        _ when undone.Subjects.OfType<TaskView>().Any() => Text(turn, "changed_task", ("tasks", TaskWords.Several(undone.Subjects, turn))),
        _ => Text(turn, "other", ("what", Offers.Noun(undone.Operation, turn))),
    };

    private static string Titles(UndoneOperation undone) => string.Join(", ", undone.Subjects.OfType<TaskView>().Select(t => $"#{t.Number} {t.Title}"));
}
