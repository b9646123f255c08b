using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills;

/// <summary>Reads a change of a sprint out of a message: its days, points, name or goal.</summary>
internal static partial class SprintCorrection
{
    /// <summary>The change, or null where the message says none.</summary>
    public static ChangeSprint? Read(Understanding heard, IReadOnlyList<Entity> fragments, DirectorySprint sprint)
    {
        var change = new ChangeSprint(sprint.Id);
        if (Naming().Match(heard.Rest) is { Success: true } named)
        {
            return change with { Title = SprintNames.Written(named.Groups["name"].Value) };
        }

        if (Aim().Match(heard.Rest) is { Success: true } aim)
        {
            var goal = aim.Groups["goal"].Value.Trim().TrimEnd('.');
            return goal.Length == 0 ? null : change with { Goal = Change.To<string?>(char.ToUpperInvariant(goal[0]) + goal[1..]) };
        }

        var before = change;
        foreach (var entity in fragments)
        {
            var lead = heard.Text[Math.Max(0, entity.Start - 24)..entity.Start];
            change = (entity.Type, entity.Value) switch
            {
                (EntityType.DateRange, DateRangeValue { From: { } from, To: { } to }) => change with { Start = from, End = to },
                (EntityType.Date, DateValue date) when Beginning().IsMatch(lead) || Beginning().IsMatch(entity.Text) => change with { Start = date.Day },
                (EntityType.Date, DateValue date) => change with { End = date.Day },
                (EntityType.DateRange, DateRangeValue { From: { } from, To: null }) => change with { Start = from },
                (EntityType.DateRange, DateRangeValue { To: { } to }) => change with { End = to },
                (EntityType.Estimate, NumberValue points) => change with { Capacity = Change.To<decimal?>(points.Number) },
                (EntityType.Number, NumberValue points) when Room().IsMatch(heard.Text) => change with { Capacity = Change.To<decimal?>(points.Number) },
                _ => change,
            };
        }

        if (change == before)
        {
            return null;
        }

        // Who only moves the beginning behind the end means the whole stretch.
        return change.Start is { } start && change.End is null && start > sprint.End
            ? change with { End = start.AddDays(sprint.End.DayNumber - sprint.Start.DayNumber) }
            : change;
    }

    [GeneratedRegex(@"\b(que se llame|ll[aá]malo|ll[aá]mala|se llama|ren[oó]mbralo( a)?|c[aá]mbiale el nombre a|el nombre es|call it|name it|rename it( to)?|the name is)\s+(?<name>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Naming();

    [GeneratedRegex(@"\b((con |la |el |y |with |the |a )*(meta|objetivo|goal|aim)( es| sea| de| is)?)\s*:?\s+(?<goal>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Aim();

    [GeneratedRegex(@"\b(desde|a partir de|empie\w*|empez\w*|inici\w*|arran\w*|comien\w*|comenz\w*|start\w*|from|begin\w*|beginning)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\b(capacidad|capacity|puntos|points|pts|caben)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Room();
}
