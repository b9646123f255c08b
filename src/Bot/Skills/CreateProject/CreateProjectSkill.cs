using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.CreateProject;

/// <summary>What the project is called, and what it starts with.</summary>
public sealed record CreateProjectSlots(TextSlot Name, ChoiceSlot? Template);

/// <summary>"Crea el proyecto Tienda".</summary>
public sealed class CreateProjectSkill : OperationSkill<CreateProjectSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("create_project")
    {
        Slots =
        [
            Ask.Text("name").Rejects("name_taken", "text_missing", "text_too_long"),
            Ask.Choice("template", "software", "marketing", "event", "blank").Optional(),
        ],
        Replies = ["created"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(CreateProjectSlots slots, Turn turn) => new ProjectCore.Projects.CreateProject(slots.Name.Text)
    {
        Template = slots.Template is { } said && WireName.TryParse<ProjectTemplate>(said.Name, out var template) ? template : ProjectTemplate.Blank,
    };

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(CreateProjectSlots slots, OperationOutcome outcome, Turn turn)
    {
        var project = outcome.Subjects.OfType<ProjectView>().First();
        var slot = new ProjectSlot(project.Id.Value, project.Name);
        return new SkillResult.Done(new Reply(Text(turn, "created", ("project", project.Name), ("key", project.Key))) { Buttons = [Button.Saying(turn.Text("offer.create_task")), Offers.Undo(turn)] })
        {
            Project = slot,
            // The first project leads straight to its first task.
            Next = turn.Projects.Count == 1 ? new DialogFrame { Intent = "create_task", Slots = { ["project"] = slot } } : null,
        };
    }
}
