using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.ChangeSprint;

/// <summary>Which sprint, and what becomes of it: <c>Move</c> is how far the whole of it moves, <c>Field</c> what is to be changed where the new value is not said.</summary>
public sealed record ChangeSprintSlots(
    SlotValue? Sprint, SlotValue? Project, TextSlot? Name, SlotValue? StartDate, SlotValue? EndDate, SlotValue? Move, SlotValue? Goal, NumberSlot? Capacity, ChoiceSlot? Field);

/// <summary>"Alarga el sprint dos días", "renombra el sprint 5 a Pagos", "the sprint goal is to ship": at any time.</summary>
public sealed partial class ChangeSprintSkill : Skill<ChangeSprintSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("change_sprint")
    {
        Shareable = true,
        Slots =
        [
            Ask.Sprint().Optional(),
            Ask.Project().Optional(),
            Ask.Text("name").Optional().Rejects("name_taken", "text_missing", "text_too_long"),
            (new SlotSpec("start_date", EntityType.DateRange) { Required = false }).OrShifted(),
            Ask.Date("end_date").Optional().OrShifted().Rejects("sprint_ends_before_start", "sprint_too_long"),
            Ask.Date("move").Optional().OrShifted(),
            Ask.Text("goal").Optional(),
            new SlotSpec("capacity", EntityType.Estimate) { Required = false, RejectedBy = ["capacity_invalid"] },
            Ask.Choice("field", "name", "dates", "goal", "capacity").Optional(),
        ],
        Replies = ["ask.name", "ask.end_date", "ask.capacity", "ask.field", "ask.start_date", "ask.goal", "field.name", "field.dates", "field.goal", "field.capacity", "changed", "moved", "same"],
    };

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        if (!SprintPicker.TryProject(slots.Project, slots.Sprint as SprintSlot, turn, out var project, out var instead, Role.Admin)
            || !SprintPicker.TrySprint(project, SprintPicker.Meant(slots.Sprint, project, turn), "current", turn, out var sprint, out instead))
        {
            return instead;
        }

        // Who may not is told before being asked anything.
        if (turn.Directory.RoleIn(project.Id, turn.Actor.User) is not { } role || role < Role.Admin)
        {
            return new SkillResult.Refused(new NotAllowed("change_sprint", turn.Directory.RoleIn(project.Id, turn.Actor.User), Role.Admin, project.Name));
        }

        (frame.Slots["project"], frame.Slots["sprint"]) = (SprintPicker.Slot(project), SprintPicker.Slot(sprint));
        var change = ChangeOf(slots, frame.Words is { } said ? Fold.Text(said) : null, sprint);
        if (change == new ProjectCore.Sprints.ChangeSprint(sprint.Id))
        {
            return AskFor(slots.Field?.Name, sprint, turn);
        }

        var outcome = await turn.ExecuteAsync(change, confirmation: null, cancellationToken);
        if (!outcome.Try(out var done, out var error))
        {
            return error is NothingToChange
                ? new SkillResult.Done(new Reply(Text(turn, "same", ("sprint", SprintWords.Line(sprint.Name, sprint.Start, sprint.End, sprint.Goal, sprint.Capacity, turn))))) { Project = SprintPicker.Slot(project) }
                : new SkillResult.Refused(error);
        }

        var changed = done.Subjects.OfType<SprintView>().First();
        var moved = changed.Start != sprint.Start && changed.End.DayNumber - changed.Start.DayNumber == sprint.End.DayNumber - sprint.Start.DayNumber;
        return Describe(changed, turn, moved ? "moved" : "changed");
    }

    /// <summary>"Start on the 24th" right after: the sprint's days.</summary>
    internal override bool IsAbout(Understanding heard) => SprintCorrection.IsAbout(heard);

    /// <summary>"Bórralo" right after: the sprint, not a task.</summary>
    internal override DialogFrame? Redirect(Executed done, Interpretation asked, Turn turn) => SprintPointers.Redirect(asked, turn);

    /// <summary>Never called: the frame is needed.</summary>
    protected override Task<SkillResult> RunAsync(ChangeSprintSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It runs by its frame.");

    /// <summary>"No, hasta el 20", "mejor tres días": of the sprint just changed.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (await SprintCorrection.ApplyAsync(heard, fragments, turn, cancellationToken) is not { } corrected)
        {
            return false;
        }

        if (corrected.Try(out var sprint, out var error))
        {
            turn.State.LastDone = done with { At = turn.UtcNow };
            turn.Say(Describe(sprint, turn, "changed").Reply);
        }
        else
        {
            turn.Say(ErrorWords.Say(error, turn));
        }

        return true;
    }

    private static ProjectCore.Sprints.ChangeSprint ChangeOf(ChangeSprintSlots slots, string? words, DirectorySprint sprint)
    {
        var (start, end) = Days(slots, words, sprint);
        return new ProjectCore.Sprints.ChangeSprint(sprint.Id)
        {
            Title = slots.Name is { } name && SprintNames.Written(name.Text) is { Length: > 0 } written ? written : null,
            Start = start,
            End = end,
            Goal = slots.Goal switch
            {
                TextSlot { Text: { Length: > 0 } goal } => ProjectCore.Change.To<string?>(char.ToUpperInvariant(goal[0]) + goal[1..]),
                NothingSlot => ProjectCore.Change.To<string?>(null),
                _ => (Change<string?>?)null,
            },
            Capacity = slots.Capacity is { } room ? ProjectCore.Change.To<decimal?>(room.Number) : (Change<decimal?>?)null,
        };
    }

    /// <summary>The new first and last day. Who moves the beginning behind the end, or the whole, means a sprint as long as before.</summary>
    private static (DateOnly? Start, DateOnly? End) Days(ChangeSprintSlots slots, string? words, DirectorySprint sprint)
    {
        var length = sprint.End.DayNumber - sprint.Start.DayNumber;
        if (slots.Move is ShiftSlot { By: { IsValid: true } by })
        {
            return (by.From(sprint.Start), by.From(sprint.End));
        }

        if (words is not null && Moving().IsMatch(words) && !Part().IsMatch(words) && Into(slots, words, sprint) is { } begins)
        {
            return (begins, begins.AddDays(length));
        }

        DateOnly? end = slots.EndDate switch
        {
            DateSlot day => day.Day,
            ShiftSlot { By: { IsValid: true } longer } => longer.From(sprint.End),
            _ => null,
        };
        return slots.StartDate switch
        {
            RangeSlot { From: { } from, To: { } to } => (from, to),
            RangeSlot { From: { } from } => (from, Kept(from)),
            RangeSlot { To: { } to } => (null, to),
            DateSlot day => (day.Day, Kept(day.Day)),
            ShiftSlot { By: { IsValid: true } later } => (later.From(sprint.Start), Kept(later.From(sprint.Start))),
            _ when slots.Move is DateSlot first => (first.Day, first.Day.AddDays(length)),
            _ => (null, end),
        };

        DateOnly? Kept(DateOnly start) => end ?? (start > sprint.End ? start.AddDays(length) : null);
    }

    /// <summary>The first day of a sprint that moves as a whole; null where both ends are named. Into another week it begins on the day of the week that it has; into a month, on its first working day.</summary>
    private static DateOnly? Into(ChangeSprintSlots slots, string words, DirectorySprint sprint)
    {
        var (first, ends) = slots.StartDate switch
        {
            DateSlot day => (day.Day, slots.EndDate is not null),
            RangeSlot { From: { } from } range => (from, range.To is not null || slots.EndDate is not null),
            _ => ((DateOnly?)null, false),
        };
        return (first, ends, Stretch().Match(words)) switch
        {
            (null, _, _) or (_, true, { Success: false }) => null,
            ({ DayOfWeek: DayOfWeek.Monday } monday, true, { Groups: var said }) when said["week"].Success => monday.AddDays(((int)sprint.Start.DayOfWeek + 6) % 7),
            ({ } day, true, _) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day },
            ({ } day, false, _) => day,
        };
    }

    private SkillResult.AskFor AskFor(string? field, DirectorySprint sprint, Turn turn) => field switch
    {
        "name" => new("name", Text(turn, "ask.name", ("name", sprint.Name)), []),
        "dates" => new("start_date", Text(turn, "ask.start_date", ("name", sprint.Name)), []),
        "goal" => new("goal", Text(turn, "ask.goal", ("name", sprint.Name)), []),
        "capacity" => new("capacity", Text(turn, "ask.capacity", ("name", sprint.Name)), []),
        _ => new("field", Text(turn, "ask.field", ("name", sprint.Name)), [.. Spec.Slot("field")!.Options.Select(o => new SlotChoice(Text(turn, $"field.{o}"), new ChoiceSlot(o)))]),
    };

    private SkillResult.Done Describe(SprintView sprint, Turn turn, string key) =>
        new(new Reply(Text(turn, key, ("sprint", SprintWords.Line(sprint.Name, sprint.Start, sprint.End, sprint.Goal, sprint.Capacity, turn)), ("project", sprint.Project.Name)))
        {
            Buttons = [Button.Saying(turn.Text("offer.sprint_status")), Offers.Undo(turn)],
        })
        {
            Tasks = [],
            Project = new ProjectSlot(sprint.Project.Id.Value, sprint.Project.Name),
            Sprint = new SprintSlot(sprint.Name, null, sprint.Id.Value),
        };

    [GeneratedRegex(@"\b(muev\w*|mov[ae]\w*|mover\w*|pas(a|ar|e|en|emos|alo|arlo)|corr(e|er|elo|erlo|a|amos|an)|recorr\w*|reprogram\w*|reagend\w*|pospon\w*|posterg\w*|aplaz\w*|aplac\w*|atras\w*|retras\w*|adelant\w*|empuj\w*|move|moved|push|pushed|reschedule|shift|postpone|delay|bump|slide|slip)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Moving();

    [GeneratedRegex(@"\b((?<week>semanas?|weeks?)|mes|month|quincena|fortnight)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Stretch();

    // Of a part of it: the beginning, the end.
    [GeneratedRegex(@"\b(inicio|arranque|comienzo|principio|primer dia|empie\w*|fin|final|cierre|ultimo dia|start|kickoff|beginning|first day|end|finish|last day)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Part();
}
