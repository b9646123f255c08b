using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.Redo;

/// <summary>"Rehaz", "redo": does again what was last undone, and what was undone before that if asked again. What is dangerous asks first.</summary>
public sealed class RedoSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("redo")
    {
        Replies = ["confirm", "deleted_task", "done_task", "commented", "other"],
    };

    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var confirmation = turn.ConfirmationFor(frame);
        if (confirmation is null)
        {
            var preview = await turn.Services.Pipeline.PreviewRedoAsync(turn.Actor, cancellationToken);
            if (!preview.Try(out var shown, out var refusal))
            {
                return new SkillResult.Refused(refusal);
            }

            if (shown.Safety != Safety.None)
            {
                return new SkillResult.NeedsConfirmation(new Reply(Text(turn, "confirm", ("what", Names(shown.Views)))), shown);
            }
        }

        var result = await turn.RedoAsync(confirmation, cancellationToken);
        if (!result.Try(out var outcome, out var error))
        {
            return new SkillResult.Refused(error);
        }

        var tasks = outcome.Redone.SelectMany(r => r.Subjects).OfType<TaskView>().Where(t => !t.Deleted).DistinctBy(t => t.Id).ToList();
        return new SkillResult.Done(new Reply(string.Join('\n', outcome.Redone.Select(r => Describe(r, turn)))) { Buttons = [Offers.Undo(turn), Offers.List(turn)] })
        {
            Tasks = tasks.Count > 0 ? [.. tasks.Select(TaskWords.Reference)] : null,
        };
    }

    /// <summary>Never called: the confirmation is with the frame.</summary>
    protected override Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Redo runs with its frame.");

    private string Describe(UndoneOperation redone, Turn turn) => redone switch
    {
        _ when redone.Subjects.All(s => s is TaskView { Deleted: true }) => Text(turn, "deleted_task", ("tasks", Names(redone.Subjects))),
        _ when redone.Subjects.OfType<TaskView>().Any() => Text(turn, "done_task", ("tasks", TaskWords.Several(redone.Subjects, turn))),
        _ when redone.Subjects.OfType<CommentView>().FirstOrDefault() is { } comment => Text(turn, "commented", ("task", SubjectNames.Of(comment))),
        _ => Text(turn, "other", ("what", Offers.Noun(redone.Operation, turn)), ("name", Names(redone.Subjects))),
    };

    private static string Names(IEnumerable<SubjectView> subjects) => string.Join(", ", subjects.Select(SubjectNames.Of));
}
