using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.PlanSprint;

/// <summary>The proposal of what fits: made, edited by talking, and applied by a yes.</summary>
public sealed partial class PlanSprintSkill
{
    private async Task<SkillResult> ProposeAsync(DialogFrame frame, PlanSprintSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (!SprintPicker.TryProject(slots.Project, slots.Sprint as SprintSlot, turn, out var project, out var instead, Role.Developer))
        {
            return instead;
        }

        if (turn.Directory.RoleIn(project.Id, turn.Actor.User) is not { } role || role < Role.Developer)
        {
            return new SkillResult.Refused(new NotAllowed("plan_sprint", turn.Directory.RoleIn(project.Id, turn.Actor.User), Role.Developer, project.Name));
        }

        if (!SprintPicker.TrySprint(project, slots.Sprint, "plan", turn, out var sprint, out instead))
        {
            return instead;
        }

        List<string> lines = [];
        var limited = Limit(frame);
        if (limited is null && slots.Capacity is { } said && said.Number != sprint.Capacity && role >= Role.Admin)
        {
            var outcome = await turn.ExecuteAsync(new ProjectCore.Sprints.ChangeSprint(sprint.Id) { Capacity = Change.To<decimal?>(said.Number) }, confirmation: null, cancellationToken);
            if (!outcome.Try(out _, out var error))
            {
                return new SkillResult.Refused(error);
            }

            lines.Add(Text(turn, "capacity_set", ("name", sprint.Name), ("capacity", SprintWords.Number(said.Number))));
        }

        var scope = (await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken)).Value.Scope;
        var velocity = (await turn.Services.Sprints.VelocityAsync(turn.Actor, project.Id, SprintPlan.VelocitySprints, cancellationToken)).Value.Points;
        var limit = limited ?? slots.Capacity?.Number ?? sprint.Capacity ?? velocity;
        var plan = await SprintPlan.MakeAsync(project, sprint, limit - scope.Points, turn, cancellationToken);
        if (plan.Tasks.Count == 0)
        {
            lines.Add(Text(turn, "nothing_fits", ("name", sprint.Name)));
            lines.AddRange(SprintWords.Load(sprint.Name, scope, sprint.Capacity, velocity, turn));
            return new SkillResult.Done(new Reply(string.Join('\n', lines)) { Buttons = [Button.Saying(turn.Text("offer.sprint_status"))] }) { Project = SprintPicker.Slot(project) };
        }

        frame.Slots["project"] = SprintPicker.Slot(project);
        frame.Slots["sprint"] = SprintPicker.Slot(sprint);
        frame.Slots["task"] = new TasksSlot([.. plan.Tasks.Select(TaskWords.Reference)]);
        frame.Slots[Proposed] = new NumberSlot(plan.Assumed);
        return await ShowAsync(lines, plan, project, sprint, limited, turn, cancellationToken);
    }

    /// <summary>The proposal again, after it was edited or confirmed.</summary>
    private async Task<SkillResult> ProposedAsync(DialogFrame frame, PlanSprintSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (!SprintPicker.TryProject(slots.Project, null, turn, out var project, out var instead) || !SprintPicker.TrySprint(project, slots.Sprint, "plan", turn, out var sprint, out instead))
        {
            return instead;
        }

        var tasks = slots.Task is { } said ? await turn.Services.Tasks.FindAsync(turn.Actor, [.. said.Tasks.Select(t => new TaskId(t.Id))], cancellationToken) : [];
        if (tasks.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "emptied"))) { Project = SprintPicker.Slot(project) };
        }

        if (turn.ConfirmationFor(frame) is not null)
        {
            return await RunAsync(frame, new ProjectCore.Sprints.PlanSprint(sprint.Id, [.. tasks.Select(t => t.Id)], []), project, sprint, tasks, [], turn, cancellationToken);
        }

        var assumed = frame.Slots[Proposed] is NumberSlot number ? number.Number : 1;
        return await ShowAsync([], SprintPlan.Of(tasks, assumed), project, sprint, Limit(frame), turn, cancellationToken);
    }

    /// <summary>The points that this proposal may have, where that was said while it was edited; the sprint's own capacity stays.</summary>
    private static decimal? Limit(DialogFrame frame) => frame.Slots.GetValueOrDefault(Limited) is NumberSlot { Number: var points } ? points : null;

    private async Task<SkillResult> ShowAsync(List<string> lines, SprintPlan plan, DirectoryProject project, DirectorySprint sprint, decimal? limited, Turn turn, CancellationToken cancellationToken)
    {
        var preview = await turn.Services.Pipeline.PreviewAsync(new ProjectCore.Sprints.PlanSprint(sprint.Id, [.. plan.Tasks.Select(t => t.Id)], []), turn.Actor, cancellationToken);
        if (!preview.Try(out var shown, out var refusal))
        {
            return new SkillResult.Refused(refusal);
        }

        var scope = (await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken)).Value.Scope;
        var velocity = (await turn.Services.Sprints.VelocityAsync(turn.Actor, project.Id, SprintPlan.VelocitySprints, cancellationToken)).Value.Points;
        var capacity = limited ?? (turn.Directory.Sprint(sprint.Id) ?? sprint).Capacity;
        var total = scope.Points + plan.Points;
        var above = lines.Count;
        lines.Add(Text(turn, capacity is null ? "proposal_free" : "proposal",
            ("name", sprint.Name), ("count", plan.Tasks.Count), ("points", SprintWords.Number(total)), ("capacity", SprintWords.Number(capacity ?? 0))));
        lines.AddRange(plan.Tasks.Select(t => "• " + TaskWords.Line(t, turn)));
        var below = lines.Count;
        if (plan.Unestimated > 0)
        {
            lines.Add(Text(turn, "assumed", ("count", plan.Unestimated), ("points", SprintWords.Number(plan.Assumed))));
        }

        if (capacity is { } limit && total > limit)
        {
            lines.Add(turn.Text("sprint.over", ("over", SprintWords.Number(total - limit))));
        }
        else if (velocity is { } usual && usual > 0 && total > usual)
        {
            lines.Add(turn.Text("sprint.over_velocity", ("velocity", SprintWords.Number(usual))));
        }

        lines.Add(Text(turn, "edit"));
        turn.State.Focus.Show(plan.Tasks.Select(TaskWords.Reference));
        // The same as a card: what was set first, the tasks as rows, then what to mind and the question.
        var card = new ReportCard(lines[above].TrimEnd(':'), [], [new CardSection("") { Lines = lines[..above], Rows = [.. plan.Tasks.Select(t => TaskCards.Row(t, turn))] }, new CardSection("") { Lines = lines[below..] }]);
        return new SkillResult.NeedsConfirmation(new Reply(string.Join('\n', lines)) { Card = card }, shown);
    }
}
