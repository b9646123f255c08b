using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills;

/// <summary>Which project.</summary>
public sealed record ProjectLifeSlots(ProjectSlot Project);

/// <summary>A skill that puts a project away or takes it back; only its owners may.</summary>
public abstract class ProjectLifeSkill : OperationSkill<ProjectLifeSlots>
{
    /// <summary>The change.</summary>
    protected abstract Operation Of(ProjectId project);

    /// <summary>Whether the error says that it is so already.</summary>
    protected abstract bool IsSame(Error error);

    /// <summary>What is likely next, but for undoing it.</summary>
    protected virtual IReadOnlyList<Button> Next(Turn turn) => [];

    /// <inheritdoc/>
    public sealed override Operation ToOperation(ProjectLifeSlots slots, Turn turn) => Of(new ProjectId(slots.Project.Id));

    /// <inheritdoc/>
    protected sealed override SkillResult.Done Describe(ProjectLifeSlots slots, OperationOutcome outcome, Turn turn) =>
        new(new Reply(Text(turn, "done", ("project", slots.Project.Name))) { Buttons = [.. Next(turn), Offers.Undo(turn)] })
        {
            Project = outcome.Subjects.OfType<ProjectView>().All(p => !p.Archived) ? slots.Project : null,
        };

    /// <inheritdoc/>
    protected sealed override SkillResult.Done? DescribeRefusal(ProjectLifeSlots slots, Error error, Turn turn) =>
        IsSame(error) ? new SkillResult.Done(new Reply(Text(turn, "same", ("project", slots.Project.Name)))) : null;
}
