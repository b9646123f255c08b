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
        Keep(LoneDay(i, out end), end, ref best, ref bestEnd);
        Keep(Distance(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>A day that does not build on another one; keeps the readers from calling themselves.</summary>
    private Reading? Anchor(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(DayName(i, out end), end, ref best, ref bestEnd);
        Keep(CalendarDate(i, out end), end, ref best, ref bestEnd);
        Keep(WeekdayDate(i, out end), end, ref best, ref bestEnd);
        Keep(DayOfRelMonth(i, out end), end, ref best, ref bestEnd);
        Keep(HolidayDate(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"Hoy", "pasado mañana", "el día": but "la mañana", "esta mañana" are the morning.</summary>
    private Reading? DayName(int i, out int end)
    {
        if (Is(i, Cat.DayWord, out var day, out end))
        {
            return IsWord(i, "manana") && i > 0 && (IsWord(i - 1, "la") || IsWord(i - 1, "esta") || IsWord(i - 1, "las") || IsWord(i - 1, "media")) ? null : Almanac.InDays(day.Value);
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
        var loose = weekday || (start > i && !named) || IsWord(start - 1, "el") || IsWord(start - 1, "del") || IsWord(start - 1, "dia");
        if (Is(start, Cat.The) && !named)
        {
            end = i;
            return null;
        }

        var date = MonthDate(start, out end) ?? YearThenDay(start, out end) ?? NumericDate(start, loose, out end) ?? DayOfMonthNumber(start, out end);
        if (date is not null && loose && Suffix(end) && Sign(start + 1, '-') && end == start + 3) date = null;
        if (date is null || (bracket && !Sign(end, ')'))) return null;
        if (bracket) end++;
        if (Sign(end, '(') && Is(end + 1, Cat.Weekday, out _, out next) && Sign(next, ')')) end = next + 1;
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
        if (!DayNumber(i, out var day, out var next) || !(IsWord(next, "del") || IsWord(next, "barra"))) return null;
        var at = Skip(next + 1, Cat.MonthNoun);
        if (!Cardinal(at, out var month, out end) || month is < 1 or > 12 || Is(end, Cat.Unit) || Is(end, Cat.Ordinal) || (Glued(end) && Tokens[end].Kind == DateTokenKind.Word)) return null;
        if (Is(end, Cat.Of) && YearAfter(end, out var year, out var after))
        {
            end = after;
            return Almanac.Date(year, month, day);
        }

        return Almanac.Date(month, day);
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

    private Reading? WeekdayDate(int i, out int end)
    {
        end = i;
        if (WeekThenDay(i, out end) is { } ofWeek) return ofWeek;
        var hasRel = Rel(i, out var rel, out var next);
        if (!Is(hasRel ? next : i, Cat.Weekday, out var named, out next) || (Glued(next) && Tokens[next].Kind == DateTokenKind.Word)) return null;
        if (Tokens[next - 1].Length == 2 && !hasRel && !(Sign(next, '.') && Glued(next))) return null;
        next = SkipShortDot(next);
        if (hasRel)
        {
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

    private bool DayNumberAfter(int i, out int day, out int end)
    {
        end = i;
        day = 0;
        if (Is(i, Cat.Ordinal) || !DayNumber(i, out day, out end)) return false;
        return !Is(end, Cat.Meridiem) && !Is(end, Cat.OClock) && !Is(end, Cat.Unit) && !Is(end, Cat.HourMark) && !Is(end, Cat.OrdinalEnd)
            && !Sign(end, ':') && !Sign(end, '%') && !(Sign(end, '-') && IsNumber(end + 1)) && !(Glued(end) && (Tokens[end].Kind == DateTokenKind.Word || (Divider(end, out _) && IsNumber(end + 1))))
            && !(Is(end, Cat.Of) && PartAfter(end, out _, out _));
    }

    /// <summary>After the dot of "lun.", where more of the sentence follows.</summary>
    private int SkipShortDot(int next) => Sign(next, '.') && Glued(next) && Tokens[next - 1].Length <= 5 && Is(next - 1, Cat.Weekday) ? next + 1 : next;

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

        return year > 0 ? Almanac.NthWeekdayOf(year, month, nth, weekday) : Almanac.NthWeekdayOf(month, nth, weekday);
    }

    /// <summary>First to fifth; 5 is also the last.</summary>
    private bool Nth(int i, out int nth, out int end)
    {
        if (Ordinal(i, out nth, out end) && nth is >= 1 and <= 5) return true;
        nth = 5;
        return Rel(i, out var rel, out end) && rel == -1 && !IsWord(i, "pasado") && !IsWord(i, "pasada");
    }

    /// <summary>A month with or without year ("julio", "julio de 2018", "este mes", "mes que viene").</summary>
    private bool MonthAt(int i, out int month, out int year, out int end)
    {
        (month, year) = (0, 0);
        if (RelUnit(i, out var unit, out var rel, out end) && unit == Unit.Month)
        {
            var then = Almanac.Shift(Today, rel, Unit.Month);
            (year, month) = (then.Year, then.Month);
            return true;
        }

        if (Is(i, Cat.MonthNoun, out _, out end) && !Is(end, Cat.Of))
        {
            (year, month) = (Today.Year, Today.Month);
            return true;
        }

        if (!Is(Skip(Skip(i, Cat.MonthWord), Cat.The), Cat.Month, out var named, out end)) return false;
        month = named.Value;
        end = SkipMonthDot(end);
        if (YearAfter(end, out year, out var after) || YearOfRel(OfThe(end), out year, out after)) end = after;
        else year = 0;
        return true;
    }

    /// <summary>"El 15 de este mes", "el 3 del mes que viene".</summary>
    private Reading? DayOfRelMonth(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.The) || !DayNumber(i, out var day, out var next) || !Is(next, Cat.Of)) return null;
        var at = OfThe(next);
        if (RelUnit(at, out var unit, out var rel, out end) && unit == Unit.Month)
        {
            var month = Almanac.Shift(Today, rel, Unit.Month);
            return Almanac.Date(month.Year, month.Month, day);
        }

        return null;
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

    /// <summary>"El 27", "el día 12": a lone day of the month needs words around it that make it one.</summary>
    private Reading? LoneDay(int i, out int end)
    {
        end = i;
        if ((IsWord(i, "el") || IsWord(i, "en")) && Is(i + 1, Cat.DayNoun) && IsNumber(i + 2) && DayNumberAfter(i + 2, out var dated, out end) && !Is(end, Cat.Of)) return Almanac.DayOfMonth(dated);
        var at = Is(i, Cat.DayNoun, out _, out var afterNoun) ? afterNoun : i;
        if (!IsWord(i - 1, "el") && !IsWord(i - 1, "del") && !IsWord(i - 1, "al")) return null;
        if (!Digits(at, out var day, 1, 2) && !(Is(i - 2, Cat.For) && Is(at, Cat.One) && NumberWords(at, out day, out _))) return null;
        if (!DayNumberAfter(at, out day, out end) || Sign(end, '/') || Is(end, Cat.Month) || Is(end, Cat.Ordinal)) return null;
        if ((Is(end, Cat.Of) && !IsWord(end, "de")) || (IsNumber(at) && Glued(at + 1) && Is(at + 1, Cat.OrdinalEnd))) return null;
        return Almanac.DayOfMonth(day);
    }

    /// <summary>"Hace 3 días", "2 días antes de ayer", "en dos semanas", "tres días después".</summary>
    private Reading? Distance(int i, out int end)
    {
        end = i;
        if (IsWord(i, "hace") || IsWord(i, "hacen"))
        {
            return Length(i + 1, out end) is { } gone && OfDays(gone) ? Almanac.Day(Almanac.Shift(Today, gone.Amounts, -1)) : null;
        }

        if (Is(i, Cat.In, out _, out var afterIn))
        {
            if (Length(afterIn, out end) is not { } wait || !OfDays(wait) || RelAfter(end, out _, out _)) return null;
            if (IsWord(end, "desde") && Year(Skip(Skip(end + 1, Cat.The), Cat.YearWord), out var since, out var sinceEnd))
            {
                end = sinceEnd;
                return Almanac.Day(Almanac.Shift(Almanac.First(since, 1), wait.Amounts, 1));
            }

            return Almanac.Day(Almanac.Shift(Today, wait.Amounts, 1));
        }

        if (Length(i, out var next) is not { } length || !OfDays(length) || (length.Amounts.Count > 1 && Is(i - 1, Cat.And))) return null;
        if (!DistanceFrom(next, out var sign, out var from, out end)) return null;
        var day = Almanac.Shift(from, length.Amounts, sign);

        // "3 semanas después de Navidad el viernes"
        if (end > next + 1 && IsWord(end, "el") && Is(end + 1, Cat.Weekday, out var weekday, out var afterDay))
        {
            end = afterDay;
            day = Almanac.Monday(day).AddDays(weekday.Value - 1);
        }

        return Almanac.Day(day);
    }

    /// <summary>"antes", "antes de hoy", "después", "después de Navidad", "a partir de mañana", "desde ahora".</summary>
    private bool DistanceFrom(int i, out int sign, out DateTime from, out int end)
    {
        from = Today;
        sign = 0;
        end = i;
        var before = IsWord(i, "antes") || IsWord(i, "atras");
        var after = IsWord(i, "despues") || IsWord(i, "luego") || (IsWord(i, "mas") && IsWord(i + 1, "tarde")) || (IsWord(i, "a") && IsWord(i + 1, "partir"));
        if (before || after)
        {
            sign = before ? -1 : 1;
            var at = IsWord(i, "a") || IsWord(i, "mas") ? i + 2 : i + 1;
            if (Is(at, Cat.Of) && (!IsWord(i, "a") || Is(OfThe(at), Cat.DayWord)) && Anchor(OfThe(at), out var anchorEnd) is { Future: { Start: { } day } } && !IsWord(anchorEnd, "a"))
            {
                from = day;
                end = anchorEnd;
                return true;
            }

            if (Is(i, Cat.Later, out _, out end) || Is(i, Cat.Ago, out _, out end)) return !Is(end, Cat.Of);
            return false;
        }

        if (!IsWord(i, "desde") || !Is(i, Cat.Later, out _, out end)) return false;
        sign = 1;
        return true;
    }

    private static bool OfDays(Reading length) => length.Amounts.All(a => a.Unit >= Unit.Day);
}
