using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Skills.RemindMe;

/// <summary>When a reminder comes, on the person's own clock.</summary>
/// <param name="At">The (first) moment.</param>
/// <param name="Recurrence">As <see cref="ProjectCore.Reminders.Recurrence"/> writes it, or null for once.</param>
internal sealed record ReminderTime(DateTime At, string? Recurrence);

/// <summary>From what was said to a moment: a day without a time is its morning, "antes de comer" has a time of its own.</summary>
internal static partial class ReminderTimes
{
    /// <summary>When people are told who only named the day.</summary>
    public static readonly TimeOnly Morning = new(9, 0);

    private static readonly (string[] Words, TimeOnly Time)[] Meals =
    [
        (["antes de comer", "antes de almorzar", "antes del almuerzo", "antes de la comida", "before lunch"], new TimeOnly(12, 30)),
        (["despues de comer", "despues de almorzar", "despues del almuerzo", "despues de la comida", "after lunch"], new TimeOnly(14, 30)),
        (["a primera hora", "temprano", "first thing", "early"], new TimeOnly(8, 30)),
        (["al final del dia", "antes de salir", "antes de irme", "end of the day", "end of day", "before leaving", "before i leave"], new TimeOnly(17, 30)),
        (["en la noche", "por la noche", "esta noche", "a la noche", "tonight", "in the evening", "this evening"], new TimeOnly(20, 0)),
        (["en la tarde", "por la tarde", "esta tarde", "a la tarde", "in the afternoon", "this afternoon"], new TimeOnly(15, 0)),
    ];

    // Of less than this nobody takes a minute more or less for the same.
    private static readonly TimeSpan Brief = TimeSpan.FromMinutes(5);

    /// <summary>The time zone of a person's wall clock.</summary>
    public static string Zone(Turn turn) => turn.Person.Timezone ?? turn.Directory.Workspace.Timezone;

    /// <summary>The moment or repeat; null when nothing was said of it.</summary>
    /// <param name="when">The day, or what comes again.</param>
    /// <param name="repeat">What comes again.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="kept">The time of a day that is said without one; null for the usual.</param>
    public static ReminderTime? Read(SlotValue? when, RecurrenceSlot? repeat, Turn turn, TimeOnly? kept = null)
    {
        if ((repeat ?? when as RecurrenceSlot) is { } slot && Recurrence.Parse(slot.Rule) is { } recurrence)
        {
            // "Cada viernes ... a las 5": said apart, the time of day belongs to it all the same.
            if (recurrence is { Time: null, Unit: not (RecurrenceUnit.Hour or RecurrenceUnit.Minute) } && when is DateSlot { Time: { } apart })
            {
                recurrence = recurrence with { Time = apart };
            }

            var timed = recurrence is { Time: null, Unit: not (RecurrenceUnit.Hour or RecurrenceUnit.Minute) } ? recurrence with { Time = Said(turn) ?? kept ?? Morning } : recurrence;
            return new ReminderTime(timed.FirstAfter(turn.Now, turn.Directory.Workspace.Holidays), timed.ToString());
        }

        if (when is DateSlot date)
        {
            var at = date.Day.ToDateTime(date.Time ?? Said(turn) ?? kept ?? Otherwise(date.Day, turn));
            return new ReminderTime(Length(turn) is { } soon && soon < Brief && at < turn.Now + soon && at > turn.Now - Brief ? WholeMinute(turn.Now + soon) : at, null);
        }

        return Length(turn) is { } length ? new ReminderTime(turn.Now + length, null) : null;
    }

    // "En 1 minuto" at 9:59:59 is not a second later, nor over before it is noted: minutes are counted up.
    private static DateTime WholeMinute(DateTime moment) => moment.Ticks % TimeSpan.TicksPerMinute is var over and > 0 ? moment.AddTicks(TimeSpan.TicksPerMinute - over) : moment;

    // Of today, the morning may be over.
    private static TimeOnly Otherwise(DateOnly day, Turn turn)
    {
        if (day != turn.Today || turn.Now.TimeOfDay < Morning.ToTimeSpan())
        {
            return Morning;
        }

        var later = turn.Now.AddHours(2);
        return DateOnly.FromDateTime(later) == day ? new TimeOnly(later.Hour, 0) : new TimeOnly(23, 45);
    }

    private static TimeOnly? Said(Turn turn)
    {
        var said = Heard(turn);
        foreach (var (words, time) in Meals)
        {
            if (words.Any(w => said.Contains(w, StringComparison.Ordinal)))
            {
                return time;
            }
        }

        return null;
    }

    /// <summary>"Una hora", "10 minutes", "más tarde": how long from now.</summary>
    private static TimeSpan? Length(Turn turn)
    {
        var said = Heard(turn);
        if (Lengths().Match(said) is { Success: true } match)
        {
            var count = match.Groups["n"].Value switch
            {
                "media" or "half an" => 0.5,
                "un" or "una" or "an" or "a" or "one" => 1,
                "un par de" or "a couple of" or "dos" or "two" => 2,
                "tres" or "three" => 3,
                "unos" or "a few" => 10,
                var digits => double.Parse(digits, CultureInfo.InvariantCulture),
            };
            return match.Groups["unit"].Value[0] switch
            {
                'h' => TimeSpan.FromHours(Math.Min(count, 1000)),
                's' => TimeSpan.FromMinutes(Math.Max(1, Math.Ceiling(count / 60))),
                _ => TimeSpan.FromMinutes(Math.Min(count, 10_000)),
            };
        }

        return Later().IsMatch(said) ? TimeSpan.FromHours(1) : null;
    }

    /// <summary>Whether a message is nothing but how long from now: "in half an hour", "en 20 min".</summary>
    public static bool IsLength(string text) => Lengths().Match(Fold.Text(text)) is { Success: true } length && Around().IsMatch(Fold.Text(text).Remove(length.Index, length.Length));

    /// <summary>"En media hora lo de las facturas": how long from now, and of what; null where the words do not begin so.</summary>
    public static (string Length, string What)? Split(string text) =>
        Leading().Match(text) is { Success: true } split && Lengths().IsMatch(Fold.Text(split.Groups["length"].Value)) ? (split.Groups["length"].Value, split.Groups["what"].Value) : null;

    [GeneratedRegex(@"^\s*(?<length>(en|dentro de|in|within)\s+(\S+\s+){1,3}?(horas?|hours?|hrs?|minutos?|minutes?|mins?|ratito|rato|segundos?|seconds?|secs?))\s*[,:]?\s+((que|de|to|about|of)\s+)?(?<what>\S.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Leading();

    /// <summary>Whether seconds were said, which nobody is reminded by.</summary>
    public static bool SaysSeconds(Turn turn) => Lengths().Match(Heard(turn)) is { Success: true } length && length.Groups["unit"].Value[0] == 's';

    [GeneratedRegex(@"^\W*((en|dentro de|in|within|como en|unos|about|mejor|que sea|for|y|ok|pues|por favor|porfa|please|from now|mas|nomas|de una|another|otra|otro)\b\W*)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Around();

    private static string Heard(Turn turn) => turn.State.RecentMessages is [.., var last] ? Fold.Text(last) : "";

    [GeneratedRegex(@"\b(?<n>\d{1,4}|media|un par de|una?|dos|tres|unos|half an|a couple of|a few|an?|one|two|three) ?(?<unit>horas?|hours?|hrs?|h|minutos?|minutes?|mins?|min|ratito|rato|segundos?|segs?|seconds?|secs?|s)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Lengths();

    [GeneratedRegex(@"\b(mas tarde|mas rato|al rato|en un rato|luego|despues|later|in a bit|in a while)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Later();
}
