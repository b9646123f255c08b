using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.ListLabels;

/// <summary>Of which project; of all where none is said.</summary>
public sealed record ListLabelsSlots(ProjectSlot? Project);

/// <summary>"¿Qué etiquetas hay en el catálogo?".</summary>
public sealed class ListLabelsSkill : Skill<ListLabelsSlots>
{
    private const int MaxOffered = 3;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_labels")
    {
        Shareable = true,
        Aside = true,
        Slots = [Ask.Project().Optional()],
        Replies = ["found", "found_all", "none", "line", "tasks_of"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(ListLabelsSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProjectId> projects = slots.Project is { } project ? [new ProjectId(project.Id)] : [];
        var labels = await turn.Services.Tasks.LabelsAsync(turn.Actor, projects, cancellationToken);
        if (labels.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none"))) { Project = slots.Project };
        }

        var head = slots.Project is { } of ? Text(turn, "found", ("project", of.Name)) : Text(turn, "found_all");
        var lines = labels.Select(l => Text(turn, "line", ("label", l.Label), ("count", l.Open)));
        return new SkillResult.Done(new Reply(head + "\n" + string.Join('\n', lines))
        {
            Buttons = [.. labels.Where(l => l.Open > 0).Take(MaxOffered).Select(l => Button.Saying(Text(turn, "tasks_of", ("label", l.Label))))],
        })
        {
            Project = slots.Project,
        };
    }
}
