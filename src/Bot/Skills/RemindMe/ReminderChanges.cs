using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Skills.RemindMe;

/// <summary>What a few words change about a reminder that was just made or shown: "que sea a las 11", "y los martes también".</summary>
internal static partial class ReminderChanges
{
    /// <summary>Whether a piece of a message says a time of day and no day.</summary>
    public static bool IsOnlyTime(Entity said) => said.Value is DateValue { Time: not null } && OnlyTime().IsMatch(Fold.Text(said.Text).Trim());

    /// <summary>"Make it 11", "mejor 5": the hour of a reminder, of which nobody says its number; small hours are of the afternoon.</summary>
    public static TimeOnly? BareHour(string text) =>
        Hour().Match(Fold.Text(text)) is { Success: true } said && int.Parse(said.Groups["hour"].Value, CultureInfo.InvariantCulture) is var hour and >= 1 and <= 23
            ? new TimeOnly(hour < 8 ? hour + 12 : hour, 0)
            : null;

    /// <summary>The same reminder at another time of its day, or of each of its days; null where that is over, or it waits for no time.</summary>
    public static ChangeReminder? AtTime(ReminderView reminder, TimeOnly time, Turn turn)
    {
        if (reminder is { Trigger: null, NextAt: not null, Recurrence: { } rule } && Recurrence.Parse(rule) is { Unit: not (RecurrenceUnit.Hour or RecurrenceUnit.Minute) } repeats)
        {
            var holidays = turn.Directory.Workspace.Holidays;
            // What was left out ("este viernes no") stays left out.
            var from = reminder.At is { } first && first > repeats.FirstAfter(turn.Now, holidays) ? first.Date.AddTicks(-1) : turn.Now;
            repeats = repeats with { Time = time };
            return Moved(reminder, repeats.FirstAfter(from, holidays), repeats.ToString(), turn);
        }

        return reminder is { Trigger: null, At: { } was, NextAt: not null, Recurrence: null } && was.Date + time.ToTimeSpan() is var at && at > turn.Now
            ? Moved(reminder, at, recurrence: null, turn)
            : null;
    }

    /// <summary>"Y los martes también": another day of the week for what comes every week; null where the two cannot be one.</summary>
    public static ChangeReminder? OnDayToo(ReminderView reminder, string timex, Turn turn)
    {
        if (reminder is not { NextAt: not null, Recurrence: { } rule, At: { } first } || Recurrence.Parse(rule) is not { Unit: RecurrenceUnit.Week, Interval: 1 } weekly
            || Recurrence.Parse(timex) is not { Unit: RecurrenceUnit.Week, Interval: 1, Weekdays.Count: > 0 } more || (more.Time is { } time && time != TimeOnly.FromDateTime(first)))
        {
            return null;
        }

        IReadOnlyList<DayOfWeek> days = weekly.Weekdays.Count > 0 ? weekly.Weekdays : [first.DayOfWeek];
        var both = weekly with { Weekdays = [.. days.Union(more.Weekdays).OrderBy(d => ((int)d + 6) % 7)], Time = TimeOnly.FromDateTime(first) };
        return Moved(reminder, both.FirstAfter(turn.Now, turn.Directory.Workspace.Holidays), both.ToString(), turn);
    }

    /// <summary>The same reminder at another time.</summary>
    public static ChangeReminder Moved(ReminderView reminder, DateTime at, string? recurrence, Turn turn) => new(reminder.Id, reminder.Recipient?.Id, ReminderTimes.Zone(turn))
    {
        Conversation = reminder.Conversation, Text = reminder.Text, Task = reminder.Task?.Id, At = at, Recurrence = recurrence,
    };

    [GeneratedRegex(@"^\W*((no|ok|sorry|perdon|actually|better|rather|mejor|que sea|que sean|digo|make it|make that|change it to|move it to|let's make it|say)\b\W*)+(at |a las? |para las? )?(?<hour>\d{1,2})( instead| better| mejor)?\W*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Hour();

    [GeneratedRegex(@"^((a|para|at|around|tipo|como|for|by) )*(las? )?\d{1,2}([:.]\d\d)?( ?(am|pm|hs?|hrs|o'clock))?( (de|en|por|in|at) (la |the )?(manana|tarde|noche|morning|afternoon|evening|night))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex OnlyTime();
}
