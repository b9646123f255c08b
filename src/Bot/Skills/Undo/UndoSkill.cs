using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.Undo;

/// <summary>"Deshaz", "undo that": takes back one's last change, and the one before it if asked again; also where the last one cannot be taken back any more.</summary>
public sealed class UndoSkill : Skill<NoSlots>
{
    // How many in a row are passed over: more than anybody would ask for one by one.
    private const int MaxPassed = 20;

    // What was done in one go may be a hundred things; nobody reads so many lines.
    private const int MaxLines = 10;

    private const int MaxNames = 3;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("undo")
    {
        Replies =
        [
            "created_task", "deleted_task", "changed_task", "commented", "role", "member_out", "member_back", "project_open", "project_away", "project_changed", "sprint", "sprint_back", "sprint_gone", "other", "before",
        ],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        List<Guid> passed = [];
        Error? reason = null;
        while (true)
        {
            if ((await turn.UndoAsync(passed, cancellationToken)).Try(out var outcome, out var error))
            {
                return Say(outcome, turn);
            }

            reason ??= error;
            if (error is NothingToUndo or ConcurrentChange || passed.Count >= MaxPassed
                || await turn.Services.Pipeline.NextUndoAsync(turn.Actor, passed, cancellationToken) is not { } blocked)
            {
                return new SkillResult.Refused(reason);
            }

            passed.AddRange(blocked.Entries);
            if (!turn.State.KeptBack.Contains(blocked.Entries[0]))
            {
                // Told before it is passed over: nobody loses sight of what they thought was undone.
                turn.State.KeptBack = passed;
                return await OfferBeforeAsync(error, passed, turn, cancellationToken);
            }
        }
    }

    /// <summary>Which change stays and why, and what came before it.</summary>
    private async Task<SkillResult> OfferBeforeAsync(Error error, IReadOnlyList<Guid> passed, Turn turn, CancellationToken cancellationToken)
    {
        if (await turn.Services.Pipeline.NextUndoAsync(turn.Actor, passed, cancellationToken) is not { } before)
        {
            return new SkillResult.Refused(error);
        }

        var offer = Text(turn, "before", ("what", Offers.Noun(before.Operation, turn)), ("about", string.Join(", ", before.Subjects.Select(SubjectNames.Of).Distinct(StringComparer.Ordinal).Take(MaxNames))));
        return new SkillResult.Done(new Reply($"{ErrorWords.Say(error, turn)} {offer}") { Buttons = [Offers.Undo(turn)] });
    }

    private SkillResult.Done Say(UndoOutcome outcome, Turn turn)
    {
        var tasks = outcome.Undone.SelectMany(u => u.Subjects).OfType<TaskView>().ToList();
        var said = outcome.Undone.Select(u => Describe(u, turn)).ToList();
        var text = string.Join('\n', said.Count <= MaxLines ? said : [.. said.Take(MaxLines - 1), turn.Text("and_more", ("count", said.Count - MaxLines + 1))]);
        // What was done is no longer there to be corrected.
        if (turn.State.LastDone is not { Intent: "plan_sprint" })
        {
            turn.State.Focus.SprintAt = null;
        }

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
