using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.Help;

/// <summary>A few things that the person can say now, with their own tasks, people and projects in them.</summary>
internal static class HelpExamples
{
    private const int Most = 5;

    /// <summary>Makes a sentence of the skill's replies.</summary>
    public delegate string Saying(string key, params ReadOnlySpan<ReplyArgument> arguments);

    /// <summary>The lines of the help where nothing is open.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(Turn turn, Saying say, CancellationToken cancellationToken)
    {
        if (turn.State.LastDone is { Intent: "list_tasks" or "search" or "my_day" or "risks" } done && turn.UtcNow - done.At < Corrections.Window && turn.State.Focus.List is { Count: > 1 } list)
        {
            return turn.State.Focus.More is null ? [say("list", ("number", list[0].Number))] : [say("list", ("number", list[0].Number)), say("list_more")];
        }

        if (turn.CurrentProject is { } here && await IsEmptyAsync(here, turn, cancellationToken))
        {
            return [say("empty", ("project", here.Name)), "• " + say("empty.first", ("project", here.Name)), "• " + say("empty.several", ("project", here.Name)), "• " + say("empty.samples"), say("empty.import"), say("correct")];
        }

        var works = turn.Projects.Any(p => turn.Directory.RoleIn(p.Id, turn.Actor.User) >= Role.Developer && !p.Archived);
        var lines = new List<string> { say(works ? "work" : "viewer") };
        lines.AddRange((await ExamplesAsync(turn, works, say, cancellationToken)).Take(Most).Select(l => "• " + l));
        lines.Add(say(works ? "correct" : "viewer_outside"));
        return lines;
    }

    /// <summary>Whether nothing was ever made there, and the person may begin.</summary>
    private static async Task<bool> IsEmptyAsync(State.ProjectSlot project, Turn turn, CancellationToken cancellationToken)
    {
        var id = new ProjectId(project.Id);
        return turn.Directory.RoleIn(id, turn.Actor.User) >= Role.Developer
            && (await turn.Services.Tasks.ListAsync(turn.Actor, new TaskFilter { Projects = [id], LocalNow = turn.Now }, new Page(0, 1), cancellationToken)).Total == 0;
    }

    private static async Task<List<string>> ExamplesAsync(Turn turn, bool works, Saying say, CancellationToken cancellationToken)
    {
        var mine = (await turn.Services.Tasks.ListAsync(turn.Actor, new TaskFilter { Assignee = turn.Actor.User, OpenOnly = true, LocalNow = turn.Now }, new Page(0, 2), cancellationToken)).Tasks;
        var project = turn.CurrentProject?.Name ?? turn.Projects[0].Name;
        var lines = new List<string>();
        if (works)
        {
            lines.Add(say(turn.Projects.Count > 1 ? "example.new_in" : "example.new", ("project", project)));
            var free = (await turn.Services.Tasks.ListAsync(turn.Actor, new TaskFilter { Unassigned = true, OpenOnly = true, LocalNow = turn.Now }, new Page(0, 1), cancellationToken)).Tasks;
            var other = turn.PeopleFor(null).FirstOrDefault(p => p.Id != turn.Actor.User);
            if (mine is [var first, ..])
            {
                lines.Add(say("example.done", ("number", first.Number)));
                lines.Add(say("example.shift", ("number", mine[^1].Number)));
            }

            if (free is [var unowned])
            {
                lines.Add(other is null ? say("example.take", ("number", unowned.Number)) : say("example.assign", ("number", unowned.Number), ("person", TaskWords.FirstName(other.FullName))));
            }
            else if (other is null)
            {
                lines.Add(say("example.add", ("project", project)));
            }
        }

        lines.Add(say(mine.Any(t => t.Due is { } due && due.IsBefore(turn.Now)) ? "example.overdue" : "example.free"));
        lines.Add(turn.Projects.Any(p => p.CurrentSprint is not null && p.Name == project) ? say("example.sprint") : say("example.project", ("project", project)));
        return lines;
    }
}
