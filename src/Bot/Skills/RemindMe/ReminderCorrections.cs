using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Skills.RemindMe;

/// <summary>What a few words right after a reminder was made do to it.</summary>
/// <param name="Operation">What is done: it is moved, or another one is made beside it.</param>
/// <param name="When">What is then remembered as the moment that was said.</param>
internal sealed record ReminderCorrection(Operation Operation, SlotValue When)
{
    /// <summary>What was done, as if it had been said so from the beginning.</summary>
    public Executed Amend(Executed done)
    {
        var slots = new Dictionary<string, SlotValue>(done.Slots, StringComparer.Ordinal) { ["when"] = When };
        slots.Remove("recurrence");
        return done with { Slots = slots };
    }
}

/// <summary>Reads such words: "que sea a las 11", "y el viernes también", "y los martes también".</summary>
internal static partial class ReminderCorrections
{
    /// <summary>"También a Diego", "and Diego too" right after a reminder was made: the same for them; null for anything else.</summary>
    public static DialogFrame? ForSomebodyElse(Understanding heard, Turn turn)
    {
        if (turn.State.LastDone is not { Intent: "remind_me", Operation: not null } done || done.Slots.ContainsKey("mode")
            || heard.Entities.Where(e => e.Type == EntityType.Person).ToList() is not [{ Value: NameValue { Ids: [var id] } } who]
            || !Guid.TryParse(id, out var found) || turn.Directory.User(new ProjectCore.Users.UserId(found)) is not { IsActive: true } person
            || !Besides().IsMatch(Fold.Text(string.Concat(heard.Text.AsSpan(0, who.Start), "·", heard.Text.AsSpan(who.End)))))
        {
            return null;
        }

        return new DialogFrame
        {
            Intent = done.Intent,
            Words = heard.Text,
            Slots = new(done.Slots, StringComparer.Ordinal) { ["assignee"] = new PersonSlot(found, person.Username, person.FullName) },
        };
    }

    [GeneratedRegex(@"^\W*((y|and|tambien|also|plus|ademas|oh|ah|ok)\W+)+((a|to|for|para|al|recuerdasel[oa]|recuerdale|avisale|remind|tell)\W+)*·(\W*(tambien|too|also|as well|igual|porfa|please))*\W*$|^\W*((a|to|for|para|recuerdasel[oa] a|recuerdale a|avisale a|remind)\W+)*·\W+(tambien|too|also|as well)\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Besides();

    /// <summary>Whether the words can be about a moment at all, so that the reminder is worth looking up.</summary>
    public static bool MayBe(string text, IReadOnlyList<Entity> fragments) => ReminderChanges.BareHour(text) is not null || Moment(fragments) is not null || LeavesOut(text, fragments);

    /// <summary>"Y este viernes no", "but not on weekends": a day on which it is not wanted, and not the one on which it is.</summary>
    public static bool LeavesOut(string text, IReadOnlyList<Entity> fragments) =>
        Fold.Text(text) is var said && Without().IsMatch(said) && (fragments.Any(f => f.Type is EntityType.Date or EntityType.DateRange or EntityType.Recurrence) || Weekend().IsMatch(said));

    /// <summary>The correction; null where the words are none, or what they ask for is over.</summary>
    public static ReminderCorrection? Read(ReminderView reminder, string text, IReadOnlyList<Entity> fragments, Turn turn)
    {
        if (LeavesOut(text, fragments))
        {
            return Skipping(reminder, text, fragments, turn);
        }

        var (hour, moment, isMore) = (ReminderChanges.BareHour(text), Moment(fragments), AnotherDay().IsMatch(Fold.Text(text)));
        if (hour is null && moment?.Value is RecurrenceValue { Timex: var timex })
        {
            return isMore ? Repeated(reminder, timex, turn) : null;
        }

        if ((hour ?? (moment is not null && ReminderChanges.IsOnlyTime(moment) ? ((DateValue)moment.Value).Time : null)) is { } time)
        {
            return ReminderChanges.AtTime(reminder, time, turn) is { } moved
                ? new(moved, moved.Recurrence is { } rule ? new RecurrenceSlot(rule) : new DateSlot(DateOnly.FromDateTime(moved.At!.Value), time))
                : null;
        }

        return isMore && moment?.Value is DateValue said ? Again(reminder, new DateSlot(said.Day, said.Time), turn) : null;
    }

    /// <summary>"Y el viernes también": the same once more, at the same time of another day.</summary>
    private static ReminderCorrection? Again(ReminderView reminder, DateSlot day, Turn turn)
    {
        var usual = reminder is { At: { } at, Recurrence: null } ? TimeOnly.FromDateTime(at) : (TimeOnly?)null;
        return ReminderTimes.Read(day, repeat: null, turn, usual) is { } when && when.At > turn.Now
            ? new(Another(reminder, when.At, recurrence: null, turn), day)
            : null;
    }

    /// <summary>What repeats, without its next time, or without the weekends; null where it cannot be had so.</summary>
    private static ReminderCorrection? Skipping(ReminderView reminder, string text, IReadOnlyList<Entity> fragments, Turn turn)
    {
        if (reminder is not { Recurrence: { } written, At: { } at } || Recurrence.Parse(written) is not { Interval: 1, Unit: not (RecurrenceUnit.Hour or RecurrenceUnit.Minute) } rule)
        {
            return null;
        }

        rule = rule with { Time = rule.Time ?? TimeOnly.FromDateTime(at) };
        var holidays = turn.Directory.Workspace.Holidays;
        if (Weekend().IsMatch(Fold.Text(text)))
        {
            return rule.Unit == RecurrenceUnit.Day ? Kept(rule with { Unit = RecurrenceUnit.Workday }, turn.Now) : null;
        }

        return Moment(fragments)?.Value is DateValue { Day: var day } && DateOnly.FromDateTime(rule.FirstAfter(turn.Now, holidays)) == day ? Kept(rule, day.ToDateTime(TimeOnly.MaxValue)) : null;

        ReminderCorrection Kept(Recurrence kept, DateTime after) => new(ReminderChanges.Moved(reminder, kept.FirstAfter(after, holidays), kept.ToString(), turn), new RecurrenceSlot(kept.ToString()));
    }

    /// <summary>"Y los martes también": the same reminder on one more day, or another beside it where its time is another.</summary>
    private static ReminderCorrection? Repeated(ReminderView reminder, string timex, Turn turn)
    {
        if (ReminderChanges.OnDayToo(reminder, timex, turn) is { } both)
        {
            return new(both, new RecurrenceSlot(both.Recurrence!));
        }

        if (Recurrence.Parse(timex) is not { } more)
        {
            return null;
        }

        var rule = more with { Time = more.Time ?? (reminder.At is { } at ? TimeOnly.FromDateTime(at) : ReminderTimes.Morning) };
        return new(Another(reminder, rule.FirstAfter(turn.Now, turn.Directory.Workspace.Holidays), rule.ToString(), turn), new RecurrenceSlot(rule.ToString()));
    }

    private static CreateReminder Another(ReminderView reminder, DateTime at, string? recurrence, Turn turn) => new(reminder.Recipient?.Id, ReminderTimes.Zone(turn))
    {
        Conversation = reminder.Conversation, Text = reminder.Text, Task = reminder.Task?.Id, At = at, Recurrence = recurrence,
    };

    private static Entity? Moment(IReadOnlyList<Entity> fragments) => fragments.FirstOrDefault(f => f.Value is DateValue or RecurrenceValue);

    [GeneratedRegex(
        @"\w\W+no\W*$|^\W*((y|pero|but|and|ah|oh|solo que|ok)\W+)+(no|not)\b|^\W*(not (on|this|in|at|the|next)|no en|no (los|este|esta) (fin|sabado|domingo|semana))\b|^\W*((y|pero|but|and|todos|siempre|always)\W+)*(except|excepto|menos|salvo|skip|saltate|saltatelo|sin contar)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Without();

    [GeneratedRegex(@"\b(fin(es)? de semana|finde|weekends?|sabados? (ni|y) domingos?|saturdays? (or|and) sundays?)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Weekend();

    [GeneratedRegex(@"^(y|and|also|tambien)\b|\b(tambien|too|also|as well|igual)\W*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex AnotherDay();
}
