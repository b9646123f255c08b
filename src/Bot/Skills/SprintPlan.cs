using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills;

/// <summary>Which open tasks fit into a sprint: by priority, due dates and dependencies.</summary>
/// <param name="Tasks">What is proposed, in that order.</param>
/// <param name="Points">What they are together; those without an estimate counted as <paramref name="Assumed"/>.</param>
/// <param name="Assumed">Points of a task without an estimate: the average of the project's estimates.</param>
/// <param name="Unestimated">How many of them have none.</param>
internal sealed record SprintPlan(IReadOnlyList<TaskView> Tasks, decimal Points, decimal Assumed, int Unestimated)
{
    /// <summary>How many earlier sprints count for the velocity.</summary>
    public const int VelocitySprints = 5;

    private const int MaxTasks = 15;
    private const int MaxRead = 500;

    /// <summary>Fills the room that is left, in points; without any, the number of tasks is the only limit.</summary>
    public static async Task<SprintPlan> MakeAsync(DirectoryProject project, DirectorySprint sprint, decimal? room, Turn turn, CancellationToken cancellationToken)
    {
        var open = (await turn.Services.Tasks.ListAsync(
            turn.Actor, new TaskFilter { LocalNow = turn.Now, Projects = [project.Id], OpenOnly = true }, new Page(0, MaxRead), cancellationToken)).Tasks;
        var running = project.Sprints.Where(s => s.Status != SprintState.Closed).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var free = open.Where(t => t.Sprint is null || !running.Contains(t.Sprint)).ToList();
        var estimates = open.Where(t => t.Estimate is > 0).Select(t => t.Estimate!.Value).ToList();
        var assumed = estimates.Count > 0 ? decimal.Round(estimates.Average(), 1) : 1;
        // What a task waits for has to be done, or be in the sprint, or come with it.
        var inSprint = open.Where(t => t.Sprint == sprint.Name).Select(t => t.Number).ToHashSet();
        var byNumber = free.ToDictionary(t => t.Number);
        var waitedFor = open.Select(t => t.Number).ToHashSet();
        var chosen = new List<TaskView>();
        var left = room ?? decimal.MaxValue;
        foreach (var task in free.OrderByDescending(t => t.Priority).ThenBy(t => t.Due is { } due && due.Day <= sprint.End ? 0 : 1).ThenBy(t => t.Due?.Day ?? DateOnly.MaxValue).ThenBy(t => t.Number))
        {
            var needed = new List<TaskView>();
            if (chosen.Contains(task) || !Gather(task, needed))
            {
                continue;
            }

            var cost = needed.Sum(t => Cost(t, assumed));
            if (cost <= left && chosen.Count + needed.Count <= MaxTasks)
            {
                chosen.AddRange(needed);
                left -= cost;
            }
        }

        return Of(chosen, assumed);

        bool Gather(TaskView task, List<TaskView> into)
        {
            if (into.Contains(task) || chosen.Contains(task))
            {
                return true;
            }

            foreach (var number in task.DependsOn.Where(n => waitedFor.Contains(n) && !inSprint.Contains(n)))
            {
                if (!byNumber.TryGetValue(number, out var first) || !Gather(first, into))
                {
                    return false;
                }
            }

            into.Add(task);
            return true;
        }
    }

    /// <summary>The plan that these tasks are.</summary>
    public static SprintPlan Of(IReadOnlyList<TaskView> tasks, decimal assumed) =>
        new(tasks, tasks.Sum(t => Cost(t, assumed)), assumed, tasks.Count(t => t.Estimate is null));

    private static decimal Cost(TaskView task, decimal assumed) => task.Estimate ?? assumed;
}
