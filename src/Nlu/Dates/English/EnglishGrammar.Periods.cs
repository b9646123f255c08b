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
            if ((Plain(next, out end) ?? BareUnit(next, out end)) is { } whole)
            {
                var number = IsNumber(Skip(Skip(next, Cat.The), Cat.YearWord)) && whole.Grain == Unit.Year;
                var here = relative && !whole.Open && whole.Past is { } span && span.Start <= Today && span.End > Today;
                Keep(Stages.Cut(whole, (Stage)stage.Value, here, number), end, ref best, ref bestEnd);
            }
        }

        if (Is(i, Cat.EndOfYear, out var close, out end)) Keep(Stages.Cut(Almanac.Calendar((Unit)close.Value, 0), Stage.End), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
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

    private Reading? Month(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.MonthWord);
        int year;
        if (Is(at, Cat.Rel, out var rel, out var next) && Is(next, Cat.Month, out var month, out end))
        {
            if (month.Value == 5 && Is(end, Cat.Modal)) return null;
            if (rel.Value is 2 or -2)
            {
                var open = Almanac.MonthOf(month.Value);
                var there = (rel.Value > 0 ? open.Future : open.Past)!.Value.Start!.Value;
                return Almanac.MonthOf(there.Year, there.Month);
            }

            return Almanac.MonthOf(Today.Year + rel.Value, month.Value);
        }

        if (Is(at, Cat.Month, out month, out end))
        {
            // "Jan." and the sign that may divide it from the year
            var dot = Sign(end, '.') && Glued(end) ? end + 1 : end;
            if (MonthYear(dot, out year, out var after) || YearOfRel(Skip(Skip(SkipSign(dot, ','), Cat.Of), Cat.The), out year, out after))
            {
                end = after;
                return Almanac.MonthOf(year, month.Value);
            }

            return Blocked(i, end, month.Value) ? null : Almanac.MonthOf(month.Value);
        }

        // "2018 july", "next year, may"
        if ((Digits(i, out year, 4, 4) && IsYear(year) && !InNumberChain(i) && (next = i + 1) > 0) || YearOfRel(i, out year, out next))
        {
            at = SkipSign(next, ',');
            if (Is(at, Cat.Month, out month, out end)) return Almanac.MonthOf(year, month.Value);
        }

        // "the third month of 2019"
        if (Ordinal(Skip(i, Cat.The), out var nth, out next) && nth <= 12 && Is(next, Cat.MonthNoun, out _, out next) && (Is(next, Cat.Of, out _, out next) || Is(next, Cat.In, out _, out next)) && (YearAt(next, out year, out end) || YearOfRel(next, out year, out end))) return Almanac.MonthOf(year, nth);
        end = i;
        return null;
    }

    /// <summary>After a month: "2018", ", 2018", "of 87", "'18".</summary>
    private bool MonthYear(int i, out int year, out int end)
    {
        if (Digits(i, out year, 2, 2))
        {
            end = i;
            return false;
        }

        return YearAfter(i, out year, out end);
    }

    /// <summary>"May" and "march" are verbs more often than not; short months stick to other signs.</summary>
    private bool Blocked(int i, int end, int month)
    {
        if (i > 0 && Glued(i) && Tokens[i - 1].Sign is '$' or '%' or '#' or '@' or '&' or '!' or '?') return true;
        if (Framed || Is(i - 1, Cat.From) || Is(i - 1, Cat.In) || Is(i - 1, Cat.Between) || Is(i - 1, Cat.Of) || Is(i - 1, Cat.Since)) return false;
        if (month == 3 && end - i == 1 && Tokens[i].Length == 5 && (Is(end, Cat.On) || Is(end, Cat.To) && !Is(end + 1, Cat.Month) || IsWord(end, "forward") || IsWord(end, "in") || Is(i - 1, Cat.Pronoun) || IsWord(i - 1, "to"))) return true;
        if (month != 5 || end - i != 1) return false;
        return Is(i - 1, Cat.Pronoun) || Is(end, Cat.Modal) || Is(end, Cat.Pronoun) || IsWord(i - 1, "this") || (Is(end, Cat.Or) && Is(end + 1, Cat.Blocked));
    }

    private Reading? Year(int i, out int end)
    {
        end = i;
        var at = i;
        var fiscal = Is(at, Cat.Fiscal, out var kind, out var next);
        if (fiscal) at = next;
        var named = Is(at, Cat.YearWord, out _, out next);
        if (named) at = next;
        if (fiscal && !named && kind.Length == 1 && Tokens[i].Length > 2) return null;
        int year;
        if (Digits(at, out year, 4, 4) && IsYear(year) || (named || fiscal) && Digits(at, out year, 2, 2))
        {
            if ((InNumberChain(at) && !(fiscal && Glued(at))) || Chained(at + 1) || (Sign(at - 1, '-') && IsNumber(at - 2) && at != SecondEdge) || Sign(at, '%')) return null;
            end = at + 1;
        }
        else if (!YearWords(at, out year, out end) || (end == at + 1 && !named))
        {
            return null;
        }

        if (fiscal && kind.Text != "CY") return new Reading(ReadingKind.DateRange, kind.Text + TimexText.Year(FullYear(year)));
        return Almanac.YearOf(FullYear(year));
    }

    /// <summary>The number is the first piece of something else: 2015-32, 1998.5.</summary>
    private bool Chained(int i) =>
        (Sign(i, '-') && IsNumber(i + 1) && !(Tokens[i + 1].Length == 4 && IsYear(Tokens[i + 1].Number)))
        || (Glued(i) && (Tokens[i].Kind != DateTokenKind.Sign || (Tokens[i].Sign is '.' or ',' or '/' or ':' && IsNumber(i + 1) && Glued(i + 1)) || Tokens[i].Sign == '%'));

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

    /// <summary>"Year to date", "month to date".</summary>
    private Reading? ToDate(int i, out int end)
    {
        if (Is(i, Cat.ToDate, out _, out end) && !IsWord(i - 1, "up") && !IsWord(i - 1, "equals") && !IsWord(i - 1, "equal"))
        {
            return new Reading(ReadingKind.DateRange, "PRESENT_REF") { Mod = "before", Past = new(null, Today), Future = new(null, Today) };
        }

        end = i;
        if (!Is(i, Cat.Unit, out var unit, out var next) || !Is(next, Cat.ToDate, out _, out end) || unit.Value is not ((int)Unit.Year or (int)Unit.Month)) return null;
        var whole = Almanac.Calendar((Unit)unit.Value, 0);
        return whole with { Past = new(whole.Past!.Value.Start, Today), Future = new(whole.Past!.Value.Start, Today) };
    }

    /// <summary>"The rest of the week".</summary>
    private Reading? Rest(int i, out int end)
    {
        if (!Is(i, Cat.Rest, out _, out var next))
        {
            end = i;
            return null;
        }

        next = Skip(next, Cat.The);
        if (IsWord(next, "my")) next++;
        if (Is(next, Cat.Rel, out var rel, out var afterRel) && rel.Value == 0) next = afterRel;
        if (!Is(next, Cat.Unit, out var unit, out end) || (Unit)unit.Value is not (Unit.Week or Unit.Fortnight or Unit.Month or Unit.Year or Unit.Decade)) return null;
        var last = Almanac.Calendar((Unit)unit.Value, 0).Past!.Value.End!.Value.AddDays(-1);
        return Almanac.Between(Today, last, Unit.Day);
    }

    private Reading? Season(int i, out int end)
    {
        end = i;
        var hasRel = Is(i, Cat.Rel, out var rel, out var next);
        if (!Is(hasRel ? next : Skip(i, Cat.The), Cat.Season, out var season, out end)) return null;
        if (hasRel) return new Reading(ReadingKind.DateRange, TimexText.Year(Today.Year + Math.Sign(rel.Value)) + "-" + season.Text);
        if (YearAfter(end, out var year, out var after) || YearOfRel(Skip(Skip(SkipSign(end, ','), Cat.Of), Cat.The), out year, out after))
        {
            end = after;
            return new Reading(ReadingKind.DateRange, TimexText.Year(year) + "-" + season.Text);
        }

        return new Reading(ReadingKind.DateRange, season.Text);
    }

    /// <summary>"The nineties", "1990s", "the 90's", "nineteen seventies".</summary>
    private Reading? Decade(int i, out int end)
    {
        var at = Skip(i, Cat.The);
        if (IsNumber(at) && !InNumberChain(at))
        {
            var next = SkipSign(at + 1, '\'');
            if (IsWord(next, "s") && Glued(next) && Glued(at + 1) && Tokens[at].Number % 10 == 0)
            {
                end = next + 1;
                if (Tokens[at].Length == 4 && IsYear(Tokens[at].Number)) return Almanac.YearsFrom(Tokens[at].Number, 10);
                if (Tokens[at].Length == 2) return Almanac.DecadeOf(Tokens[at].Number);
            }
        }
        else if (Is(at, Cat.Decade, out var decade, out end))
        {
            return decade.Value == 0 ? Almanac.YearsFrom(2000, 10) : Almanac.DecadeOf(decade.Value);
        }
        else if (NumberWords(at, out var century, out var next) && century is >= 10 and <= 21 && Is(SkipSign(next, '-'), Cat.Decade, out decade, out end))
        {
            return Almanac.YearsFrom((century * 100) + decade.Value, 10);
        }

        if (Ordinal(at, out var nth, out var afterNth) && nth is > 10 and < 23 && Is(afterNth, Cat.Unit, out var unit, out end) && unit.Value == (int)Unit.Century) return Almanac.YearsFrom((nth - 1) * 100, 100);
        end = i;
        return null;
    }

    /// <summary>"The weekend of Halloween", "Labor Day weekend 2021".</summary>
    private Reading? HolidayWeekend(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.The);
        Sense holiday;
        int year;
        int after;
        if (Is(at, Cat.Unit, out var unit, out var next) && unit.Value == (int)Unit.Weekend && Is(next, Cat.Of, out _, out next))
        {
            if (HolidayDate(Skip(next, Cat.The), out end) is not { Past: { } past, Future: { } future }) return null;
            return LongWeekends.Of(past.Start!.Value, future.Start!.Value);
        }

        if (!Is(i, Cat.Holiday, out holiday, out next)) return null;
        if (HolidayDate(i, out after) is { Past: { } p, Future: { } f } && Is(after, Cat.Unit, out unit, out end) && unit.Value == (int)Unit.Weekend)
        {
            if (YearAfter(end, out year, out var afterYear) || YearOfRel(Skip(end, Cat.Of), out year, out afterYear))
            {
                end = afterYear;
                var day = Holidays.Day(holiday.Text, year);
                return LongWeekends.Of(day, day);
            }

            return LongWeekends.Of(p.Start!.Value, f.Start!.Value);
        }

        end = i;
        return null;
    }
}
