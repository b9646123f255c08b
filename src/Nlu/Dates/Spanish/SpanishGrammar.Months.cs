using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Months and weeks.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"Mayo", "mayo de 2019", "este mayo", "el mes de mayo", "12/2016", "tercer mes de 2021".</summary>
    private Reading? MonthPeriod(int i, out int end)
    {
        if (NumericMonth(i, out end) is { } numeric) return numeric;
        var start = IsWord(i, "el") && Is(i + 1, Cat.MonthNoun) ? i + 1 : i;
        if (Is(start, Cat.MonthNoun, out _, out var next) && Is(Is(next, Cat.Of) ? next + 1 : next, Cat.Month)) start = Is(next, Cat.Of) ? next + 1 : next;
        if (NthMonth(i, out end) is { } nth) return nth;
        if (start == i && IsWord(i, "el") && Is(i + 1, Cat.Rel, out _, out var afterRelNoun) && Is(afterRelNoun, Cat.MonthNoun, out _, out var ofMonth) && Is(ofMonth, Cat.Of) && Is(ofMonth + 1, Cat.Month)) start++;
        var hasRel = Rel(start, out var rel, out next);
        if (hasRel && Is(next, Cat.MonthNoun, out _, out var afterNoun) && Is(afterNoun, Cat.Of, out _, out var named) && Is(named, Cat.Month)) next = named;
        if (!Is(hasRel ? next : start, Cat.Month, out var month, out next) || (Glued(next) && Tokens[next].Kind == DateTokenKind.Word) || (Glued(start) && start > 0 && Sign(start - 1, '@')))
        {
            end = i;
            return null;
        }

        var dotted = SkipMonthDot(next);
        var after = Sign(dotted, ',') || Sign(dotted, '-') ? dotted + 1 : dotted;
        if ((YearAfter(dotted, out var year, out end) && !(Digits(Divider(dotted, out _) ? dotted + 1 : dotted, out _, 2, 2) && end <= dotted + 2)) || YearOfRel(OfThe(after), out year, out end)) return Almanac.MonthOf(year, month.Value);
        if (Sign(dotted, '-') && !hasRel && Year(dotted + 1, out year, out end)) return Almanac.MonthOf(year, month.Value);
        end = dotted;
        if (!hasRel && RelAfter(dotted, out rel, out var afterRel))
        {
            hasRel = true;
            end = afterRel;
        }

        if (hasRel)
        {
            // The next May seen from May is that of next year, the last one that of the year before.
            var of = rel switch { 1 => Today.Month >= month.Value ? Today.Year + 1 : Today.Year, -1 => Today.Month > month.Value ? Today.Year : Today.Year - 1, _ => Today.Year };
            return Almanac.MonthOf(of, month.Value);
        }

        if (AmbiguousMonth(start)) return null;
        return Almanac.MonthOf(month.Value);
    }

    /// <summary>"Mar" alone is a Tuesday; "set", "ago" and the like stand in other sentences too.</summary>
    private bool AmbiguousMonth(int i) => IsWord(i, "set") || Tagged(i) || (IsWord(i, "mar") && !Is(i - 1, Cat.From) && !Is(i - 1, Cat.To) && !Is(i - 1, Cat.In));

    private Reading? NthMonth(int i, out int end)
    {
        end = i;
        var start = IsWord(i, "el") ? i + 1 : i;
        var last = IsWord(start, "ultimo");
        var nth = 12;
        var next = start + 1;
        if ((!last && !Ordinal(start, out nth, out next)) || nth is < 1 or > 12 || !Is(next, Cat.MonthNoun, out _, out next) || !(Is(next, Cat.Of) || Is(next, Cat.In)) || (last && !Is(OfThe(next), Cat.Unit) && !IsNumber(OfThe(next)))) return null;
        return PeriodYear(next, out var year, out end) ? Almanac.MonthOf(year, nth) : null;
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

        // "Del 3 al 7 del corriente"
        if (IsWord(i, "corriente"))
        {
            (year, month, end) = (Today.Year, Today.Month, i + 1);
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

    /// <summary>The year after "de", "del año", ",", "-": in figures, in words, or "de este año".</summary>
    private bool PeriodYear(int i, out int year, out int end)
    {
        if (YearAfter(i, out year, out end)) return true;
        var at = Is(i, Cat.Of) ? OfThe(i) : Is(i, Cat.In) ? Skip(i + 1, Cat.The) : i;
        if (YearOfRel(at, out year, out end)) return true;
        if (at > i && UnitAt(at, out var unit, out end) && unit == Unit.Year)
        {
            year = Today.Year;
            return true;
        }

        end = i;
        return false;
    }

    /// <summary>"La primera semana de mayo", "última semana de 2016", "décima semana", "semana 3 de 2027".</summary>
    private Reading? WeekPeriod(int i, out int end)
    {
        end = i;
        var start = IsWord(i, "la") ? i + 1 : i;
        if (UnitAt(i, out var unit, out var next) && unit == Unit.Week && Digits(next, out var week, 1, 2) && week is >= 1 and <= 53)
        {
            end = next + 1;
            if (Glued(end) && (Tokens[end].Kind == DateTokenKind.Word || (Divider(end, out _) && IsNumber(end + 1)))) return null;
            var ofYear = PeriodYear(end, out var named, out var afterYear) && Is(end, Cat.Of) ? named : Today.Year;
            if (ofYear != Today.Year || afterYear > end && Is(end, Cat.Of)) end = afterYear;
            return Almanac.WeekOfYear(ofYear, week);
        }

        var last = Rel(start, out var rel, out next) && rel == -1;
        var nth = 0;
        if (!last && !Ordinal(start, out nth, out next)) return null;
        if (!UnitAt(next, out unit, out next) || unit != Unit.Week) return null;
        if (Is(next, Cat.Of) || Is(next, Cat.In) || Is(next, Cat.Month))
        {
            var at = Is(next, Cat.Of) ? OfThe(next) : Is(next, Cat.In) ? Skip(next + 1, Cat.The) : next;
            if (nth <= 5 && MonthAt(at, out var month, out var year, out end))
            {
                var n = last ? 5 : nth;
                return year > 0 ? Almanac.WeekOfMonth(year, month, n) : Almanac.WeekOfMonth(month, n);
            }

            if (PeriodYear(next, out year, out end)) return Almanac.WeekOfYear(year, last ? Almanac.WeeksIn(year) : Math.Clamp(nth, 1, 53));
        }

        if (last || nth is < 1 or > 53)
        {
            end = i;
            return null;
        }

        end = next;
        return Almanac.WeekOfYear(Today.Year, nth);
    }

    /// <summary>"La semana del 4 de febrero", "la semana que comienza el lunes".</summary>
    private Reading? WeekOf(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.WeekOf, out _, out var next)) return null;
        next = Skip(next, Cat.The);
        if (DaysOfMonth(next, out end) is { } days) return days;
        if ((Anchor(next, out end) ?? LoneDay(next, out end)) is not { Past: { Start: { } past }, Future: { Start: { } future } } day) return null;
        return Almanac.Spans(day.Timex, Almanac.Monday(past), Almanac.Monday(past).AddDays(7), Almanac.Monday(future), Almanac.Monday(future).AddDays(7)) with { Grain = Unit.Week };
    }

    /// <summary>"El fin de semana de Halloween", "fin de semana del día del trabajo".</summary>
    private Reading? WeekendOf(int i, out int end)
    {
        end = i;
        if (!UnitAt(IsWord(i, "el") ? i + 1 : i, out var unit, out var next) || unit != Unit.Weekend || !Is(next, Cat.Of)) return null;
        return HolidayDate(OfThe(next), out end) is { Past: { Start: { } past }, Future: { Start: { } future } } ? LongWeekends.Of(past, future) : null;
    }
}
