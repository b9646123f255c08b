using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Weekdays and holidays.</content>
internal sealed partial class SpanishGrammar
{
    private Reading? WeekdayDate(int i, out int end)
    {
        end = i;
        if (WeekThenDay(i, out end) is { } ofWeek) return ofWeek;
        var hasRel = Rel(i, out var rel, out var next);
        if (!Is(hasRel ? next : i, Cat.Weekday, out var named, out next) || (Glued(next) && Tokens[next].Kind == DateTokenKind.Word)) return null;
        if (Tagged(next - 1)) return null;
        if (Tokens[next - 1].Length == 2 && !hasRel && !(Sign(next, '.') && Glued(next))) return null;
        next = SkipShortDot(next);
        if (hasRel)
        {
            // "Este miércoles pasado": this week's if it is gone, else the one before.
            if (rel == 0 && RelAfter(next, out var behind, out end))
            {
                var gone = Almanac.Monday(Today).AddDays(named.Value - 1) < Today;
                return Almanac.OnWeekdayIn(named.Value, weeks: (behind < 0) == gone ? 0 : behind);
            }

            end = next;
            var day = Almanac.OnWeekdayIn(named.Value, weeks: rel);
            if (DayNumberAfter(next, out var number, out var afterNumber) && day.Future?.Start?.Day == number) end = afterNumber;
            return day;
        }

        if (RelAfter(next, out rel, out end)) return Almanac.OnWeekdayIn(named.Value, weeks: rel);
        if (OfRelWeek(next, out rel, out end)) return Almanac.OnWeekdayIn(named.Value, weeks: rel);
        var article = IsWord(next, "el");
        var at = article ? next + 1 : next;
        at = Is(at, Cat.DayNoun, out _, out var afterNoun) ? afterNoun : at;
        if (DayNumberAfter(at, out var dayOfMonth, out end))
        {
            // "Lunes el 27" is of this month where that fits.
            if (article && Almanac.Exists(Today.Year, Today.Month, dayOfMonth) && new DateTime(Today.Year, Today.Month, dayOfMonth) is var here && Almanac.Weekday(here) == named.Value) return Almanac.Day(here);
            return Almanac.OnWeekday(named.Value, day: dayOfMonth);
        }

        end = next;
        return Almanac.OnWeekday(named.Value);
    }

    /// <summary>"La próxima semana el lunes", "la semana anterior - lunes", "esta semana lun".</summary>
    private Reading? WeekThenDay(int i, out int end)
    {
        end = i;
        var the = IsWord(i, "la") ? i + 1 : i;
        if (!RelUnit(the, out var unit, out var rel, out var next) || unit != Unit.Week || (the > i && Is(the, Cat.Rel))) return null;
        if (Sign(next, '-') || Sign(next, ',')) next++;
        if (IsWord(next, "el")) next++;
        if (!Is(next, Cat.Weekday, out var named, out next)) return null;
        end = SkipShortDot(next);
        return Almanac.OnWeekdayIn(named.Value, weeks: rel);
    }

    /// <summary>"de la próxima semana", "de esta semana", "de la semana que viene".</summary>
    private bool OfRelWeek(int i, out int rel, out int end)
    {
        if (RelUnit(Is(i, Cat.Of) ? OfThe(i) : Skip(i, Cat.The), out var unit, out rel, out end) && unit == Unit.Week) return true;
        end = i;
        return false;
    }

    /// <summary>After the dot of "lun.", where more of the sentence follows.</summary>
    private int SkipShortDot(int next) => Sign(next, '.') && Glued(next) && Tokens[next - 1].Length <= 5 && !IsWord(next - 1, "lunes") && Is(next - 1, Cat.Weekday) ? next + 1 : next;

    /// <summary>"El primer lunes de julio", "el último viernes del mes", "la primera semana de mayo el lunes".</summary>
    private Reading? NthWeekday(int i, out int end)
    {
        end = i;
        if (!Nth(Skip(i, Cat.The), out var nth, out var next)) return null;
        var weekday = 0;
        if (Is(next, Cat.Weekday, out var named, out var after)) weekday = named.Value;
        else if (!UnitAt(next, out var unit, out after) || unit != Unit.Week) return null;
        if (!Is(after, Cat.Of) || !MonthAt(OfThe(after), out var month, out var year, out end)) return null;
        if (weekday == 0)
        {
            if (!IsWord(end, "el") || !Is(end + 1, Cat.Weekday, out named, out end)) return null;
            weekday = named.Value;
        }

        if (year == 0) return Almanac.NthWeekdayOf(month, nth, weekday);
        var day = Almanac.NthWeekdayOf(year, month, nth, weekday);

        // The specs name only the month where it was "this" or "the next" one.
        return Is(OfThe(after), Cat.Month) || Is(OfThe(after), Cat.MonthWord) ? day : day with { Timex = Almanac.NthWeekdayOf(month, nth, weekday).Timex };
    }

    /// <summary>First to fifth; 5 is also the last.</summary>
    private bool Nth(int i, out int nth, out int end)
    {
        if (Ordinal(i, out nth, out end) && nth is >= 1 and <= 5) return true;
        nth = 5;
        return Rel(i, out var rel, out end) && rel == -1 && !IsWord(i, "pasado") && !IsWord(i, "pasada");
    }

    private Reading? HolidayDate(int i, out int end)
    {
        var hasRel = Rel(i, out var rel, out var next);
        if (!Is(hasRel ? next : i, Cat.Holiday, out var holiday, out end)) return null;
        if (hasRel) return Holidays.Of(holiday.Text, Today.Year + rel);
        if (YearAfter(end, out var year, out var after) || YearOfRel(OfThe(end), out year, out after))
        {
            end = after;
            return Holidays.Of(holiday.Text, year);
        }

        if (RelAfter(end, out rel, out after))
        {
            end = after;
            return Holidays.Of(holiday.Text, Today.Year + rel);
        }

        return Holidays.Of(holiday.Text, Almanac);
    }

    /// <summary>Holidays stand for themselves: the specs do not join them with times.</summary>
    private bool IsHoliday(int i) => Is(i, Cat.Holiday) || (Is(i, Cat.Rel, out _, out var next) && Is(next, Cat.Holiday));
}
