using PmBot.Bot.Dialogs;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.ArchiveProject;

/// <summary>"Archiva el catálogo": read only and out of the way, nothing lost. Asks first, as it stops everybody's work there.</summary>
public sealed class ArchiveProjectSkill : ProjectLifeSkill
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("archive_project")
    {
        Slots = [Ask.Project().With(Role.Owner)],
        Replies = ["confirm", "done", "same"],
    };

    /// <inheritdoc/>
    protected override Operation Of(ProjectId project) => new ProjectCore.Projects.ArchiveProject(project);

    /// <inheritdoc/>
    protected override bool IsSame(Error error) => error is ProjectArchived;

    /// <inheritdoc/>
    protected override string ConfirmationQuestion(ProjectLifeSlots slots, OperationPreview preview, Turn turn) =>
        Text(turn, "confirm", ("project", slots.Project.Name), ("members", turn.Directory.Project(new ProjectId(slots.Project.Id))?.Members.Count ?? 0));
}
