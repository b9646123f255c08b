using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills;

/// <summary>Reads a change of a sprint out of a message: its days, points, name or goal.</summary>
internal static partial class SprintCorrection
{
    /// <summary>Changes the sprint that was last made or changed as a message says.</summary>
    /// <returns>The sprint as it is now, or why not; null where the message says nothing of it.</returns>
    public static async Task<Result<SprintView>?> ApplyAsync(Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Focus.Sprint is not { Id: { } id } || turn.Directory.Sprint(new SprintId(id)) is not { } sprint || Read(heard, fragments, sprint) is not { } change)
        {
            return null;
        }

        var outcome = await turn.ExecuteAsync(change, confirmation: null, cancellationToken);
        if (!outcome.Try(out var result, out var error))
        {
            return (Result<SprintView>)error;
        }

        return Result.Ok(result.Subjects.OfType<SprintView>().First());
    }

    /// <summary>"Start on the 24th", "que termine el viernes", "goal: the launch": days or a goal, and no word of anybody or of a task.</summary>
    public static bool IsAbout(Understanding heard) => (Edge().IsMatch(heard.Text) && Days(heard).Any() || Goal().IsMatch(heard.Text))
        && !heard.Entities.Any(e => e.Type == EntityType.Person || (e.Type == EntityType.Task && e.Value is not ReferenceValue { Kind: ReferenceKind.It }));

    private static bool IsDay(Entity entity) => entity.Type is EntityType.Date or EntityType.DateRange;

    // "It should end on April 8": a day that only a request of the message holds counts as well.
    private static IEnumerable<Entity> Days(Understanding heard) => heard.Entities.Concat(heard.Operations.SelectMany(o => o.Slots.Values)).Where(IsDay);

    private static ProjectCore.Sprints.ChangeSprint? Read(Understanding heard, IReadOnlyList<Entity> fragments, DirectorySprint sprint)
    {
        var change = new ProjectCore.Sprints.ChangeSprint(sprint.Id);
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
        foreach (var entity in fragments.Any(IsDay) ? fragments : fragments.Concat(Days(heard)))
        {
            var lead = heard.Text[Math.Max(0, entity.Start - 24)..entity.Start];
            change = (entity.Type, entity.Value) switch
            {
                (EntityType.DateRange, DateRangeValue { From: { } from, To: { } to }) => change with { Start = from, End = to },
                (EntityType.Date, DateValue date) when Beginning().IsMatch(lead) || Beginning().IsMatch(entity.Text) => change with { Start = date.Day },
                (EntityType.Date, DateValue date) => change with { End = date.Day },
                (EntityType.DateRange, DateRangeValue { From: { } from, To: null }) => change with { Start = from },
                (EntityType.DateRange, DateRangeValue { To: { } to }) => change with { End = to },
                (EntityType.Duration, DurationValue { Length.TotalDays: >= 1 } length) when Longer().IsMatch(heard.Text) => change with { End = sprint.End.AddDays((int)length.Length.TotalDays) },
                (EntityType.Duration, DurationValue { Length.TotalDays: >= 1 } length) when Shorter().IsMatch(heard.Text) => change with { End = sprint.End.AddDays(-(int)length.Length.TotalDays) },
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

    [GeneratedRegex(@"\b(que se llame|ll[aá]malo|ll[aá]mala|se llama|ren[oó]mbralo( a)?|c[aá]mbiale el nombre a|el nombre es|call it|name it|rename it( to)?|the name is)\s+(?<name>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Naming();

    [GeneratedRegex(@"\b((con |la |el |y |with |the |a )*(meta|objetivo|goal|aim)( es| sea| de| is)?)\s*:?\s+(?<goal>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Aim();

    [GeneratedRegex(@"^\W*(?>((no|y|and|ok|but|pero|mejor|actually|also|oh|ah|wait|espera|perd[oó]n|sorry|que|it|should|make|let|let's|have|has|to|tiene|debe|deber[ií]a|ponlo|ponle)\W+)*)(starts?|starting|begins?|beginning|ends?|ending|finish(es)?|runs?|empieza|empiece|empezar|arranca|arranque|arrancar|comienza|comience|inicia|inicie|termina|termine|terminar|acaba|acabe|finaliza|corre|va|vaya|dura|hasta|desde|until|till|from|start date|end date|inicio|fin|fecha de (inicio|fin)|(the |el )?(start|end|inicio|fin|final))\W+((on|at|by|the|from|until|till|el|del|de|desde|hasta|para|a|al|is|es|to|d[ií]a)\W+)*\S+(\s+\S+){0,6}\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Edge();

    [GeneratedRegex(@"^\W*((y|and|con|with|also|the|la|el|its|su)\W+)*(meta|objetivo|goal|aim)\s*(:|=|(es|is|sea|ser[aá]|should be)\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Goal();

    [GeneratedRegex(@"\b(desde|a partir de|empie\w*|empez\w*|inici\w*|arran\w*|comien\w*|comenz\w*|start\w*|from|begin\w*|beginning)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\b(m[aá]s|al[aá]rga\w*|exti[eé]nde\w*|longer|more|extend)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Longer();

    [GeneratedRegex(@"\b(menos|antes|ac[oó]rta\w*|shorter|less|earlier|shorten)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Shorter();

    [GeneratedRegex(@"\b(capacidad|capacity|puntos|points|pts|caben)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Room();
}
