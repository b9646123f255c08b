using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Proactive;

/// <summary>Moments and repeats in words.</summary>
internal static class Moments
{
    private static readonly string[] DaysEs = ["domingos", "lunes", "martes", "miércoles", "jueves", "viernes", "sábados"];
    private static readonly string[] DaysEn = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] NthEs = ["primer", "segundo", "tercer", "cuarto"];
    private static readonly string[] NthEn = ["first", "second", "third", "fourth"];

    /// <summary>A moment on somebody's clock: "mañana a las 9:00".</summary>
    public static string At(DateTime local, Turn turn)
    {
        var day = DateWords.Day(turn.Language, DateOnly.FromDateTime(local), turn.Today);
        return turn.Text(turn.Language == "es" && Math.Abs(DateOnly.FromDateTime(local).DayNumber - turn.Today.DayNumber) > 1 ? "moment.on_day" : "moment.day", ("day", day), ("time", Clock(TimeOnly.FromDateTime(local), turn)));
    }

    /// <summary>A day that is over: "ayer", "el viernes 27", "on Friday 27".</summary>
    public static string On(DateOnly day, Turn turn)
    {
        var words = DateWords.Day(turn.Language, day, turn.Today);
        return Math.Abs(day.DayNumber - turn.Today.DayNumber) <= 1 ? words : turn.Language == "es" ? $"el {words}" : $"on {words}";
    }

    /// <summary>A time of day: "9:00", "a la 1:30".</summary>
    public static string Clock(TimeOnly time, Turn turn) => turn.Text(time.Hour == 1 ? "moment.one" : "moment.clock", ("time", time.ToString("H:mm", CultureInfo.InvariantCulture)));

    /// <summary>A repeat: "cada dos semanas, los viernes, a las 16:00".</summary>
    public static string Repeat(string rule, Turn turn)
    {
        var repeat = Recurrence.Parse(rule);
        if (repeat is null)
        {
            return rule;
        }

        var what = Every(repeat, turn);
        return repeat.Time is { } time ? $"{what} {Clock(time, turn)}" : what;
    }

    private static string Every(Recurrence repeat, Turn turn)
    {
        var spanish = turn.Language == "es";
        var count = repeat.Interval;
        var days = Join(repeat.Weekdays.Select(d => spanish ? DaysEs[(int)d] : DaysEn[(int)d]), spanish);
        return repeat switch
        {
            { Unit: RecurrenceUnit.Workday } => spanish ? "los días hábiles" : "on work days",
            { Unit: RecurrenceUnit.Week, Weekdays.Count: > 0, Interval: 1 } => spanish ? $"los {days}" : $"every {days}",
            { Unit: RecurrenceUnit.Week, Weekdays.Count: > 0, Interval: 2 } => spanish ? $"los {days}, una semana sí y otra no" : $"every other {days}",
            { Unit: RecurrenceUnit.Week, Weekdays.Count: > 0 } => spanish ? $"los {days}, cada {count} semanas" : $"on {days}, every {count} weeks",
            { Nth: { } nth } => spanish
                ? $"el {(nth < 0 ? "último" : NthEs[nth - 1])} {OneEs(repeat.Weekdays[0])} de cada mes"
                : $"on the {(nth < 0 ? "last" : NthEn[nth - 1])} {days} of every month",
            { Unit: RecurrenceUnit.Month, MonthDay: 31, Interval: 1 } => spanish ? "el último día de cada mes" : "on the last day of every month",
            { Unit: RecurrenceUnit.Month, MonthDay: { } day, Interval: 1 } => spanish ? $"el {day} de cada mes" : $"on day {day} of every month",
            { Unit: RecurrenceUnit.Year, MonthDay: { } day, Month: { } month } => spanish
                ? string.Create(CultureInfo.InvariantCulture, $"cada año, el {day}/{month}") : string.Create(CultureInfo.InvariantCulture, $"every year on {month}/{day}"),
            { Unit: RecurrenceUnit.Day, Interval: 1 } => spanish ? "todos los días" : "every day",
            _ => turn.Text(count == 1 ? $"every.one.{Name(repeat.Unit)}" : $"every.{Name(repeat.Unit)}", count == 1 ? [] : [("count", count)]),
        };
    }

    private static string Name(RecurrenceUnit unit) => ProjectCore.WireName.Of(unit);

    // Only Saturday and Sunday have another singular.
    private static string OneEs(DayOfWeek day) => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? DaysEs[(int)day][..^1] : DaysEs[(int)day];

    private static string Join(IEnumerable<string> days, bool spanish)
    {
        var all = days.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} {(spanish ? "y" : "and")} {all[^1]}";
    }
}
