using System.Globalization;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Media;

/// <summary>Draws what the domain reports, in the reader's language.</summary>
public sealed class ChartDrawings(ReplyCatalog replies)
{
    private static readonly (TaskState State, Paint Paint)[] States =
    [
        (TaskState.Done, Paint.Done), (TaskState.InReview, Paint.InReview), (TaskState.InProgress, Paint.InProgress), (TaskState.Blocked, Paint.Blocked), (TaskState.Todo, Paint.Todo),
    ];

    /// <summary>A project's tasks by state; null where it has none.</summary>
    public Drawing? Status(ProjectStatus status, string language)
    {
        if (status.Total == 0)
        {
            return null;
        }

        List<ChartPart> parts = [.. States.Select(s => new ChartPart(replies.Say(language, $"status.{WireName.Of(s.State)}"), status.ByStatus.GetValueOrDefault(s.State), s.Paint))];
        var told = string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Name} {p.Count.ToString(CultureInfo.InvariantCulture)}"));
        return Charts.Status(
            new ChartWords(
                status.Project.Name,
                replies.Say(language, "chart.status.subtitle", ("percent", status.CompletionPercent), ("count", status.Total)),
                replies.Say(language, "chart.status.description", ("project", status.Project.Name), ("percent", status.CompletionPercent), ("parts", told))),
            parts);
    }

    /// <summary>A sprint's work, day by day; null where it has no day.</summary>
    public Drawing? Burndown(Burndown burndown, string language)
    {
        if (burndown.Days.Count == 0)
        {
            return null;
        }

        var unit = Unit(burndown.Unit, language);
        ReplyArgument[] words =
        [
            ("sprint", burndown.Sprint.Name), ("unit", unit), ("left", Number(burndown.Remaining.In(burndown.Unit))), ("total", Number(burndown.Scope.In(burndown.Unit))),
            ("start", DateWords.ShortDay(language, burndown.Sprint.Start)), ("end", DateWords.ShortDay(language, burndown.Sprint.End)),
        ];
        return Charts.Burndown(
            new ChartWords(
                $"{burndown.Sprint.Name} · {burndown.Sprint.Project.Name}",
                replies.Say(language, "chart.burndown.subtitle", words),
                replies.Say(language, "chart.burndown.description", words)),
            unit,
            replies.Say(language, "chart.burndown.ideal"),
            replies.Say(language, "chart.burndown.real"),
            [.. burndown.Days.Select(d => new BurndownPoint(DateWords.ShortDay(language, d.Day), d.Ideal, d.Remaining?.In(burndown.Unit)))]);
    }

    /// <summary>What a project's earlier sprints got done; null where there is none.</summary>
    public Drawing? Velocity(Velocity velocity, string language)
    {
        if (velocity.Sprints.Count == 0)
        {
            return null;
        }

        var measure = velocity.Points is null ? SprintUnit.Tasks : SprintUnit.Points;
        var average = (measure == SprintUnit.Points ? velocity.Points : velocity.Tasks) ?? 0;
        var unit = Unit(measure, language);
        var told = string.Join(", ", velocity.Sprints.Select(s => $"{s.Sprint.Name} {Number(s.Done.In(measure))}"));
        ReplyArgument[] words = [("project", velocity.Project.Name), ("unit", unit), ("average", Number(average)), ("sprints", told)];
        return Charts.Velocity(
            new ChartWords(
                replies.Say(language, "chart.velocity.title", words), replies.Say(language, "chart.velocity.subtitle", words), replies.Say(language, "chart.velocity.description", words)),
            unit,
            replies.Say(language, "chart.velocity.committed"),
            replies.Say(language, "chart.velocity.done"),
            (replies.Say(language, "chart.velocity.average", words), average),
            [.. velocity.Sprints.Select(s => new VelocityBar(s.Sprint.Name, s.Committed.In(measure), s.Done.In(measure)))]);
    }

    private string Unit(SprintUnit unit, string language) => replies.Say(language, unit == SprintUnit.Points ? "chart.points" : "chart.tasks");

    private static string Number(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
