using System.Globalization;

namespace PmBot.Bot.Replies;

/// <summary>Days and moments as people say them: "hoy", "jueves 12", "Friday 3 April 15:00".</summary>
public static class DateWords
{
    private static readonly string[] DaysEs = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"];
    private static readonly string[] DaysEn = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] MonthsEs =
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    private static readonly string[] MonthsEn =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>The day, told from <paramref name="today"/>: the month only when it is another one, the year only when it is another one.</summary>
    public static string Day(string language, DateOnly day, DateOnly today)
    {
        var spanish = language == "es";
        switch (day.DayNumber - today.DayNumber)
        {
            case 0:
                return spanish ? "hoy" : "today";
            case 1:
                return spanish ? "mañana" : "tomorrow";
            case -1:
                return spanish ? "ayer" : "yesterday";
        }

        var number = day.Day.ToString(CultureInfo.InvariantCulture);
        var words = spanish ? $"{DaysEs[(int)day.DayOfWeek]} {number}" : $"{DaysEn[(int)day.DayOfWeek]} {number}";
        if (day.Year != today.Year)
        {
            var year = day.Year.ToString(CultureInfo.InvariantCulture);
            return spanish ? $"{words} de {MonthsEs[day.Month - 1]} de {year}" : $"{words} {MonthsEn[day.Month - 1]} {year}";
        }

        if (day.Month == today.Month)
        {
            return words;
        }

        return spanish ? $"{words} de {MonthsEs[day.Month - 1]}" : $"{words} {MonthsEn[day.Month - 1]}";
    }

    /// <summary>A day where there is little room: "lun 2", "Mon 2".</summary>
    public static string ShortDay(string language, DateOnly day) =>
        $"{(language == "es" ? DaysEs : DaysEn)[(int)day.DayOfWeek][..3]} {day.Day.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>As <see cref="Moment"/>, after "para" or "due": Spanish wants its article before a weekday.</summary>
    public static string Until(string language, DateOnly day, TimeOnly? time, DateOnly today)
    {
        var moment = Moment(language, day, time, today);
        return language == "es" && Math.Abs(day.DayNumber - today.DayNumber) > 1 ? "el " + moment : moment;
    }

    /// <summary>The day and, if there is one, the time.</summary>
    public static string Moment(string language, DateOnly day, TimeOnly? time, DateOnly today) =>
        time is { } t ? $"{Day(language, day, today)} {t.ToString("HH:mm", CultureInfo.InvariantCulture)}" : Day(language, day, today);
}
