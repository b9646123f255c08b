using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Seasons, decades, the rest of a period, holiday weekends.</content>
internal sealed partial class EnglishGrammar
{
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
        if (Lenient) return Almanac.Between(Today, last.AddDays(1), Unit.Day);
        var rest = Almanac.Between(Today, last, Unit.Day);

        // The specs count today in, except in a week.
        return (Unit)unit.Value is Unit.Month or Unit.Year ? rest with { Timex = TimexText.Range(TimexText.Date(Today), TimexText.Date(last), TimexText.Length((last - Today).Days + 1, Unit.Day)) } : rest;
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
        if (at > i) at = SkipSign(at, '\'');
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
        else if (Is(at, Cat.Decade, out var decade, out end) && decade.Value is not (10 or 100))
        {
            return decade.Value == 0 ? Almanac.YearsFrom(2000, 10) : Almanac.DecadeOf(decade.Value);
        }
        else if (NumberWords(at, out var century, out var next) && century is >= 10 and <= 21 && Is(SkipSign(next, '-'), Cat.Decade, out decade, out end))
        {
            return Almanac.YearsFrom((century * 100) + (decade.Value % 100), 10);
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
