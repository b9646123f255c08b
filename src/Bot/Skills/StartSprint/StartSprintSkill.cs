using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.StartSprint;

/// <summary>Which sprint.</summary>
/// <remarks>The mode <c>reopen</c> is a sprint that was closed: a closing that was the last thing done is taken back whole, else the last closed one is opened again.</remarks>
public sealed record StartSprintSlots(SlotValue? Sprint, SlotValue? Project, ChoiceSlot? Mode);

/// <summary>"Inicia el sprint", "start sprint 4".</summary>
public sealed class StartSprintSkill : Skill<StartSprintSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("start_sprint")
    {
        Shareable = true,
        Slots = [Ask.Sprint().Optional(), Ask.Project().Optional(), Ask.Choice("mode", "reopen").Optional()],
        Replies = ["started", "early", "empty", "running", "nothing", "reopened", "over"],
    };

    /// <summary>"Extiéndelo dos días", "ciérralo" right after: the sprint, not a task.</summary>
    internal override DialogFrame? Redirect(Executed done, Interpretation asked, Turn turn) => SprintPointers.Redirect(asked, turn);

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(StartSprintSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var said = slots.Sprint as SprintSlot;
        if (!SprintPicker.TryProject(slots.Project, said, turn, out var project, out var instead, Role.Admin))
        {
            return instead;
        }

        if (slots.Mode is not null && await ReopenedAsync(project, said, turn, cancellationToken) is { } reopened)
        {
            return reopened;
        }

        // "Start the sprint" points at the one that is planned, not at one that runs already.
        var wanted = said is { Name: null, Id: null } or null ? new SprintSlot(null, "start") : said;
        if (wanted.Point == "start" && SprintPicker.NextToStart(project, turn.Today) is null && project.CurrentSprint is { } running)
        {
            return new SkillResult.Done(new Reply(Text(turn, "running", ("name", running.Name), ("end", DateWords.Until(turn.Language, running.End, null, turn.Today))))
            {
                Buttons = [Button.Saying(turn.Text("offer.sprint_status")), Button.Saying(turn.Text("offer.close_sprint"))],
            })
            {
                Project = SprintPicker.Slot(project),
            };
        }

        if (wanted.Point == "start" && SprintPicker.NextToStart(project, turn.Today) is null)
        {
            return new SkillResult.Done(new Reply(Text(turn, "nothing", ("project", project.Name))) { Buttons = [Button.Saying(turn.Text("offer.create_sprint"))] })
            {
                Project = SprintPicker.Slot(project),
            };
        }

        if (!SprintPicker.TrySprint(project, slots.Sprint is NothingSlot ? slots.Sprint : wanted, "start", turn, out var sprint, out instead))
        {
            return instead;
        }

        var outcome = await turn.ExecuteAsync(new ProjectCore.Sprints.StartSprint(sprint.Id), confirmation: null, cancellationToken);
        if (!outcome.Try(out var done, out var error))
        {
            return error is SprintAlreadyRuns
                ? new SkillResult.Done(new Reply(ErrorWords.Say(error, turn)) { Buttons = [Button.Saying(turn.Text("offer.close_sprint"))] }) { Project = SprintPicker.Slot(project) }
                : new SkillResult.Refused(error);
        }

        return await DescribeAsync((SprintView)done.Subjects[0], turn, cancellationToken);
    }

    /// <summary>"Reabre el sprint": the closing is taken back where it was the last thing done; else the sprint alone is opened again.</summary>
    /// <returns>Null where no sprint is closed, or one runs and none was named: another one is meant.</returns>
    private async Task<SkillResult?> ReopenedAsync(DirectoryProject project, SprintSlot? said, Turn turn, CancellationToken cancellationToken)
    {
        var named = said?.Name is { } name ? SprintNames.Best(project.Sprints, name) : null;
        if (named is null && project.CurrentSprint is not null)
        {
            return null;
        }

        var closed = named ?? project.Sprints.Where(s => s.Status == SprintState.Closed).MaxBy(s => s.End);
        if (closed is not { Status: SprintState.Closed })
        {
            return null;
        }

        if (turn.State.LastDone is { Intent: "close_sprint", Operation: not null } && project.CurrentSprint is null && (named is null || turn.State.Focus.Sprint?.Id == named.Id.Value))
        {
            return new SkillResult.Instead(new DialogFrame { Intent = "undo" });
        }

        var outcome = await turn.ExecuteAsync(new ReopenSprint(closed.Id), confirmation: null, cancellationToken);
        if (!outcome.Try(out var done, out var error))
        {
            return error is SprintAlreadyRuns
                ? new SkillResult.Done(new Reply(ErrorWords.Say(error, turn)) { Buttons = [Button.Saying(turn.Text("offer.close_sprint"))] }) { Project = SprintPicker.Slot(project) }
                : new SkillResult.Refused(error);
        }

        var sprint = (SprintView)done.Subjects[0];
        var lines = new List<string> { Text(turn, "reopened", ("sprint", SprintWords.Line(sprint.Name, sprint.Start, sprint.End, sprint.Goal, null, turn)), ("project", sprint.Project.Name)) };
        if (sprint.End < turn.Today)
        {
            lines.Add(Text(turn, "over", ("end", DateWords.Day(turn.Language, sprint.End, turn.Today))));
        }

        return new SkillResult.Done(new Reply(string.Join('\n', lines)) { Buttons = [Button.Saying(turn.Text("offer.sprint_tasks")), Offers.Undo(turn)] })
        {
            Tasks = [],
            Project = SprintPicker.Slot(project),
            Sprint = new SprintSlot(sprint.Name, null, sprint.Id.Value),
        };
    }

    private async Task<SkillResult> DescribeAsync(SprintView sprint, Turn turn, CancellationToken cancellationToken)
    {
        var burndown = (await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken)).Value;
        var velocity = (await turn.Services.Sprints.VelocityAsync(turn.Actor, sprint.Project.Id, SprintPlan.VelocitySprints, cancellationToken)).Value;
        List<string> lines = [Text(turn, "started", ("sprint", SprintWords.Line(sprint.Name, sprint.Start, sprint.End, sprint.Goal, null, turn)), ("project", sprint.Project.Name))];
        if (sprint.Changes.Any(c => c.Field == "start_date"))
        {
            lines.Add(Text(turn, "early"));
        }

        lines.AddRange(burndown.Scope.Tasks == 0
            ? [Text(turn, "empty")]
            : SprintWords.Load(sprint.Name, burndown.Scope, sprint.Capacity, velocity.Points, turn));
        return new SkillResult.Done(new Reply(string.Join('\n', lines))
        {
            Buttons = [Button.Saying(turn.Text(burndown.Scope.Tasks == 0 ? "offer.plan_sprint" : "offer.sprint_tasks")), Offers.Undo(turn)],
        })
        {
            Tasks = [],
            Project = new ProjectSlot(sprint.Project.Id.Value, sprint.Project.Name),
            Sprint = new SprintSlot(sprint.Name, null, sprint.Id.Value),
        };
    }
}
