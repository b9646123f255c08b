using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.DeleteSprint;

/// <summary>Which sprint.</summary>
public sealed record DeleteSprintSlots(SlotValue? Sprint, SlotValue? Project);

/// <summary>"Borra el sprint 6": asks first, and says what becomes of its tasks.</summary>
public sealed class DeleteSprintSkill : Skill<DeleteSprintSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("delete_sprint")
    {
        Slots = [Ask.Sprint().Optional(), Ask.Project().Optional()],
        Replies = ["confirm", "confirm_empty", "confirm_running", "deleted", "deleted_empty"],
    };

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        if (!SprintPicker.TryProject(slots.Project, slots.Sprint as SprintSlot, turn, out var project, out var instead, Role.Admin)
            || !SprintPicker.TrySprint(project, SprintPicker.Meant(slots.Sprint, project, turn), "current", turn, out var sprint, out instead))
        {
            return instead;
        }

        // The yes is to this very sprint, whatever is the current one by then.
        (frame.Slots["project"], frame.Slots["sprint"]) = (SprintPicker.Slot(project), SprintPicker.Slot(sprint));
        var operation = new ProjectCore.Sprints.DeleteSprint(sprint.Id);
        if (turn.ConfirmationFor(frame) is not { } confirmation)
        {
            var preview = await turn.Services.Pipeline.PreviewAsync(operation, turn.Actor, cancellationToken);
            return preview.Try(out var shown, out var refusal)
                ? new SkillResult.NeedsConfirmation(new Reply(Question(sprint.Status == ProjectCore.Sprints.SprintState.Active, shown, turn)), shown)
                : new SkillResult.Refused(refusal);
        }

        var outcome = await turn.ExecuteAsync(operation, confirmation, cancellationToken);
        if (!outcome.Try(out var done, out var error))
        {
            return new SkillResult.Refused(error);
        }

        IReadOnlyList<TaskView> tasks = [.. done.Subjects.OfType<TaskView>()];
        return new SkillResult.Done(new Reply(Text(turn, tasks.Count == 0 ? "deleted_empty" : "deleted", ("name", sprint.Name), ("project", project.Name), ("count", tasks.Count)))
        {
            Buttons = [Offers.Undo(turn)],
        })
        {
            Tasks = [],
            List = tasks.Count > 0 ? [.. tasks.Select(TaskWords.Reference)] : null,
            Project = SprintPicker.Slot(project),
        };
    }

    /// <summary>Never called: the confirmation is with the frame.</summary>
    protected override Task<SkillResult> RunAsync(DeleteSprintSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It runs by its frame.");

    private string Question(bool running, OperationPreview preview, Turn turn)
    {
        var sprint = preview.Views.OfType<SprintView>().First();
        var count = preview.Views.OfType<TaskView>().Count();
        var question = Text(
            turn, count == 0 ? "confirm_empty" : "confirm",
            ("sprint", SprintWords.Line(sprint.Name, sprint.Start, sprint.End, sprint.Goal, null, turn)), ("project", sprint.Project.Name), ("count", count));
        return running ? $"{question} {Text(turn, "confirm_running")}" : question;
    }
}
