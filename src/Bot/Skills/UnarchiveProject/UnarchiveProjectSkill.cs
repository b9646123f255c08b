using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.UnarchiveProject;

/// <summary>"Desarchiva el catálogo": it can be worked in again.</summary>
public sealed class UnarchiveProjectSkill : ProjectLifeSkill
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("unarchive_project")
    {
        Slots = [Ask.Project().With(Role.Owner).Archived()],
        Replies = ["done", "same"],
    };

    /// <inheritdoc/>
    protected override Operation Of(ProjectId project) => new ProjectCore.Projects.UnarchiveProject(project);

    /// <inheritdoc/>
    protected override bool IsSame(Error error) => error is ProjectNotArchived;

    /// <inheritdoc/>
    protected override IReadOnlyList<Button> Next(Turn turn) => [Button.Saying(turn.Text("offer.project_status"))];
}
