using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.CreateSprint;

/// <summary>What the sprint is called, and when it runs.</summary>
public sealed record CreateSprintSlots(
    SlotValue? Project, TextSlot? Name, SlotValue? StartDate, SlotValue? EndDate, TextSlot? Goal, NumberSlot? Capacity, SlotValue? Overlap);

/// <summary>"Sprint 4 del lunes al 15, meta cerrar el catálogo, 40 puntos".</summary>
public sealed partial class CreateSprintSkill : Skill<CreateSprintSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("create_sprint")
    {
        Shareable = true,
        Slots =
        [
            Ask.Project().Optional(),
            Ask.Text("name").Optional().Rejects("name_taken", "text_missing", "text_too_long"),
            (new SlotSpec("start_date", EntityType.DateRange) { Required = false }).Rejects("sprint_ends_before_start", "sprint_too_long"),
            Ask.Date("end_date").Optional(),
            Ask.Text("goal").Optional(),
            new SlotSpec("capacity", EntityType.Estimate) { Required = false, RejectedBy = ["capacity_invalid"] },
            Ask.Choice("overlap", "parallel", "after").Optional(),
        ],
        Replies = ["ask.name", "ask.start_date", "ask.capacity", "when", "span", "span_near", "overlaps", "parallel", "after", "created", "changed"],
    };

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        if (!SprintPicker.TryProject(slots.Project, null, turn, out var project, out var instead, Role.Admin))
        {
            return instead;
        }

        // Who may not is told before being asked anything.
        if (turn.Directory.RoleIn(project.Id, turn.Actor.User) is not { } role || role < Role.Admin)
        {
            return new SkillResult.Refused(new NotAllowed("create_sprint", turn.Directory.RoleIn(project.Id, turn.Actor.User), Role.Admin, project.Name));
        }

        frame.Slots["project"] = SprintPicker.Slot(project);
        var days = Days(slots, frame.Words, project, turn);
        if (days is null)
        {
            return new SkillResult.AskFor("start_date", Text(turn, "when", ("name", NameOf(slots, project))), Proposals(project, turn));
        }

        var (start, end) = days.Value;
        if (Overlaps(project, start, end) is { } running && slots.Overlap is not ChoiceSlot { Name: "parallel" })
        {
            if (slots.Overlap is NothingSlot)
            {
                return new SkillResult.Done(new Reply(turn.Text("not_done")));
            }

            if (slots.Overlap is not ChoiceSlot)
            {
                return new SkillResult.AskFor(
                    "overlap", Text(turn, "overlaps", ("name", running.Name), ("end", DateWords.Until(turn.Language, running.End, null, turn.Today))),
                    [new SlotChoice(Text(turn, "after", ("name", running.Name)), new ChoiceSlot("after")), new SlotChoice(Text(turn, "parallel"), new ChoiceSlot("parallel"))]);
            }

            (start, end) = Shift(start, end, NextMonday(running.End));
        }

        var operation = new ProjectCore.Sprints.CreateSprint(project.Id, NameOf(slots, project), start, end)
        {
            Goal = slots.Goal is { } goal ? Capital(goal.Text) : null,
            Capacity = slots.Capacity?.Number,
            AllowOverlap = slots.Overlap is ChoiceSlot { Name: "parallel" },
        };
        var outcome = await turn.ExecuteAsync(operation, confirmation: null, cancellationToken);
        return outcome.Try(out var done, out var error) ? Describe((SprintView)done.Subjects[0], "created", turn) : new SkillResult.Refused(error);
    }

    /// <summary>"El sprint de diciembre" is called so, and runs in that month.</summary>
    internal override void Imply(DialogFrame frame)
    {
        if (!frame.Slots.ContainsKey("name") && frame.Words is { } words && OfMonth().Match(words) is { Success: true } month)
        {
            frame.Slots["name"] = new TextSlot(Capital(month.Groups["month"].Value.ToLowerInvariant()));
        }
    }

    [GeneratedRegex(@"\bsprint\s+(de|del mes de|for|of)\s+(?<month>enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s+\d)|\b(?<month>january|february|march|april|june|july|august|september|october|november|december) sprint\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex OfMonth();

    /// <summary>"2 weeks" to the question of its dates: how long it runs, from the next free Monday on.</summary>
    internal override SlotValue? ReadAnswer(DialogFrame frame, Understanding heard) =>
        frame.Asking == "start_date" && Weeks(heard.Text) is not null && !heard.Entities.Any(e => e.Type is EntityType.Date or EntityType.DateRange) ? new TextSlot(heard.Text) : null;

    /// <summary>"Inícialo", "start it" right after: the sprint.</summary>
    internal override Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(SprintBeginning.Of(heard.Text, turn));

    /// <summary>"Start on the 24th" right after: the sprint's days.</summary>
    internal override bool IsAbout(Understanding heard) => SprintCorrection.IsAbout(heard);

    /// <summary>"Bórralo" right after: the sprint, not a task.</summary>
    internal override DialogFrame? Redirect(Executed done, Interpretation asked, Turn turn) => SprintPointers.Redirect(asked, turn);

    /// <summary>Never called: the frame's own words are needed.</summary>
    protected override Task<SkillResult> RunAsync(CreateSprintSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It runs by its frame.");

    /// <summary>"No, hasta el 20", "mejor 30 puntos", "que se llame Pagos": of the sprint just made.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (await SprintCorrection.ApplyAsync(heard, fragments, turn, cancellationToken) is not { } corrected)
        {
            return false;
        }

        if (corrected.Try(out var sprint, out var error))
        {
            turn.State.LastDone = done with { At = turn.UtcNow };
            turn.Say(Describe(sprint, "changed", turn).Reply);
        }
        else
        {
            turn.Say(ErrorWords.Say(error, turn));
        }

        return true;
    }

    private SkillResult.Done Describe(SprintView sprint, string key, Turn turn) =>
        new(new Reply(Text(turn, key, ("sprint", SprintWords.Line(sprint.Name, sprint.Start, sprint.End, sprint.Goal, sprint.Capacity, turn)), ("project", sprint.Project.Name)))
        {
            Buttons = [Button.Saying(turn.Text("offer.plan_sprint")), Button.Saying(turn.Text("offer.start_sprint_named", ("name", sprint.Name))), Offers.Undo(turn)],
        })
        {
            Tasks = [],
            Project = new ProjectSlot(sprint.Project.Id.Value, sprint.Project.Name),
            Sprint = new SprintSlot(sprint.Name, null, sprint.Id.Value),
        };

    private static string NameOf(CreateSprintSlots slots, DirectoryProject project) =>
        slots.Name is { } name && SprintNames.Written(name.Text) is { Length: > 0 } written ? written : SprintNames.Next(project.Sprints);

    /// <summary>First and last day, or null where nothing at all is said of them.</summary>
    private static (DateOnly Start, DateOnly End)? Days(CreateSprintSlots slots, string? words, DirectoryProject project, Turn turn)
    {
        var weeks = Weeks((slots.StartDate as TextSlot)?.Text) ?? Weeks(words);
        var end = (slots.EndDate as DateSlot)?.Day;
        switch (slots.StartDate)
        {
            case RangeSlot { From: { } from, To: { } to }:
                return (from, end ?? WorkingEnd(from, to));
            case RangeSlot { From: { } from }:
                return (from, end ?? EndAfter(from, weeks ?? 2));
            case RangeSlot { To: { } to }:
                return (FirstFree(project, turn.Today) is var free && free <= to ? free : turn.Today, to);
            case DateSlot start when end is null && weeks is { } apart && words is not null && LengthFrom().IsMatch(words) && start.Day.AddDays(-7 * apart) is var monday && monday >= turn.Today:
                // "Two weeks from Monday" is a day to the calendar; of a sprint it is how long it is and when it begins.
                return (monday, EndAfter(monday, apart));
            case DateSlot start:
                return (start.Day, end ?? EndAfter(start.Day, weeks ?? 2));
            case NothingSlot or TextSlot:
                return (FirstFree(project, turn.Today), EndAfter(FirstFree(project, turn.Today), weeks ?? 2));
            case null when end is { } last:
                var first = FirstFree(project, turn.Today);
                return (first <= last ? first : turn.Today, last);
            case null when weeks is { } length:
                return (FirstFree(project, turn.Today), EndAfter(FirstFree(project, turn.Today), length));
            default:
                return null;
        }
    }

    private List<SlotChoice> Proposals(DirectoryProject project, Turn turn)
    {
        var first = FirstFree(project, turn.Today);
        List<(DateOnly From, DateOnly To)> spans = [(first, EndAfter(first, 2)), (first, EndAfter(first, 1)), (first, EndAfter(first, 3))];
        if (project.CurrentSprint is null && first != turn.Today)
        {
            spans.Add((turn.Today, EndAfter(turn.Today, 2)));
        }

        return [.. spans.Select(s => new SlotChoice(
            Text(turn, s.From.DayNumber - turn.Today.DayNumber is 0 or 1 ? "span_near" : "span", ("start", DateWords.Day(turn.Language, s.From, turn.Today)), ("end", DateWords.Day(turn.Language, s.To, turn.Today))), new RangeSlot(s.From, s.To)))];
    }

    /// <summary>The Monday after everything that is planned or runs, or the next one.</summary>
    private static DateOnly FirstFree(DirectoryProject project, DateOnly today)
    {
        var last = project.Sprints.Where(s => s.Status != SprintState.Closed && s.End >= today).Select(s => s.End).DefaultIfEmpty(today).Max();
        return NextMonday(last);
    }

    private static DirectorySprint? Overlaps(DirectoryProject project, DateOnly start, DateOnly end) =>
        project.CurrentSprint is { } running && start <= running.End && running.Start <= end ? running : null;

    private static (DateOnly Start, DateOnly End) Shift(DateOnly start, DateOnly end, DateOnly to) => (to, to.AddDays(end.DayNumber - start.DayNumber));

    private static DateOnly NextMonday(DateOnly after)
    {
        var days = ((int)DayOfWeek.Monday - (int)after.DayOfWeek + 7) % 7;
        return after.AddDays(days == 0 ? 7 : days);
    }

    /// <summary>The last working day of so many weeks.</summary>
    private static DateOnly EndAfter(DateOnly start, int weeks) => WorkingEnd(start, start.AddDays((7 * weeks) - 1));

    private static DateOnly WorkingEnd(DateOnly start, DateOnly end)
    {
        while (end > start && end.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            end = end.AddDays(-1);
        }

        return end;
    }

    private static int? Weeks(string? words)
    {
        if (words is null || Length().Match(words) is not { Success: true } match)
        {
            return null;
        }

        return match.Groups["n"].Value.ToLowerInvariant() switch
        {
            "una" or "one" or "a" or "1" => 1,
            "dos" or "two" or "2" => 2,
            "tres" or "three" or "3" => 3,
            "cuatro" or "four" or "4" => 4,
            // "Quince días" are two weeks to everybody.
            "7" or "8" => 1,
            "14" or "15" or "quince" => 2,
            "21" => 3,
            "28" or "30" => 4,
            _ => null,
        };
    }

    [GeneratedRegex(@"\bweeks? from (?!(now|today)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex LengthFrom();

    private static string Capital(string text) => text.Trim() is { Length: > 0 } clean ? char.ToUpperInvariant(clean[0]) + clean[1..] : text;

    [GeneratedRegex(@"\b(?<n>una|dos|tres|cuatro|one|two|three|four|a|[1-4])[\s-]+(semanas?|weeks?)\b|\b(?<n>7|8|14|15|quince|21|28|30)[\s-]+(d[ií]as|days?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Length();
}
