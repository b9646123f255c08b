using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Years and their parts.</content>
internal sealed partial class SpanishGrammar
{
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

    /// <summary>"La primera quincena de mayo", "segunda quincena de este mes": up to the 15th, from the 16th on.</summary>
    private Reading? HalfMonth(int i, out int end)
    {
        end = i;
        var start = IsWord(i, "la") ? i + 1 : i;
        if (!Nth(start, out var nth, out var next) || nth is not (1 or 2 or 5) || !IsWord(next, "quincena") || !Is(next + 1, Cat.Of) || !MonthAt(OfThe(next + 1), out var month, out var year, out end)) return null;
        var whole = year > 0 ? Almanac.MonthOf(year, month) : Almanac.MonthOf(month);
        if (whole.Past is not { Start: { } gone, End: { } goneEnd } || whole.Future is not { Start: { } coming, End: { } comingEnd }) return null;
        var (from, to, fromNext, toNext) = nth == 1 ? (gone, gone.AddDays(15), coming, coming.AddDays(15)) : (gone.AddDays(15), goneEnd, coming.AddDays(15), comingEnd);
        return Almanac.Spans(TimexText.Range(Edge(whole, fromNext), Edge(whole, toNext), Almanac.Distance(fromNext, toNext, Unit.Day)), from, to, fromNext, toNext) with { Grain = Unit.Day };
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
}
