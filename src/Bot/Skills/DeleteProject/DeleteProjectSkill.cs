using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.DeleteProject;

/// <summary>Which project.</summary>
public sealed record DeleteProjectSlots(ProjectSlot Project);

/// <summary>"Borra el proyecto Catálogo": asks first, and says what goes with it.</summary>
public sealed class DeleteProjectSkill : OperationSkill<DeleteProjectSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("delete_project")
    {
        Slots = [Ask.Project().With(Role.Owner)],
        Replies = ["confirm", "done"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(DeleteProjectSlots slots, Turn turn) => new ProjectCore.Projects.DeleteProject(new ProjectId(slots.Project.Id));

    /// <inheritdoc/>
    protected override string ConfirmationQuestion(DeleteProjectSlots slots, OperationPreview preview, Turn turn)
    {
        var project = preview.Views.OfType<ProjectView>().First();
        return Text(
            turn, "confirm", ("project", project.Name), ("tasks", project.TaskCount), ("members", turn.Directory.Project(project.Id)?.Members.Count ?? 0));
    }

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(DeleteProjectSlots slots, OperationOutcome outcome, Turn turn) =>
        new(new Reply(Text(turn, "done", ("project", slots.Project.Name), ("tasks", outcome.Subjects.OfType<ProjectView>().First().TaskCount))) { Buttons = [Offers.Undo(turn)] });
}
