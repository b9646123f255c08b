using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Sprints;

/// <summary>The lines of one sprint, from which its state at any moment is told.</summary>
/// <param name="closed">What its closing moved elsewhere counts as still there.</param>
internal sealed class SprintHistory(IEnumerable<SprintEntry> entries, bool closed)
{
    private readonly SprintEntry[][] byTask = [.. entries.Where(e => !closed || e.State != SprintEntryState.Left).GroupBy(e => e.TaskId).Select(g => g.OrderBy(e => e.TaskVersion).ToArray())];

    /// <summary>The tasks that were in it just before a moment, with their last line.</summary>
    public Dictionary<TaskId, SprintEntry> Before(DateTimeOffset moment)
    {
        var there = new Dictionary<TaskId, SprintEntry>();
        foreach (var lines in byTask)
        {
            if (Array.FindLast(lines, l => l.At < moment) is { State: SprintEntryState.Open or SprintEntryState.Done } last) there[last.TaskId] = last;
        }

        return there;
    }

    /// <summary>How much these are.</summary>
    public static SprintAmount Amount(IEnumerable<SprintEntry> lines) => lines.Aggregate(default(SprintAmount), (sum, line) => sum.Plus(line.Points));

    /// <summary>How much of these is open, or done.</summary>
    public static SprintAmount Amount(Dictionary<TaskId, SprintEntry> lines, SprintEntryState state) => Amount(lines.Values.Where(l => l.State == state));
}
