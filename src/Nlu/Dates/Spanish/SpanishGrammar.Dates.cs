using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Days.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>A single day.</summary>
    private Reading? Date(int i, out int end)
    {
        // A number after a hyphen reads otherwise where a range was begun before it.
        if (i == SecondEdge) return AnyDate(i, out end);
        return dates.Knows(i, out var known, out end) ? known : dates.Keep(i, AnyDate(i, out end), end);
    }

    private Reading? AnyDate(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Anchor(i, out end), end, ref best, ref bestEnd);
        Keep(NthWeekday(i, out end), end, ref best, ref bestEnd);
        Keep(ListedDay(i, out end), end, ref best, ref bestEnd);
        Keep(LoneDay(i, out end), end, ref best, ref bestEnd);
        Keep(Distance(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return InEight(i, best, ref end);
    }

    /// <summary>A day that does not build on another one; keeps the readers from calling themselves.</summary>
    private Reading? Anchor(int i, out int end)
    {
        if (i == SecondEdge) return AnyAnchor(i, out end);
        return anchors.Knows(i, out var known, out end) ? known : anchors.Keep(i, AnyAnchor(i, out end), end);
    }

    private Reading? AnyAnchor(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(DayName(i, out end), end, ref best, ref bestEnd);
        Keep(CalendarDate(i, out end), end, ref best, ref bestEnd);
        Keep(WeekdayDate(i, out end), end, ref best, ref bestEnd);
        Keep(DayOfRelMonth(i, out end), end, ref best, ref bestEnd);
        Keep(EdgeOfMonth(i, out end), end, ref best, ref bestEnd);
        Keep(HolidayDate(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"Hoy", "pasado mañana", "el día": but "la mañana", "esta mañana" are the morning.</summary>
    private Reading? DayName(int i, out int end)
    {
        if (Is(i, Cat.DayWord, out var day, out end))
        {
            return IsWord(i, "manana") && i > 0 && (IsWord(i - 1, "la") || IsWord(i - 1, "una") || IsWord(i - 1, "otra") || IsWord(i - 1, "esta") || IsWord(i - 1, "las") || IsWord(i - 1, "media")) ? null : Almanac.InDays(day.Value);
        }

        if (IsWord(i, "el") && Is(i + 1, Cat.DayNoun, out _, out end) && !Is(end, Cat.Of) && !IsNumber(end) && !IsWord(end, "internacional") && !RelAfter(end, out _, out _)) return Almanac.InDays(0);
        end = i;
        return null;
    }

    /// <summary>With a month or all in digits, a weekday before it.</summary>
    private Reading? CalendarDate(int i, out int end)
    {
        var start = i;
        var hasRel = Rel(i, out var rel, out var next);
        if (hasRel) start = next;
        var weekday = Is(start, Cat.Weekday, out _, out next);
        var named = weekday || Is(start, Cat.DayWord, out _, out next);
        if (named)
        {
            next = SkipShortDot(next);
            start = Sign(next, ',') || Sign(next, '-') ? next + 1 : next;
            if (IsWord(start, "el")) start++;
        }

        if (Is(start, Cat.DayNoun, out _, out next) && IsNumber(next) && start > i) start = next;
        else if ((IsWord(i, "el") || IsWord(i, "en")) && Is(i + 1, Cat.DayNoun, out _, out next) && IsNumber(next)) start = next;
        var bracket = named && Sign(start, '(');
        if (bracket) start++;
        var loose = weekday || (start > i && !named) || IsWord(start - 1, "el") || IsWord(start - 1, "del") || IsWord(start - 1, "dia") || (IsWord(start - 1, "en") && Sign(start + 1, '-'));
        if (Is(start, Cat.The) && !named)
        {
            end = i;
            return null;
        }

        var date = MonthDate(start, out end) ?? YearThenDay(start, out end) ?? NumericDate(start, loose, out end) ?? DayOfMonthNumber(start, out end);
        if (date is not null && loose && Suffix(end) && Sign(start + 1, '-') && end == start + 3) date = null;
        if (date is { Open: true, Month: > 0 } && Sign(start + 1, '/') && end == start + 3)
        {
            // "23/7 2018", "23/7 de 2018"
            var at = Is(end, Cat.Of) ? OfThe(end) : end;
            if (Digits(at, out _, 4, 4) && Year(at, out var year, out var afterYear)) (date, end) = (Almanac.Date(year, date.Month, date.Day), afterYear);
        }

        if (date is null || (bracket && !Sign(end, ')'))) return null;
        if (bracket) end++;
        if (Sign(end, '(') && Is(end + 1, Cat.Weekday, out _, out next) && Sign(next, ')')) end = next + 1;
        if (!hasRel && date is { Open: true, Month: > 0 } && !IsNumber(end - 1) && RelAfter(end, out var behind, out var afterBehind) && behind != 0)
        {
            // "El 3 de mayo pasado"
            end = afterBehind;
            return ByRel(date, behind);
        }

        return hasRel && date.Open ? ByRel(date, rel) : date;
    }

    /// <summary>"2020, 23 de septiembre", "2020-23-sep", "2020 el día 23 de septiembre".</summary>
    private Reading? YearThenDay(int i, out int end)
    {
        end = i;
        if (!Digits(i, out var year, 4, 4) || !IsYear(year) || InNumberChain(i)) return null;
        var at = Divider(i + 1, out _) || Sign(i + 1, ',') ? i + 2 : i + 1;
        if (IsWord(at, "el")) at = Skip(at + 1, Cat.DayNoun);
        if (!Digits(at, out var day, 1, 2) || day is < 1 or > 31) return null;
        at++;
        if (Divider(at, out _)) at++;
        else if (IsWord(at, "de")) at++;
        if (!Is(at, Cat.Month, out var month, out end)) return null;
        return Almanac.Date(year, month.Value, day);
    }

    /// <summary>"21 del 3", "21 del mes 3 de 2020".</summary>
    private Reading? DayOfMonthNumber(int i, out int end)
    {
        end = i;
        var words = !IsNumber(i);
        if (words && Is(i, Cat.Ordinal)) return null;
        if (!DayNumber(i, out var day, out var next) || !(IsWord(next, "del") || IsWord(next, "de") || IsWord(next, "barra"))) return null;
        var at = Skip(next + 1, Cat.MonthNoun);
        if (!Cardinal(at, out var month, out end) || month is < 1 or > 12 || Is(end, Cat.Unit) || Is(end, Cat.Ordinal) || (Glued(end) && Tokens[end].Kind == DateTokenKind.Word)) return null;
        if (Is(end, Cat.Of) && YearAfter(end, out var year, out var after))
        {
            end = after;
            return Almanac.Date(year, month, day);
        }

        // "5 de 4 de 2020" needs its year.
        return IsWord(next, "de") ? null : Almanac.Date(month, day);
    }

    /// <summary>"Este 15 de junio" is of this year, "el próximo 12/05" the next one to come.</summary>
    private Reading ByRel(Reading date, int rel)
    {
        if (date.Future is not { Start: { } future } || date.Past is not { Start: { } past }) return date;
        var day = rel switch
        {
            1 => future,
            -1 => past,
            _ => future.Year == Today.Year ? future : past.Year == Today.Year ? past : future,
        };
        return date with { Past = new(day), Future = new(day), Open = false };
    }

    /// <summary>"El 15 de este mes", "el 3 del mes que viene".</summary>
    private Reading? DayOfRelMonth(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.The) || !DayNumber(i, out var day, out var next) || !Is(next, Cat.Of)) return null;
        var at = OfThe(next);
        if (IsWord(next, "del") && IsWord(at, "corriente") && !Is(at + 1, Cat.Unit))
        {
            end = at + 1;
            return Almanac.Date(Today.Year, Today.Month, day);
        }

        if (RelUnit(at, out var unit, out var rel, out end) && unit == Unit.Month)
        {
            var month = Almanac.Shift(Today, rel, Unit.Month);
            return Almanac.Date(month.Year, month.Month, day);
        }

        return null;
    }

    /// <summary>"El último día del mes", "primer día de mayo de 2027".</summary>
    private Reading? EdgeOfMonth(int i, out int end)
    {
        end = i;
        var at = IsWord(i, "el") ? i + 1 : i;
        var last = IsWord(at, "ultimo");
        if (!last && !IsWord(at, "primer")) return null;
        if (!Is(at + 1, Cat.DayNoun, out _, out var next) || !Is(next, Cat.Of) || !MonthAt(OfThe(next), out var month, out var year, out end)) return null;
        if (year > 0) return Almanac.Date(year, month, last ? DateTime.DaysInMonth(year, month) : 1);
        return Almanac.Date(month, last ? DateTime.DaysInMonth(Today.Year, month) : 1);
    }
}
