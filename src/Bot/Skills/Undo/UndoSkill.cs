using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.Undo;

/// <summary>"Deshaz", "undo that": takes back one's last change, and the one before it if asked again.</summary>
public sealed class UndoSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("undo")
    {
        Replies =
        [
            "created_task", "deleted_task", "changed_task", "commented", "role", "member_out", "member_back", "project_open", "project_away", "project_changed", "sprint", "sprint_back", "sprint_gone", "other",
        ],
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
        _ when undone.Subjects.OfType<SprintView>().FirstOrDefault() is { } sprint => Sprint(undone, sprint, turn),
        _ when undone.Subjects is [MemberView member] => Member(member, turn),
        "archive_project" when undone.Subjects is [ProjectView project] => Text(turn, "project_open", ("project", project.Name)),
        "unarchive_project" when undone.Subjects is [ProjectView project] => Text(turn, "project_away", ("project", project.Name)),
        "change_project" when undone.Subjects is [ProjectView { Changes.Count: > 0 } project] =>
            Text(turn, "project_changed", ("project", project.Name), ("changes", string.Join(", ", project.Changes.Select(c => ChangeWords.To(c, turn))))),
        _ when undone.Subjects.OfType<TaskView>().Any() => Text(turn, "changed_task", ("tasks", TaskWords.Several(undone.Subjects, turn))),
        _ => Text(turn, "other", ("what", Offers.Noun(undone.Operation, turn))),
    };

    private string Member(MemberView member, Turn turn)
    {
        var key = member switch { { Deleted: true } => "member_out", { Changes.Count: > 0 } when member.Changes[0].From is not null => "role", _ => "member_back" };
        return Text(turn, key, ("person", member.Person.FullName), ("project", member.Project.Name), ("role", turn.Text($"role.{WireName.Of(member.Role)}")));
    }

    /// <summary>The sprint as it is again, and how many tasks came with it.</summary>
    private string Sprint(UndoneOperation undone, SprintView sprint, Turn turn)
    {
        var key = sprint.Deleted ? "sprint_gone" : undone.Operation == "delete_sprint" ? "sprint_back" : "sprint";
        return Text(
            turn, key, ("sprint", SprintWords.Line(sprint.Name, sprint.Start, sprint.End, sprint.Goal, sprint.Capacity, turn)), ("name", sprint.Name),
            ("status", turn.Text($"sprint.state.{WireName.Of(sprint.Status)}")), ("project", sprint.Project.Name), ("count", undone.Subjects.OfType<TaskView>().Count()));
    }

    private static string Titles(UndoneOperation undone) => string.Join(", ", undone.Subjects.OfType<TaskView>().Select(t => $"#{t.Number} {t.Title}"));
}
