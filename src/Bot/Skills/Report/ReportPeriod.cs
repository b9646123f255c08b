using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.Report;

/// <summary>The days that a report is about, both included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Sprint">The words for a sprint instead of days; empty for the running one; null for days.</param>
internal sealed record ReportPeriod(DateOnly From, DateOnly To, string? Sprint = null)
{
    private const int Week = 7;
    private const int Fortnight = 14;
    private const int MonthsOfQuarter = 3;
    private const int ShortestMonth = 28;

    /// <summary>The period that was said; this week where none was.</summary>
    public static ReportPeriod Of(SlotValue? said, DateOnly today) => said switch
    {
        // "En febrero", said in March: what is reported on is over, however far ahead the next one lies.
        RangeSlot { From: { } from, To: { } to } when from > today && to.DayNumber - from.DayNumber + 1 >= ShortestMonth => LastYear(from, to),
        RangeSlot { From: { } from, To: { } to } => new(from, to),
        RangeSlot { From: { } from } => new(from > today ? from.AddDays(-Week) : from, today),
        RangeSlot { To: { } to } => new(to.AddDays(1 - Week), to),
        DateSlot { Day: var day } => new(Past(day, today), Past(day, today)),
        TextSlot { Text: var words } => Named(Fold.Text(words), today),
        _ => ThisWeek(today),
    };

    /// <summary>The days to compare with: as much of the period before as has gone by of this one.</summary>
    public (DateOnly From, DateOnly To) Before(DateOnly today)
    {
        var end = To > today && From <= today ? today : To;
        if (From.Day == 1 && To == From.AddMonths(1).AddDays(-1))
        {
            return (From.AddMonths(-1), end == To ? From.AddDays(-1) : end.AddMonths(-1));
        }

        var length = To.DayNumber - From.DayNumber + 1;
        return (From.AddDays(-length), end.AddDays(-length));
    }

    /// <summary>The sprints that the words mean: the running ones, or those of that name or number, of that project or all.</summary>
    public static List<DirectorySprint> Sprints(string words, ProjectSlot? project, Turn turn)
    {
        var all = turn.Projects.Where(p => project is null || p.Id.Value == project.Id).SelectMany(p => p.Sprints).ToList();
        var name = words.Replace("sprint", "", StringComparison.Ordinal).Trim();
        if (name is "pasado" or "anterior" or "last" or "previous" or "ultimo")
        {
            return all.Where(s => !s.IsCurrent && s.End < turn.Today).GroupBy(s => s.Project).Select(g => g.MaxBy(s => s.End)!).ToList();
        }

        var named = int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? all.Where(s => Fold.Text(s.Name).EndsWith(" " + name, StringComparison.Ordinal)).ToList()
            : all.Where(s => name.Length > 2 && Fold.Text(s.Name).Contains(name, StringComparison.Ordinal)).ToList();
        return named.Count > 0 || name.Any(char.IsAsciiDigit) ? named : all.Where(s => s.IsCurrent).ToList();
    }

    private static ReportPeriod Named(string words, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return words switch
        {
            _ when words.Contains("sprint", StringComparison.Ordinal) => ThisWeek(today) with { Sprint = words },
            "diario" or "diaria" or "daily" or "dia" or "del dia" or "hoy" => new(today, today),
            "quincenal" or "quincena" or "la quincena" or "biweekly" or "fortnightly" => new(today.AddDays(1 - Fortnight), today),
            "mensual" or "mes" or "del mes" or "monthly" or "month" => new(month, month.AddMonths(1).AddDays(-1)),
            "trimestral" or "trimestre" or "quarterly" or "quarter" => Quarter(today),
            "anual" or "ano" or "annual" or "yearly" or "year" => new(new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31)),
            _ => ThisWeek(today),
        };
    }

    private static ReportPeriod LastYear(DateOnly from, DateOnly to)
    {
        var first = from.AddYears(-1);
        return new ReportPeriod(first, to == from.AddMonths(1).AddDays(-1) ? first.AddMonths(1).AddDays(-1) : to.AddYears(-1));
    }

    private static ReportPeriod Quarter(DateOnly today)
    {
        var first = new DateOnly(today.Year, (((today.Month - 1) / MonthsOfQuarter) * MonthsOfQuarter) + 1, 1);
        return new ReportPeriod(first, first.AddMonths(MonthsOfQuarter).AddDays(-1));
    }

    private static ReportPeriod ThisWeek(DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % Week));
        return new ReportPeriod(monday, monday.AddDays(Week - 1));
    }

    private static DateOnly Past(DateOnly day, DateOnly today)
    {
        while (day > today)
        {
            day = day.AddDays(-Week);
        }

        return day;
    }
}
