using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Sprints;

namespace PmBot.Bot.Skills;

/// <summary>Sprints in one line, and how full they are.</summary>
internal static class SprintWords
{
    /// <summary><c>Sprint 6 · lunes 23 – viernes 3 de abril · meta: Pagos · 40 pts</c>.</summary>
    public static string Line(string name, DateOnly start, DateOnly end, string? goal, decimal? capacity, Turn turn)
    {
        List<string> parts =
        [
            turn.Text("sprint.line", ("name", name), ("start", DateWords.Day(turn.Language, start, turn.Today)), ("end", DateWords.Day(turn.Language, end, turn.Today))),
        ];
        if (goal is not null)
        {
            parts.Add(turn.Text("sprint.goal", ("goal", goal)));
        }

        if (capacity is { } points)
        {
            parts.Add(turn.Text("points", ("count", Number(points))));
        }

        return string.Join(" · ", parts);
    }

    /// <summary>How much is in it against what it can take, and what the team usually gets done.</summary>
    public static IReadOnlyList<string> Load(string name, SprintAmount scope, decimal? capacity, decimal? velocity, Turn turn)
    {
        var lines = new List<string>
        {
            capacity is { } room
                ? turn.Text("sprint.load", ("name", name), ("points", Number(scope.Points)), ("capacity", Number(room)))
                : turn.Text("sprint.load_free", ("name", name), ("points", Number(scope.Points)), ("count", scope.Tasks)),
        };
        if (capacity is { } limit && scope.Points > limit)
        {
            lines.Add(turn.Text("sprint.over", ("over", Number(scope.Points - limit))));
        }
        else if (velocity is { } usual && usual > 0 && scope.Points > usual)
        {
            lines.Add(turn.Text("sprint.over_velocity", ("velocity", Number(usual))));
        }

        if (scope.Unestimated > 0)
        {
            lines.Add(turn.Text("sprint.unestimated", ("count", scope.Unestimated)));
        }

        return lines;
    }

    /// <summary>A number without superfluous zeros.</summary>
    public static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
