using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.SetDueDate;

/// <summary>Which tasks, and until when.</summary>
public sealed record SetDueDateSlots(TasksSlot Task, SlotValue DueDate);

/// <summary>"La 7 para el lunes", "pospón la 10 una semana", "quítale la fecha".</summary>
public sealed partial class SetDueDateSkill : TaskChangeSkill<SetDueDateSlots>
{
    private const int DaysOfWeek = 7;
    private const int MostWeeks = 4;
    private const string Words = "un[ao]?|one|dos|two|tres|three|cuatro|four|cinco|five|seis|six|siete|seven|ocho|eight|nueve|nine|diez|ten";

    private static readonly string[] Numbers = ["un|una|uno|one", "dos|two", "tres|three", "cuatro|four", "cinco|five", "seis|six", "siete|seven", "ocho|eight", "nueve|nine", "diez|ten"];

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_due_date")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Date("due_date").KeepingRanges().OrShifted()],
        Replies = ["changed", "cleared", "same", "moved", "shifted", "from_today", "still_none", "no_date"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(SetDueDateSlots slots, Turn turn) => slots switch
    {
        { DueDate: ShiftSlot shift } => new ShiftTasks(Ids(slots), shift.By, turn.Today),
        // "A la próxima semana" is a week for many tasks: each keeps its weekday.
        _ when WeekFor(slots) is { From: { } from, To: { } to } => new RescheduleTasks(Ids(slots), from, to),
        _ => base.ToOperation(slots, turn),
    };

    /// <inheritdoc/>
    protected override TasksSlot Tasks(SetDueDateSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(SetDueDateSlots slots, Turn turn) =>
        new() { Due = ProjectCore.Change.To<Due?>(DueOf(slots.DueDate)) };

    /// <summary>What has no date cannot come forward: the day is asked for.</summary>
    protected override async Task<SkillResult?> CheckAsync(SetDueDateSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (slots.DueDate is not ShiftSlot { By.IsBack: true })
        {
            return null;
        }

        var tasks = await turn.Services.Tasks.FindAsync(turn.Actor, Ids(slots), cancellationToken);
        return tasks.Count > 0 && tasks.All(t => t.Due is null)
            ? new SkillResult.AskFor("due_date", Text(turn, "no_date", ("count", tasks.Count), ("tasks", TaskWords.Numbers(tasks))), [])
            : null;
    }

    /// <summary>The same of more tasks than are moved without a yes: what is left to move is shown first.</summary>
    internal override Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(turn.State.LastDone is { Tasks.Count: > ChangeTask.MaxUnconfirmed } done && Instead(done, heard) is (_, { By.IsValid: true } left)
            ? new DialogFrame { Intent = Spec.Intent, Words = heard.Text, Slots = { ["task"] = new TasksSlot(done.Tasks), ["due_date"] = left } }
            : null);

    /// <summary>"No, dos días", "mejor tres" right after a day was moved on by one: so far from where it was, and not further still.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (done.Tasks.Count > ChangeTask.MaxUnconfirmed || Instead(done, heard) is not var (length, left))
        {
            return false;
        }

        // What had no date before has none where days only came forward.
        var tasks = (await turn.Services.Tasks.FindAsync(turn.Actor, [.. done.Tasks.Select(t => new TaskId(t.Id))], cancellationToken)).Where(t => t.Due is not null).ToList();
        if (tasks.Count == 0)
        {
            return false;
        }

        if (left.By == default)
        {
            turn.Say(Text(turn, "same", ("tasks", TaskWords.Several(tasks, turn))));
            return true;
        }

        var outcome = await turn.ExecuteAsync(new ShiftTasks([.. tasks.Select(t => t.Id)], left.By, turn.Today), confirmation: null, cancellationToken);
        if (!outcome.Try(out var moved, out var error))
        {
            turn.Say(ErrorWords.Say(error, turn), ErrorWords.Ways(error, turn));
            return true;
        }

        turn.State.LastDone = done with { Slots = new(done.Slots, StringComparer.Ordinal) { ["due_date"] = length }, At = turn.UtcNow, Operation = moved.Operation };
        turn.Say(new Reply(turn.Text("corrected", ("what", TaskWords.Several(moved.Subjects, turn)))) { Buttons = [Offers.Undo(turn)] });
        return true;
    }

    /// <summary>The length that was meant and what is left of it to move; null where the message is no such correction.</summary>
    private static (ShiftSlot Length, ShiftSlot Left)? Instead(Executed done, Understanding heard) =>
        done is { Operation: "shift_tasks", Tasks.Count: > 0 } && done.Slots.GetValueOrDefault("due_date") is ShiftSlot was && OtherLength(was, heard) is { By.IsValid: true } length
            ? (length, new ShiftSlot(length.Days - was.Days, length.Months - was.Months, length.WorkingDays - was.WorkingDays))
            : null;

    /// <summary>The length that is said instead, and nothing else; a mere number counts what was counted before.</summary>
    private static ShiftSlot? OtherLength(ShiftSlot was, Understanding heard)
    {
        if (Mere().Match(Fold.Text(heard.Text)) is not { Success: true } mere)
        {
            return null;
        }

        if (mere.Groups["unit"].Success)
        {
            if (heard.Operations is not [{ Intent: "set_due_date", Slots: var said }] || said.GetValueOrDefault("due_date")?.Value is not DurationValue length)
            {
                return null;
            }

            var other = SlotResolver.Shift(length);
            return was.By.IsBack == other.By.IsBack ? other : new ShiftSlot(-other.Days, -other.Months, -other.WorkingDays);
        }

        var number = int.TryParse(mere.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var digits) ? digits : Array.FindIndex(Numbers, n => n.Split('|').Contains(mere.Groups["number"].Value, StringComparer.Ordinal)) + 1;
        var sign = was.By.IsBack ? -number : number;
        return was switch
        {
            { Months: not 0 } => new ShiftSlot(0, sign),
            { WorkingDays: not 0 } => new ShiftSlot(0, 0, sign),
            // "Una semana" and then "no, dos" are weeks; "no, diez" are days.
            _ when Math.Abs(was.Days) == DaysOfWeek && number <= MostWeeks => new ShiftSlot(sign * DaysOfWeek),
            _ => new ShiftSlot(sign),
        };
    }

    [GeneratedRegex(
        @"^\W*((no+|mejor|perdon|digo|sorry|wait|espera|make it|make that|actually|i meant|que sean|son|ponle|better)\W+)+(?<number>[1-9]\d?|" + Words + @")(?<unit>\W+((working|business|dias? )?(dias?|days?)( habiles)?|semanas?|weeks?|mes(es)?|months?))?\W*((mejor|porfa|please|pls)\W*)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Mere();

    private static TaskId[] Ids(SetDueDateSlots slots) => [.. slots.Task.Tasks.Select(t => new TaskId(t.Id))];

    private static RangeSlot? WeekFor(SetDueDateSlots slots) =>
        slots is { Task: { Tasks.Count: > 1 } or { Described: true }, DueDate: RangeSlot { From: { } from, To: { } to } week } && to.DayNumber - from.DayNumber < DaysOfWeek ? week : null;

    private static Due? DueOf(SlotValue said) => said switch
    {
        DateSlot date => new Due(date.Day, date.Time),
        RangeSlot { To: { } last } => new Due(last),
        RangeSlot { From: { } first } => new Due(first),
        _ => null,
    };

    /// <inheritdoc/>
    protected override string Say(SetDueDateSlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        (slots.DueDate, WeekFor(slots), DueOf(slots.DueDate)) switch
        {
            (ShiftSlot, _, _) => Shifted(slots, tasks, turn),
            (_, { }, _) => Text(turn, "moved", ("tasks", TaskWords.Several(tasks, turn))),
            (_, _, { } due) => Text(turn, "changed", ("date", DateWords.Until(turn.Language, due.Day, due.Time, turn.Today)), ("tasks", TaskWords.Several(tasks, turn))),
            _ => Text(turn, "cleared", ("tasks", TaskWords.Several(tasks, turn))),
        };

    /// <summary>What moved, and what had no date to move.</summary>
    private string Shifted(SetDueDateSlots slots, IReadOnlyList<TaskView> tasks, Turn turn)
    {
        var said = tasks is [{ Due: { } due }]
            ? Text(turn, "changed", ("date", DateWords.Until(turn.Language, due.Day, due.Time, turn.Today)), ("tasks", TaskWords.Several(tasks, turn)))
            : Text(turn, "shifted", ("tasks", TaskWords.Several(tasks, turn)));
        var undated = tasks.Where(t => t.Changes.Any(c => c is { Field: "due_date", From: null })).ToList();
        if (undated.Count > 0)
        {
            said += "\n" + Text(turn, "from_today", ("count", undated.Count), ("tasks", TaskWords.Numbers(undated)));
        }

        var untouched = slots.Task.Tasks.Where(t => tasks.All(v => v.Id.Value != t.Id)).ToList();
        return untouched.Count == 0 ? said : said + "\n" + Text(turn, "still_none", ("count", untouched.Count), ("tasks", string.Join(", ", untouched.Select(t => $"#{t.Number}"))));
    }
}
