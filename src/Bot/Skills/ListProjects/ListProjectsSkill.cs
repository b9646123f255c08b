using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Skills.ListProjects;

/// <summary>"¿Qué proyectos hay?".</summary>
public sealed class ListProjectsSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_projects") { Aside = true, Shareable = true, Replies = ["found", "none", "current", "line"] };

    /// <inheritdoc/>
    protected override Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var projects = turn.Projects;
        if (projects.Count == 0)
        {
            return Task.FromResult<SkillResult>(new SkillResult.Done(new Reply(Text(turn, "none")) { Buttons = Offers.Start(turn) }));
        }

        var current = turn.CurrentProject?.Id;
        var lines = projects.Select(p =>
            Text(turn, "line", ("project", p.Name), ("key", p.Key), ("role", turn.Text($"role.{ProjectCore.WireName.Of(turn.Directory.RoleIn(p.Id, turn.Actor.User)!.Value)}")))
            + (p.Id.Value == current ? " · " + Text(turn, "current") : ""));
        var text = Text(turn, "found", ("count", projects.Count)) + "\n" + string.Join('\n', lines);
        return Task.FromResult<SkillResult>(new SkillResult.Done(new Reply(text)
        {
            Buttons = [.. projects.Where(p => p.Id.Value != current).Take(3).Select(p => Button.Saying(turn.Text("offer.switch_project_to", ("project", p.Name))))],
        }));
    }
}
