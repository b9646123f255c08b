using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Weeks, months, years and other stretches of days that have a name.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>A stretch of days.</summary>
    private Reading? Days(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Period(i, out end), end, ref best, ref bestEnd);
        Keep(DaysOfMonth(i, out end), end, ref best, ref bestEnd);
        Keep(DayRange(i, out end), end, ref best, ref bestEnd);
        Keep(LengthRange(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>A named period, whole or its early, middle or late part.</summary>
    private Reading? Period(int i, out int end) => Once(periods, i, at => (AnyPeriod(at, out var e), e), out end);

    private Reading? AnyPeriod(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Plain(i, out end), end, ref best, ref bestEnd);
        var relative = Is(i, Cat.RelStage, out var stage, out var next);
        if (relative || Is(i, Cat.Stage, out stage, out next))
        {
            next = Skip(SkipSign(next, '-'), Cat.In);
            if (Is(next, Cat.Season, out var season, out end)) Keep(new Reading(ReadingKind.DateRange, season.Text) { Mod = Stages.Name((Stage)stage.Value) }, end, ref best, ref bestEnd);
            if ((Plain(next, out end) ?? BareUnit(next, out end) ?? (Lenient ? BareUnit(Skip(next, Cat.The), out end) : null)) is { } whole && (Lenient || whole.Grain is not Unit.Month || (whole.Past!.Value.End!.Value - whole.Past.Value.Start!.Value).Days < 32))
            {
                var number = IsNumber(Skip(Skip(next, Cat.The), Cat.YearWord)) && whole.Grain == Unit.Year;
                var here = relative && !whole.Open && whole.Past is { } span && span.Start <= Today && span.End > Today;
                var cut = Stages.Cut(whole, (Stage)stage.Value, here, number);
                Keep(here ? UpToNow(cut) : cut, end, ref best, ref bestEnd);
            }
        }

        if (Is(i, Cat.EndOfYear, out var close, out end)) Keep(Stages.Cut(Almanac.Calendar((Unit)close.Value, 0), Stage.End), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"Earlier this month" does not go beyond today, "later this month" does not begin before.</summary>
    private Reading UpToNow(Reading cut)
    {
        if (cut.Past is not { Start: { } start, End: { } end }) return cut;
        if (cut.Stage == Stage.Start && end > Today) end = Today;
        if (cut.Stage == Stage.End && start < Today) start = Today;
        return cut with { Past = new(start, end), Future = new(start, end) };
    }

    /// <summary>"End of month".</summary>
    private Reading? BareUnit(int i, out int end) =>
        Is(i, Cat.Unit, out var unit, out end) && (Unit)unit.Value is Unit.Week or Unit.Month or Unit.Quarter or Unit.Year && !Tokens.Folded(i).EndsWith("s") ? Almanac.Calendar((Unit)unit.Value, 0) : null;

    private Reading? Plain(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Month(i, out end), end, ref best, ref bestEnd);
        Keep(NumericMonth(i, out end), end, ref best, ref bestEnd);
        Keep(Year(i, out end), end, ref best, ref bestEnd);
        Keep(RelUnit(i, out end), end, ref best, ref bestEnd);
        Keep(Week(i, out end), end, ref best, ref bestEnd);
        Keep(QuarterOrHalf(i, out end), end, ref best, ref bestEnd);
        Keep(Season(i, out end), end, ref best, ref bestEnd);
        Keep(Decade(i, out end), end, ref best, ref bestEnd);
        Keep(HolidayWeekend(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"This week", "next 3 months", "the last decade", "the year", "same week".</summary>
    private Reading? RelUnit(int i, out int end)
    {
        end = i;
        var at = i;
        if (Is(at, Cat.Same, out _, out var next) && Is(next, Cat.Unit, out var unit, out end) && unit.Value >= (int)Unit.Week && unit.Value < 100 && IsWord(i, "same") | IsWord(i, "that"))
        {
            var reference = Almanac.Calendar((Unit)unit.Value, 0);
            return reference with { Mod = "ref_undef", Timex = (Unit)unit.Value switch { Unit.Week => "XXXX-WXX", Unit.Month => "XXXX-XX", Unit.Year => "XXXX", Unit.Weekend => "XXXX-WXX-WE", _ => reference.Timex } };
        }

        if (ToDate(i, out end) is { } toDate) return toDate;
        if (Rest(i, out end) is { } rest) return rest;
        var article = Skip(at, Cat.The);
        if (Is(article, Cat.Rel, out var rel, out next))
        {
            if (Is(next, Cat.Fiscal, out var fiscal, out var afterFiscal) && Is(afterFiscal, Cat.YearWord, out _, out end))
            {
                var year = Today.Year + Math.Sign(rel.Value);
                return fiscal.Text == "CY" ? Almanac.YearOf(year) : new Reading(ReadingKind.DateRange, fiscal.Text + TimexText.Year(year));
            }

            if (IsWord(next, "my")) next++;

            // "This past week" is the past week; only runs of units take the "this" in.
            if (rel.Length > 1 && IsWord(article, "this") && Is(next, Cat.Unit)) return null;
            if (Is(next, Cat.Unit, out unit, out end) && unit.Value != (int)Unit.Day && unit.Value > (int)Unit.Night)
            {
                // The article belongs to decades alone.
                if (article > i && (Unit)unit.Value is not (Unit.Decade or Unit.Century)) return null;
                if (rel.Value == 1 && Is(end, Cat.RelAfter, out _, out var afterNext))
                {
                    end = afterNext;
                    return Named(unit.Value, 2);
                }

                return Named(unit.Value, Math.Sign(rel.Value));
            }

            if (Length(next, out end) is { } length && !Is(next, Cat.A) && rel.Value != 0) return article > i && length.Amounts[0].Unit != Unit.Decade ? null : RunOf(rel.Value, length);
            return null;
        }

        // "2 next days", "the 10 previous weeks"
        if (Cardinal(i, out var count, out next) && Is(next, Cat.Rel, out rel, out next) && rel.Value != 0 && UnitAt(next, out var each, out end)) return RunOf(rel.Value, Lasting([new Amount(count, each)]));

        // "weekend", "my week"
        var mine = IsWord(i, "my");
        if (article == i && Is(mine ? i + 1 : i, Cat.Unit, out unit, out end) && (mine ? unit.Value is (int)Unit.Week or (int)Unit.Month or (int)Unit.Year or (int)Unit.Weekend : unit.Value == (int)Unit.Weekend) && !Tokens.Folded(end - 1).EndsWith("s")) return Almanac.Calendar((Unit)unit.Value, 0);

        // "the week after next"
        if (Is(article, Cat.Unit, out unit, out next) && unit.Value >= (int)Unit.Week && unit.Value < 100 && Is(next, Cat.RelAfter, out _, out end)) return Named(unit.Value, 2);

        // "the week", "the month"
        if (article > i && Is(article, Cat.Unit, out unit, out end) && unit.Length == 1 && unit.Value is (int)Unit.Week or (int)Unit.Month or (int)Unit.Year or (int)Unit.Weekend && !Tokens.Folded(article).EndsWith("s") && !IsNumber(end) && !(Is(end, Cat.Of, out _, out var of) && (IsNumber(of) || Is(of, Cat.Month)))) return Almanac.Calendar((Unit)unit.Value, 0);
        end = i;
        return null;
    }

    private Reading Named(int unit, int rel)
    {
        if (unit != 117) return Almanac.Calendar((Unit)unit, rel);
        var week = Almanac.Calendar(Unit.Week, rel);
        var monday = week.Past!.Value.Start!.Value;
        return Reading.Span(ReadingKind.DateRange, week.Timex, monday, monday.AddDays(5)) with { Grain = Unit.Week };
    }

    private Reading RunOf(int rel, Reading length) => Almanac.Run(Math.Sign(rel), length.Amounts);
}
