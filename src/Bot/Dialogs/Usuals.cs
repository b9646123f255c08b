using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>"El de siempre", "the usual", "como la anterior": what somebody mostly says where it is asked for, or said the last time.</summary>
/// <remarks>Learnt from nothing but the tasks and reminders that the person made; nothing is kept for it.</remarks>
public sealed partial class Usuals(TaskQueries tasks, WeekStore week)
{
    private const int MaxRead = 200;

    /// <summary>Whether an answer means what is usual, or what it was the last time; null where it is an answer of its own.</summary>
    public static UsualKind? Kind(string words) => Usual().IsMatch(words) ? UsualKind.Mostly : Before().IsMatch(words) ? UsualKind.LastTime : null;

    /// <summary>The value that is meant for a slot; null where nothing is known.</summary>
    public async Task<SlotValue?> FindAsync(SlotSpec slot, UsualKind kind, DialogFrame? frame, Turn turn, CancellationToken cancellationToken)
    {
        if (kind == UsualKind.LastTime && turn.State.LastDone?.Slots.GetValueOrDefault(slot.Name) is { } last && last is not NothingSlot)
        {
            return last;
        }

        var made = await MadeAsync(slot.Type == EntityType.Project ? null : frame?.Slots.GetValueOrDefault("project") as ProjectSlot, turn, cancellationToken);
        if (kind == UsualKind.LastTime)
        {
            made = [.. made.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Number).Take(1)];
        }

        return slot.Type switch
        {
            EntityType.Person => Most(made.Select(t => t.Assignee).OfType<PersonRef>()) is { } person ? new PersonSlot(person.Id.Value, person.Username, person.FullName) : null,
            EntityType.Project => Most(made.Select(t => t.Project)) is { } project && turn.FindProject(project.Id.ToString()) is { Archived: false } ? new ProjectSlot(project.Id.Value, project.Name) : null,
            EntityType.Priority => made.Count == 0 ? null : new ChoiceSlot(WireName.Of(made.CountBy(t => t.Priority).MaxBy(p => p.Value).Key)),
            EntityType.Estimate => made.Where(t => t.Estimate is not null).CountBy(t => t.Estimate!.Value).OrderByDescending(e => e.Value).Select(e => new NumberSlot(e.Key)).FirstOrDefault(),
            EntityType.Label => Most(made.SelectMany(t => t.Labels)) is { } label ? new LabelsSlot([label]) : null,
            EntityType.Date => await HourAsync(made, turn, cancellationToken) is { } hour ? new DateSlot(hour > TimeOnly.FromDateTime(turn.Now) ? turn.Today : turn.Today.AddDays(1), hour) : null,
            EntityType.Sprint => new SprintSlot(null, "current"),
            _ => null,
        };
    }

    private async Task<IReadOnlyList<TaskView>> MadeAsync(ProjectSlot? project, Turn turn, CancellationToken cancellationToken)
    {
        var filter = new TaskFilter { CreatedBy = turn.Actor.User, LocalNow = turn.Now, Projects = project is null ? [] : [new ProjectId(project.Id)] };
        return (await tasks.ListAsync(turn.Actor, filter, new Page(0, MaxRead), cancellationToken)).Tasks;
    }

    /// <summary>The hour at which most of the person's reminders ring, and else their tasks are due.</summary>
    private async Task<TimeOnly?> HourAsync(IReadOnlyList<TaskView> made, Turn turn, CancellationToken cancellationToken)
    {
        var rings = (await week.RemindersOfAsync(turn.Actor, cancellationToken)).Select(r => r.NextAt is { } next ? TimeOnly.FromDateTime(turn.Local(next)) : (TimeOnly?)null).OfType<TimeOnly>().ToList();
        var hours = rings.Count > 0 ? rings : [.. made.Select(t => t.Due?.Time).OfType<TimeOnly>()];
        return hours.Count == 0 ? null : hours.CountBy(h => h).MaxBy(h => h.Value).Key;
    }

    // The most frequent; null where there is none.
    private static T? Most<T>(IEnumerable<T> all)
        where T : class => all.CountBy(v => v).OrderByDescending(v => v.Value).Select(v => v.Key).FirstOrDefault();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\W*((para|pues|en|a|to|for|in|at)\s+)?((el|la|los|las|lo|al|the|my|mi)\s+)?(mism[oa]\s+|proyecto\s+|hora\s+|persona\s+|donde\s+|quien\s+|como\s+|same\s+(one\s+)?as\s+)?(de siempre|siempre|de costumbre|usual|always|the usual|habitual)(\s+(one|person|project|time|guy|place))?\W*(porfa|por favor|please)?\W*$", Options, MatchTime.Most)]
    private static partial Regex Usual();

    [GeneratedRegex(@"^\W*((para|pues|en|a|to|for|in)\s+)?(((el|la|lo)\s+)?(mism[oa]|igual)(\s+(de antes|que antes|que la (anterior|[uú]ltima|otra)|que el (anterior|[uú]ltimo)|de la (anterior|[uú]ltima)))?|(como|igual que|la de|el de) (antes|la (anterior|[uú]ltima|otra|vez pasada)|el (anterior|[uú]ltimo))|(the )?same( (one|person|project|as (before|last time|the last one|the previous one|the other one)))?|(like|as) (before|last time|the last one|the previous one))\W*$", Options, MatchTime.Most)]
    private static partial Regex Before();
}

/// <summary>What an answer points back to.</summary>
public enum UsualKind
{
    /// <summary>"El de siempre": what it mostly is.</summary>
    Mostly,
    /// <summary>"Como la anterior": what it was the last time.</summary>
    LastTime,
}
