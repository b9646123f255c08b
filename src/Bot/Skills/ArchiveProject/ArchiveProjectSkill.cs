using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.ArchiveProject;

/// <summary>Which project.</summary>
public sealed record ArchiveProjectSlots(ProjectSlot Project);

/// <summary>"Archiva el catálogo": read only and out of the way, nothing lost.</summary>
public sealed class ArchiveProjectSkill : OperationSkill<ArchiveProjectSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("archive_project")
    {
        Slots = [Ask.Project().With(Role.Owner)],
        Replies = ["done", "same"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(ArchiveProjectSlots slots, Turn turn) => new ProjectCore.Projects.ArchiveProject(new ProjectId(slots.Project.Id));

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(ArchiveProjectSlots slots, OperationOutcome outcome, Turn turn) =>
        new(new Reply(Text(turn, "done", ("project", slots.Project.Name))) { Buttons = [Offers.Undo(turn)] });

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(ArchiveProjectSlots slots, Error error, Turn turn) =>
        error is ProjectArchived ? new SkillResult.Done(new Reply(Text(turn, "same", ("project", slots.Project.Name)))) : null;
}
