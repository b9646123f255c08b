using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Weeks, months, quarters, seasons, years.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>A stretch of days.</summary>
    private Reading? Period(int i, out int end)
    {
        if (i == SecondEdge) return AnyPeriod(i, out end);
        return periods.Knows(i, out var known, out end) ? known : periods.Keep(i, AnyPeriod(i, out end), end);
    }

    private Reading? AnyPeriod(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Plain(i, out end), end, ref best, ref bestEnd);
        Keep(Staged(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>A whole period, not a part of one.</summary>
    private Reading? Plain(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(RelPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(Run(i, out end), end, ref best, ref bestEnd);
        Keep(MonthPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(WeekPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(WeekOf(i, out end), end, ref best, ref bestEnd);
        Keep(WeekendOf(i, out end), end, ref best, ref bestEnd);
        Keep(Parts(i, out end), end, ref best, ref bestEnd);
        Keep(SeasonPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(YearPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(DecadePeriod(i, out end), end, ref best, ref bestEnd);
        Keep(RestOf(i, out end), end, ref best, ref bestEnd);
        Keep(ToDate(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"Principios de mayo", "finales de 2000", "más tarde este año", "fin de año".</summary>
    private Reading? Staged(int i, out int end)
    {
        end = i;
        var relative = Is(i, Cat.RelStage, out var stage, out var next);
        if (!relative && !Is(i, Cat.Stage, out stage, out next)) return null;
        if (Is(next, Cat.Of)) next = next + 1;
        else if (relative && Is(next, Cat.In)) next++;
        else if (!relative) return null;
        var the = Skip(next, Cat.The);
        var number = Year(the, out _, out _);
        if (Plain(next, out end) is not { } whole && (whole = Plain(the, out end)) is null)
        {
            // "Final de año", "fin de mes": this one.
            if (!UnitAt(the, out var unit, out end) || unit is not (Unit.Week or Unit.Month or Unit.Quarter or Unit.Year)) return null;
            whole = Almanac.Calendar(unit, 0);
        }

        // "Más tarde de mayo" is after May; "más tarde este mes" a part of it.
        if (relative && !RelUnit(the, out _, out _, out _) && !UnitAt(the, out _, out _)) return null;
        if (whole.Kind != ReadingKind.DateRange || whole.Mod is not null) return null;
        return Stages.Cut(whole, (Stage)stage.Value, relative, number);
    }

    /// <summary>"La semana pasada", "este mes", "la próxima hora", "el año", "el mismo mes".</summary>
    private Reading? RelPeriod(int i, out int end)
    {
        var start = IsWord(i, "el") || IsWord(i, "la") ? i + 1 : i;

        // "La próxima semana lunes" is a day, and its article is not part of it.
        if (start > i && WeekThenDay(start, out end) is not null)
        {
            end = i;
            return null;
        }

        if (RelUnit(start, out var unit, out var rel, out end))
        {
            if (unit is Unit.Hour or Unit.Minute or Unit.Second) return start == i && rel != 0 ? Almanac.Run(rel, [new Amount(1, unit)]) : null;
            if (unit is Unit.Quarter or Unit.HalfYear && start > i) return null;
            if (unit == Unit.Night) return null;
            return Almanac.Calendar(unit, rel);
        }

        if (Is(start, Cat.Same, out _, out var next) && UnitAt(next, out unit, out end) && unit is Unit.Week or Unit.Month or Unit.Year or Unit.Weekend)
        {
            if (start > i) { end = i; return null; }
            return Almanac.Calendar(unit, 0) with { Mod = "ref_undef", Timex = unit switch { Unit.Week => "XXXX-WXX", Unit.Month => "XXXX-XX", Unit.Year => "XXXX", _ => "XXXX-WXX-WE" } };
        }

        // "El fin de semana", "fin de semana", "finde"; a week, month or year only with its article.
        if (UnitAt(start, out unit, out end))
        {
            if (unit == Unit.Weekend) return Almanac.Calendar(unit, 0);
            if (unit is Unit.Week or Unit.Month or Unit.Year && start == i && (IsWord(i - 1, unit == Unit.Week ? "la" : "el") || (IsWord(i - 1, "del") && unit != Unit.Week)) && !Is(end, Cat.Of)) return Almanac.Calendar(unit, 0);
        }

        end = i;
        return null;
    }

    /// <summary>"Los últimos 3 meses", "próximos 5 minutos", "3 próximas semanas", "5 años pasados", "dentro de 2 semanas".</summary>
    private Reading? Run(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.Within, out _, out var next)) return Within(i, next, out end);
        var the = Skip(i, Cat.The);
        if ((Rel(the, out var rel, out next) || FirstWord(the, out rel, out next)) && Piece(next, out var amount, out end) && !Is(next, Cat.A))
        {
            var run = Lasting([amount]);
            var first = IsWord(the, "primeros") || IsWord(the, "primeras") || IsWord(the, "primer") || IsWord(the, "primera");
            if (OfPeriod(run, first, rel, end, out var within, out var after))
            {
                end = after;
                return within;
            }

            return the > i || first || rel == 0 ? null : Almanac.Run(rel, run.Amounts);
        }

        // "3 próximas semanas"
        if (Cardinal(i, out var count, out next) && Rel(next, out rel, out var afterRel) && rel != 0 && UnitAt(afterRel, out var unit, out end)) return Almanac.Run(rel, [new Amount(count, unit)]);

        // "5 años pasados", "4 días hábiles anteriores"
        if (!Is(i, Cat.A) && Length(i, out next) is { } length && RelAfter(next, out rel, out end) && rel != 0) return Almanac.Run(rel, length.Amounts);
        end = i;
        return null;
    }

    private bool FirstWord(int i, out int rel, out int end)
    {
        rel = 0;
        end = i + 1;
        return IsWord(i, "primeros") || IsWord(i, "primeras");
    }

    /// <summary>"Las últimas 3 semanas de este año", "los primeros dos meses de 2019".</summary>
    private bool OfPeriod(Reading run, bool first, int rel, int i, out Reading within, out int end)
    {
        within = null!;
        end = i;
        if (!(first || rel == -1) || !(Is(i, Cat.Of) || Is(i, Cat.In)) || run.Amounts.Count > 1) return false;
        var at = OfThe(i);
        if (Is(i, Cat.In)) at = Skip(i + 1, Cat.The);
        if (RelPeriod(at, out end) is not { } whole && (whole = MonthPeriod(at, out end)) is null)
        {
            if (!Year(Skip(at, Cat.YearWord), out var year, out end)) return false;
            whole = Almanac.YearOf(year);
        }

        if (whole.Past is not { } past || whole.Future is not { } future) return false;
        var (begin, finish) = Slice(past, run.Amounts[0], first);
        var (nextBegin, nextFinish) = Slice(future, run.Amounts[0], first);
        within = Almanac.Spans(TimexText.Range(Edge(whole, nextBegin), Edge(whole, nextFinish), run.Timex), begin, finish, nextBegin, nextFinish) with { Grain = Unit.Day };
        return true;
    }

    private static string Edge(Reading whole, DateTime day) => whole.Open ? TimexText.OpenDate(day.Month, day.Day) : TimexText.Date(day);

    /// <summary>The first or the last so many units of a stretch; whole weeks are those whose Thursday lies inside.</summary>
    private static (DateTime Begin, DateTime Finish) Slice(Stretch stretch, Amount amount, bool first)
    {
        var (start, finish) = (stretch.Start!.Value, stretch.End!.Value);
        if (amount.Unit == Unit.Week) (start, finish) = (Almanac.Monday(start.AddDays(3)), Almanac.Monday(finish.AddDays(3)));
        return first ? (start, Almanac.Shift(start, amount.Count, amount.Unit)) : (Almanac.Shift(finish, -amount.Count, amount.Unit), finish);
    }

    /// <summary>"Dentro de dos años": from today on; "dentro de 5 minutos", "dentro de los próximos 3 días".</summary>
    private Reading? Within(int i, int next, out int end)
    {
        end = i;
        next = Skip(next, Cat.The);
        if (Rel(next, out _, out var afterRel)) next = afterRel;
        if (Is(next, Cat.Less, out _, out var afterLess)) next = afterLess;
        if (Length(next, out end) is not { } length) return null;
        if (!OfDays(length)) return Almanac.Run(1, length.Amounts);
        var until = Almanac.Shift(Today, length.Amounts, 1);
        return Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(Today), TimexText.Date(until), length.Timex), Today, until) with { Grain = Unit.Day };
    }

    /// <summary>"Mayo", "mayo de 2019", "este mayo", "el mes de mayo", "12/2016", "tercer mes de 2021".</summary>
    private Reading? MonthPeriod(int i, out int end)
    {
        if (NumericMonth(i, out end) is { } numeric) return numeric;
        var start = IsWord(i, "el") && Is(i + 1, Cat.MonthNoun) ? i + 1 : i;
        if (Is(start, Cat.MonthNoun, out _, out var next) && Is(Is(next, Cat.Of) ? next + 1 : next, Cat.Month)) start = Is(next, Cat.Of) ? next + 1 : next;
        if (NthMonth(i, out end) is { } nth) return nth;
        var hasRel = Rel(start, out var rel, out next);
        if (!Is(hasRel ? next : start, Cat.Month, out var month, out next) || (Glued(next) && Tokens[next].Kind == DateTokenKind.Word) || (Glued(start) && start > 0 && Sign(start - 1, '@')))
        {
            end = i;
            return null;
        }

        var dotted = SkipMonthDot(next);
        var after = Sign(dotted, ',') || Sign(dotted, '-') ? dotted + 1 : dotted;
        if ((YearAfter(dotted, out var year, out end) && !(Digits(dotted, out _, 2, 2) && end == dotted + 1)) || YearOfRel(OfThe(after), out year, out end)) return Almanac.MonthOf(year, month.Value);
        end = dotted;
        if (!hasRel && RelAfter(dotted, out rel, out var afterRel))
        {
            hasRel = true;
            end = afterRel;
        }

        if (hasRel)
        {
            var open = Almanac.MonthOf(month.Value);
            var of = rel switch { 1 => open.Future!.Value.Start!.Value.Year is var f && f == Today.Year && month.Value == Today.Month ? f + 1 : f, -1 => open.Past!.Value.Start!.Value.Year, _ => Today.Year };
            return Almanac.MonthOf(of, month.Value);
        }

        if (AmbiguousMonth(start)) return null;
        return Almanac.MonthOf(month.Value);
    }

    /// <summary>"Mar" alone is a Tuesday; "set", "ago" and the like stand in other sentences too.</summary>
    private bool AmbiguousMonth(int i) => IsWord(i, "set") || (IsWord(i, "mar") && !Is(i - 1, Cat.From) && !Is(i - 1, Cat.To) && !Is(i - 1, Cat.In));

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

    /// <summary>"Primer trimestre de 2019", "2.º semestre", "T3 2019", "2019-T3", "tercer cuatrimestre".</summary>
    private Reading? Parts(int i, out int end)
    {
        // 2019 T3, 2019-Q3
        if (Year(i, out var year, out var next) || YearWithParts(i, out year, out next))
        {
            var at = SkipSign(next, '-');
            at = IsWord(at, "el") ? at + 1 : at;
            if (PartOfYear(at, out var first, out var count, out end)) return Almanac.MonthsOf(year, first, count);
            end = i;
            return null;
        }

        var start = IsWord(i, "el") ? i + 1 : i;
        if (PartOfYear(start, out var month, out var months, out next) && (start == i || months == 3))
        {
            if (PeriodYear(next, out year, out end) || (UnitAt(next, out var unit, out var afterUnit) && unit == Unit.Year && RelAfter(afterUnit, out var rel, out end) && (year = Today.Year + rel) > 0)) return Almanac.MonthsOf(year, month, months);
            end = next;
            return Almanac.MonthsOf(month, months);
        }

        end = i;
        return null;
    }

    private bool YearWithParts(int i, out int year, out int end)
    {
        year = 0;
        end = i + 1;
        return Digits(i, out year, 4, 4) && IsYear(year) && !InNumberChain(i) && (Is(i + 1, Cat.QuarterMark) || (Sign(i + 1, '-') && Is(i + 2, Cat.QuarterMark)));
    }

    /// <summary>The first month and the number of months of a quarter, half or third of a year.</summary>
    private bool PartOfYear(int i, out int first, out int count, out int end)
    {
        first = count = 0;
        if (Is(i, Cat.QuarterMark, out _, out var next) && Glued(next) && Digits(next, out var n, 1, 1) && n is >= 1 and <= 4)
        {
            (first, count, end) = ((3 * n) - 2, 3, next + 1);
            return !(Glued(end) && Tokens[end].Kind != DateTokenKind.Sign);
        }

        if (!Ordinal(i, out n, out next))
        {
            var last = Rel(i, out var rel, out next) && rel == -1 && (IsWord(i, "ultimo") || IsWord(i, "ultima"));
            if (!last || !(Is(next + 1, Cat.Of) || Is(next + 1, Cat.In)))
            {
                end = i;
                return false;
            }

            n = 0;
        }

        count = IsWord(next, "trimestre") || IsWord(next, "cuarto") ? 3 : IsWord(next, "semestre") ? 6 : IsWord(next, "cuatrimestre") ? 4 : IsWord(next, "bimestre") ? 2 : 0;
        end = next + 1;
        if (count == 0 || n > 12 / count) return false;
        if (n == 0) n = 12 / count;
        first = ((n - 1) * count) + 1;
        return true;
    }

    private Reading? SeasonPeriod(int i, out int end)
    {
        end = i;
        var start = Skip(i, Cat.The);
        var hasRel = Rel(start, out var rel, out var next);
        if (!Is(hasRel ? next : start, Cat.Season, out var season, out next)) return null;
        if (PeriodYear(next, out var year, out end) && (Is(next, Cat.Of) || Is(next, Cat.In) || Sign(next, ',') || IsNumber(next) || end > next)) return Season(season.Text, year);
        if (RelAfter(next, out var after, out end)) return Season(season.Text, Today.Year + after);
        end = next;
        return hasRel ? Season(season.Text, Today.Year + rel) : new Reading(ReadingKind.DateRange, season.Text);
    }

    private static Reading Season(string season, int year) => new(ReadingKind.DateRange, TimexText.Year(year) + "-" + season) { Grain = Unit.Month };

    /// <summary>"2018", "año 2008", "el último año fiscal", "año escolar 2017".</summary>
    private Reading? YearPeriod(int i, out int end)
    {
        end = i;
        if (FiscalYear(i, out end) is { } fiscal) return fiscal;
        if (UnitAt(i, out var unit, out var next) && unit == Unit.Year)
        {
            if (Is(next, Cat.Fiscal, out var calendar, out var afterFiscal) && calendar.Text == "CY") next = afterFiscal;
            if (IsWord(next, "de")) next++;
            if (Year(next, out var year, out end)) return Almanac.YearOf(year);
            if (Digits(next, out year, 2, 2) && !(Glued(next + 1) && Tokens[next + 1].Kind == DateTokenKind.Word))
            {
                end = next + 1;
                return Almanac.YearOf(FullYear(year));
            }

            end = i;
            return null;
        }

        return Year(i, out var alone, out end) ? Almanac.YearOf(alone) : null;
    }

    /// <summary>"Año fiscal 2018", "el último fiscal año", "este año escolar".</summary>
    private Reading? FiscalYear(int i, out int end)
    {
        end = i;
        var start = IsWord(i, "el") ? i + 1 : i;
        var hasRel = Rel(start, out var rel, out var next);
        if (!hasRel) next = start;
        Sense? fiscal;
        int after;
        if (Is(next, Cat.Fiscal, out fiscal, out var afterFiscal) && UnitAt(afterFiscal, out var unit, out after) && unit == Unit.Year) next = after;
        else if (UnitAt(next, out unit, out after) && unit == Unit.Year && Is(after, Cat.Fiscal, out fiscal, out afterFiscal)) next = afterFiscal;
        else return null;
        if (!hasRel && RelAfter(next, out rel, out var afterRel)) (hasRel, next) = (true, afterRel);
        var at = Skip(next, Cat.Of);
        var year = Today.Year + rel;
        if (hasRel) end = next;
        else if (start == i && (Year(at, out year, out end) || (Digits(at, out year, 2, 2) && (end = at + 1) > 0 && (year = FullYear(year)) > 0))) { }
        else return null;
        return fiscal.Text == "CY" ? Almanac.YearOf(year) : new Reading(ReadingKind.DateRange, fiscal.Text + TimexText.Year(year)) { Grain = Unit.Year };
    }

    /// <summary>"Los años 90", "la década de 1980", "los años noventa", "década de los setenta".</summary>
    private Reading? DecadePeriod(int i, out int end)
    {
        end = i;
        var start = IsWord(i, "los") ? i + 1 : i;
        if (!UnitAt(start, out var unit, out var next) || !(unit == Unit.Decade || IsWord(start, "anos"))) return null;
        if (unit == Unit.Decade) next = OfThe(next);
        if (unit == Unit.Decade && IsWord(next, "anos")) next++;
        next = SkipSign(next, '\'');
        if (Digits(next, out var number, 2, 2) && number % 10 == 0)
        {
            end = next + 1;
            if (IsWord(end, "s") && Glued(end)) end++;
            return Almanac.DecadeOf(number);
        }

        if (Digits(next, out number, 4, 4) && IsYear(number) && number % 10 == 0)
        {
            end = next + 1;
            return Almanac.YearsFrom(number, 10);
        }

        if (Is(next, Cat.Decade, out var decade, out end)) return Almanac.DecadeOf(decade.Value);
        if (YearWords(next, out number, out end) && number % 10 == 0) return Almanac.YearsFrom(number, number % 100 == 0 && number < 2000 ? 100 : 10);
        end = i;
        return null;
    }

    /// <summary>"El resto de la semana": from today to the end of it.</summary>
    private Reading? RestOf(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.Rest, out _, out var next)) return null;
        next = Skip(OfThe(next), Cat.The);
        if (Rel(next, out var rel, out var afterRel) && rel == 0) next = afterRel;
        if (!UnitAt(next, out var unit, out end) || unit is not (Unit.Week or Unit.Month or Unit.Quarter or Unit.HalfYear or Unit.Year or Unit.Decade)) return null;
        if (RelAfter(end, out rel, out var after) && rel == 0) end = after;
        var whole = Almanac.Calendar(unit, 0).Past!.Value;
        return Almanac.Between(Today, whole.End!.Value.AddDays(-1), Unit.Day);
    }

    /// <summary>"Año a la fecha", "en lo que va de mes": up to today.</summary>
    private Reading? ToDate(int i, out int end)
    {
        end = i;
        if (UnitAt(i, out var unit, out var next) && unit is Unit.Month or Unit.Year && Is(next, Cat.ToDate, out _, out end)) { }
        else if (IsWord(i, "va") && Is(i + 1, Cat.Of) && UnitAt(Skip(OfThe(i + 1), Cat.Rel), out unit, out end) && unit is Unit.Month or Unit.Year or Unit.Week) { }
        else return null;
        var start = Almanac.Calendar(unit, 0).Past!.Value.Start!.Value;
        return Almanac.Between(start, Today, Unit.Day);
    }
}
