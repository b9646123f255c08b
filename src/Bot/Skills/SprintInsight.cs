using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills;

/// <summary>What may go wrong.</summary>
internal enum RiskKind
{
    /// <summary>Past its due date.</summary>
    Overdue,
    /// <summary>Marked as blocked.</summary>
    Blocked,
    /// <summary>It waits for a task that is not done, and its own time is near.</summary>
    Waiting,
    /// <summary>Nobody does it, and the end is near.</summary>
    Unassigned,
    /// <summary>One person has far more than a fair share.</summary>
    Overloaded,
    /// <summary>The sprint will not be done at its present pace.</summary>
    WontFit,
}

/// <summary>One thing that may go wrong.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Task">The task, or null for a person or the whole sprint.</param>
/// <param name="Person">Who, for <see cref="RiskKind.Overloaded"/>.</param>
/// <param name="Numbers">What it waits for.</param>
/// <param name="Points">How much: of the person, or what will be left of the sprint.</param>
internal sealed record Risk(RiskKind Kind, TaskView? Task = null, PersonRef? Person = null, IReadOnlyList<int>? Numbers = null, decimal Points = 0);

/// <summary>Finds the risks of a project or a sprint.</summary>
internal static class SprintInsight
{
    private const int MaxRead = 500;
    private const int NearDays = 3;
    private const int SoonDays = 7;

    /// <summary>The most pressing first; of one sprint's tasks, or of the whole project where none is given.</summary>
    public static async Task<IReadOnlyList<Risk>> RisksAsync(DirectoryProject project, DirectorySprint? sprint, Turn turn, CancellationToken cancellationToken)
    {
        var filter = new TaskFilter { LocalNow = turn.Now, Projects = [project.Id], OpenOnly = true, Sprint = sprint?.Id };
        var open = (await turn.Services.Tasks.ListAsync(turn.Actor, filter, new Page(0, MaxRead), cancellationToken)).Tasks;
        var measured = sprint ?? project.CurrentSprint;
        var burndown = measured is { Status: not SprintState.Closed } ? (await turn.Services.Sprints.BurndownAsync(turn.Actor, measured.Id, cancellationToken)).Value : null;
        var waitedFor = open.SelectMany(t => t.DependsOn).Distinct().ToList();
        var unfinished = (await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, waitedFor, cancellationToken)).Where(t => t.IsOpen).Select(t => t.Number).ToHashSet();

        var risks = new List<Risk>();
        risks.AddRange(open.Where(t => t.Due is { } due && due.IsBefore(turn.Now)).Select(t => new Risk(RiskKind.Overdue, t)));
        if (burndown is not null && Pace(burndown, turn.Today) is { WillBeLeft: > 0 } pace)
        {
            risks.Add(new Risk(RiskKind.WontFit, Points: pace.WillBeLeft));
        }

        risks.AddRange(open.Where(t => t.Status == TaskState.Blocked).Select(t => new Risk(RiskKind.Blocked, t)));
        risks.AddRange(open.Where(t => t.Status != TaskState.Blocked && t.DependsOn.Any(unfinished.Contains) && IsNear(t, measured, turn, SoonDays))
            .Select(t => new Risk(RiskKind.Waiting, t, Numbers: [.. t.DependsOn.Where(unfinished.Contains)])));
        risks.AddRange(open.Where(t => t.Assignee is null && (IsNear(t, null, turn, NearDays) || (measured is { Status: SprintState.Active } && t.Sprint == measured.Name && measured.End <= turn.Today.AddDays(NearDays))))
            .Select(t => new Risk(RiskKind.Unassigned, t)));
        risks.AddRange(Overloaded(open, project, measured));
        return risks;
    }

    /// <summary>How the sprint will end if it goes on as it has gone so far.</summary>
    public static SprintPace? Pace(Burndown burndown, DateOnly today)
    {
        if (burndown.Sprint.Status != SprintState.Active || burndown.Scope.Tasks == 0)
        {
            return null;
        }

        var gone = burndown.Days.Count(d => d.Working && d.Day < today);
        var left = burndown.Days.Count(d => d.Working && d.Day >= today && d.Day <= burndown.Sprint.End);
        var (done, remaining) = (burndown.Done.In(burndown.Unit), burndown.Remaining.In(burndown.Unit));
        if (remaining == 0)
        {
            return new SprintPace(left, 0, IsSure: true);
        }

        // After the first day alone nothing can be said; before the end of the second it is a guess.
        if (gone < 2 && left > 0)
        {
            return new SprintPace(left, burndown.Sprint.Capacity is { } room && burndown.Unit == SprintUnit.Points ? Math.Max(burndown.Scope.Points - room, 0) : 0, IsSure: false);
        }

        var daily = gone == 0 ? 0 : done / gone;
        return new SprintPace(left, Math.Max(decimal.Round(remaining - (daily * left), 1), 0), IsSure: true);
    }

    private static bool IsNear(TaskView task, DirectorySprint? sprint, Turn turn, int days) =>
        (task.Due is { } due && due.Day <= turn.Today.AddDays(days)) || (sprint is { Status: SprintState.Active } && task.Sprint == sprint.Name);

    /// <summary>Who has more than one and a half fair shares of the sprint's open points, and what nobody could call little.</summary>
    private static IEnumerable<Risk> Overloaded(IReadOnlyList<TaskView> open, DirectoryProject project, DirectorySprint? sprint)
    {
        var inSprint = sprint is null ? open : [.. open.Where(t => t.Sprint == sprint.Name)];
        var workers = project.Members.Count(m => m.Role >= Role.Developer);
        var loads = inSprint.Where(t => t.Assignee is not null).GroupBy(t => t.Assignee!).Select(g => (Person: g.Key, Points: g.Sum(t => t.Estimate ?? 0), Tasks: g.Count())).ToList();
        if (workers < 2 || loads.Count == 0)
        {
            yield break;
        }

        var fair = (sprint?.Capacity ?? inSprint.Sum(t => t.Estimate ?? 0)) / workers;
        foreach (var load in loads.OrderByDescending(l => l.Points))
        {
            if (fair > 0 && load.Points > fair * 1.5m && load.Tasks > 1)
            {
                yield return new Risk(RiskKind.Overloaded, Person: load.Person, Points: load.Points);
            }
        }
    }
}

/// <summary>How a sprint goes.</summary>
/// <param name="DaysLeft">Working days, today counted.</param>
/// <param name="WillBeLeft">What will not be done by its end, in the burndown's unit; 0 where all will.</param>
/// <param name="IsSure">False while it is too early to tell a pace.</param>
internal sealed record SprintPace(int DaysLeft, decimal WillBeLeft, bool IsSure);
