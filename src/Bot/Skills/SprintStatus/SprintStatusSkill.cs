using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.SprintStatus;

/// <summary>Which sprint.</summary>
public sealed record SprintStatusSlots(SlotValue? Sprint, SlotValue? Project);

/// <summary>"¿Cómo va el sprint?", "¿llegamos?", "what did we get done last sprint?".</summary>
public sealed class SprintStatusSkill : Skill<SprintStatusSlots>
{
    private const int MaxListed = 3;
    // What stands in a frame beside the slots that people say: which picture it is about.
    private const string Shown = "report";
    private const string Bars = "▁▂▃▄▅▆▇█";
    // One bar a day, as long as a line of a phone has room for them.
    private const int MaxBars = 28;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("sprint_status")
    {
        Shareable = true,
        Aside = true,
        Slots = [Ask.Sprint().Optional(), Ask.Project().Optional()],
        Replies =
        [
            "headline", "planned", "closed", "over", "days_left", "last_day", "empty", "progress", "progress_tasks", "unestimated", "burndown", "scope_change", "fits", "wont_fit", "wont_fit_tasks",
            "early", "risk.overdue", "risk.blocked", "risk.waiting", "done_list", "velocity", "no_burndown",
        ],
    };

    /// <summary>"Extiéndelo dos días", "ciérralo" right after: the sprint, not a task.</summary>
    internal override DialogFrame? Redirect(Executed done, Interpretation asked, Turn turn) => SprintPointers.Redirect(asked, turn);

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        var shown = ChartOf(frame);
        if (!SprintPicker.TryProject(slots.Project, slots.Sprint as SprintSlot, turn, out var project, out var instead))
        {
            return instead;
        }

        if (shown == "velocity")
        {
            return await SprintVelocities.TellAsync(project, turn, cancellationToken);
        }

        if (shown is not null && slots.Sprint is null && SprintPicker.Current(project, turn.Today) is null)
        {
            // Without a sprint there is no burndown; how the project stands is the next best picture.
            if (shown == "burndown")
            {
                turn.Say(Text(turn, "no_burndown", ("project", project.Name)));
            }

            return new SkillResult.Instead(new DialogFrame { Intent = "project_status", Words = frame.Words, Slots = { ["project"] = SprintPicker.Slot(project) } });
        }

        var told = await TellAsync(slots, project, turn, cancellationToken);
        return shown is not null && told is SkillResult.Done { Reply.Card: SprintCard { Picture: { } picture } } done && CardPictures.Line(picture, turn) is { } link
            ? done with { Reply = done.Reply with { Text = $"{done.Reply.Text}\n{link}" } }
            : told;
    }

    /// <summary>Never called: the frame's own words are needed.</summary>
    protected override Task<SkillResult> RunAsync(SprintStatusSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It runs by its frame.");

    /// <summary>Which picture was asked for; kept with the request, so that "¿y de Móvil?" asks for the same.</summary>
    private static string? ChartOf(DialogFrame frame)
    {
        var chart = ChartRequests.WantsVelocity(frame.Words) ? "velocity" : ChartRequests.WantsBurndown(frame.Words) ? "burndown" : ChartRequests.WantsChart(frame.Words) ? "chart" : null;
        if (chart is not null)
        {
            frame.Slots[Shown] = new ChoiceSlot(chart);
        }

        return (frame.Slots.GetValueOrDefault(Shown) as ChoiceSlot)?.Name;
    }

    private async Task<SkillResult> TellAsync(SprintStatusSlots slots, DirectoryProject project, Turn turn, CancellationToken cancellationToken)
    {
        if (!SprintPicker.TrySprint(project, SprintPicker.Looked(slots.Sprint, project, turn), "current", turn, out var sprint, out var instead))
        {
            return instead;
        }

        var result = await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken);
        if (!result.Try(out var burndown, out var error))
        {
            return new SkillResult.Refused(error);
        }

        var lines = new List<string> { Headline(burndown, turn) };
        if (burndown.Scope.Tasks == 0)
        {
            lines.Add(Text(turn, "empty"));
            return Done(lines, [Button.Saying(turn.Text("offer.plan_sprint"))], project, [], CardOf(burndown, lines, turn));
        }

        lines.AddRange(Progress(burndown, turn));
        if (sprint.Status == SprintState.Planned)
        {
            // One that is over without ever having been started is neither started nor planned any more.
            return Done(lines, sprint.End < turn.Today ? [] : [Button.Saying(turn.Text("offer.start_sprint_named", ("name", sprint.Name))), Button.Saying(turn.Text("offer.plan_sprint"))], project, [], CardOf(burndown, lines, turn));
        }

        if (sprint.Status == SprintState.Closed)
        {
            return await ClosedAsync(lines, burndown, project, sprint, turn, cancellationToken);
        }

        lines.Add(Text(turn, "burndown", ("bars", Line(burndown)), ("remaining", SprintWords.Number(burndown.Remaining.In(burndown.Unit))), ("ideal", SprintWords.Number(Ideal(burndown, turn.Today)))));
        if (burndown.Added.Tasks + burndown.Removed.Tasks > 0)
        {
            lines.Add(Text(turn, "scope_change", ("added", burndown.Added.Tasks), ("removed", burndown.Removed.Tasks)));
        }

        if (Forecast(burndown, turn) is { } forecast)
        {
            lines.Add(forecast);
        }

        var risks = await SprintInsight.RisksAsync(project, sprint, turn, cancellationToken);
        lines.AddRange(risks.Where(r => r.Kind is RiskKind.Overdue or RiskKind.Blocked or RiskKind.Waiting).Take(MaxListed).Select(r => Describe(r, turn)));
        List<Button> buttons = [Button.Saying(turn.Text("offer.risks")), Button.Saying(turn.Text("offer.sprint_tasks"))];
        if (sprint.End <= turn.Today)
        {
            buttons.Insert(0, Button.Saying(turn.Text("offer.close_sprint")));
        }

        return Done(lines, buttons, project, [.. risks.Where(r => r.Task is not null).Take(MaxListed).Select(r => TaskWords.Reference(r.Task!))], CardOf(burndown, lines, turn));
    }

    private async Task<SkillResult> ClosedAsync(List<string> lines, Burndown burndown, DirectoryProject project, DirectorySprint sprint, Turn turn, CancellationToken cancellationToken)
    {
        var tasks = (await turn.Services.Tasks.ListAsync(
            turn.Actor, new TaskFilter { LocalNow = turn.Now, Projects = [project.Id], Sprint = sprint.Id }, new Page(0, 100), cancellationToken)).Tasks;
        var done = tasks.Where(t => t.Status == TaskState.Done).OrderBy(t => t.Number).ToList();
        if (done.Count > 0)
        {
            lines.Add(Text(turn, "done_list"));
            lines.AddRange(done.Take(10).Select(t => $"• #{t.Number} {t.Title}{(t.Assignee is { } a ? " · " + TaskWords.Called(a.FullName, turn) : "")}"));
        }

        var velocity = await turn.Services.Sprints.VelocityAsync(turn.Actor, project.Id, SprintPlan.VelocitySprints, cancellationToken);
        if (velocity.Try(out var found, out _) && found.Points is { } usual && found.Sprints.Count > 1)
        {
            lines.Add(Text(turn, "velocity", ("points", SprintWords.Number(usual)), ("count", found.Sprints.Count)));
        }

        return Done(lines, [Button.Saying(turn.Text("offer.sprint_status"))], project, [.. done.Select(TaskWords.Reference)], CardOf(burndown, lines, turn));
    }

    private static SkillResult.Done Done(List<string> lines, IReadOnlyList<Button> buttons, DirectoryProject project, IReadOnlyList<TaskReference> list, Card card) =>
        new(new Reply(string.Join('\n', lines)) { Buttons = buttons, Card = card }) { Project = SprintPicker.Slot(project), List = list.Count > 0 ? list : null };

    /// <summary>The same as a card: the picture instead of the bars, where there is one.</summary>
    private SprintCard CardOf(Burndown burndown, List<string> lines, Turn turn)
    {
        var picture = burndown.Sprint.Status == SprintState.Planned ? null : CardPictures.Burndown(burndown, turn);
        var all = burndown.Scope.In(burndown.Unit);
        return new SprintCard(
            $"{burndown.Sprint.Name} ({burndown.Sprint.Project.Name})", When(burndown, turn), all == 0 ? 0 : (int)(burndown.Done.In(burndown.Unit) * 100 / all), [],
            [new CardSection("") { Lines = [.. lines.Skip(1).Where(l => picture is null || !l.Contains(Line(burndown), StringComparison.Ordinal))] }])
        {
            Goal = burndown.Sprint.Goal,
            Picture = picture,
        };
    }

    private string Headline(Burndown burndown, Turn turn)
    {
        var sprint = burndown.Sprint;
        var goal = sprint.Goal is null ? "" : " · " + turn.Text("sprint.goal", ("goal", sprint.Goal));
        return Text(turn, "headline", ("name", sprint.Name), ("project", sprint.Project.Name), ("goal", goal), ("when", When(burndown, turn)));
    }

    private string When(Burndown burndown, Turn turn)
    {
        var sprint = burndown.Sprint;
        return sprint.Status switch
        {
            SprintState.Planned => Text(turn, "planned", ("start", DateWords.Day(turn.Language, sprint.Start, turn.Today)), ("end", DateWords.Day(turn.Language, sprint.End, turn.Today))),
            SprintState.Closed => Text(turn, "closed", ("end", DateWords.Until(turn.Language, sprint.End, null, turn.Today))),
            _ when sprint.End < turn.Today => Text(turn, "over", ("end", DateWords.Until(turn.Language, sprint.End, null, turn.Today))),
            _ when sprint.End == turn.Today => Text(turn, "last_day"),
            _ => Text(turn, "days_left", ("count", burndown.Days.Count(d => d.Working && d.Day >= turn.Today && d.Day <= sprint.End)), ("end", DateWords.Until(turn.Language, sprint.End, null, turn.Today))),
        };
    }

    private IEnumerable<string> Progress(Burndown burndown, Turn turn)
    {
        yield return burndown.Unit == SprintUnit.Points
            ? Text(turn, "progress", ("points", SprintWords.Number(burndown.Done.Points)), ("scope", SprintWords.Number(burndown.Scope.Points)), ("done", burndown.Done.Tasks), ("count", burndown.Scope.Tasks))
            : Text(turn, "progress_tasks", ("done", burndown.Done.Tasks), ("count", burndown.Scope.Tasks));
        if (burndown.Unit == SprintUnit.Points && burndown.Scope.Unestimated > 0)
        {
            yield return Text(turn, "unestimated", ("count", burndown.Scope.Unestimated));
        }
    }

    private string? Forecast(Burndown burndown, Turn turn)
    {
        if (SprintInsight.Pace(burndown, turn.Today) is not { } pace)
        {
            return null;
        }

        if (!pace.IsSure)
        {
            return Text(turn, "early");
        }

        return pace.WillBeLeft == 0
            ? Text(turn, "fits")
            : Text(turn, burndown.Unit == SprintUnit.Points ? "wont_fit" : "wont_fit_tasks", ("left", SprintWords.Number(pace.WillBeLeft)));
    }

    private string Describe(Risk risk, Turn turn) => risk.Kind switch
    {
        RiskKind.Overdue => Text(turn, "risk.overdue", ("task", TaskWords.Line(risk.Task!, turn))),
        RiskKind.Blocked => Text(turn, "risk.blocked", ("task", TaskWords.Line(risk.Task!, turn))),
        _ => Text(turn, "risk.waiting", ("task", $"#{risk.Task!.Number} {risk.Task.Title}"), ("others", string.Join(", ", risk.Numbers!.Select(n => $"#{n}")))),
    };

    /// <summary>The remaining work of each day so far as bars against what was the most.</summary>
    private static string Line(Burndown burndown)
    {
        var left = burndown.Days.Where(d => d.Remaining is not null).Select(d => d.Remaining!.Value.In(burndown.Unit)).ToList();
        var most = Math.Max(left.DefaultIfEmpty().Max(), burndown.Committed.In(burndown.Unit));
        // A sprint that nobody closed for months is shown at even distances, its last day always among them.
        var shown = left.Count <= MaxBars ? left : [.. Enumerable.Range(1, MaxBars).Select(i => left[(i * left.Count / MaxBars) - 1])];
        return string.Concat(shown.Select(l => most == 0 ? Bars[0] : Bars[(int)Math.Clamp(Math.Ceiling(l / most * (Bars.Length - 1)), 0, Bars.Length - 1)]));
    }

    private static decimal Ideal(Burndown burndown, DateOnly today) =>
        decimal.Round(burndown.Days.LastOrDefault(d => d.Day <= today)?.Ideal ?? burndown.Committed.In(burndown.Unit), 1);
}
