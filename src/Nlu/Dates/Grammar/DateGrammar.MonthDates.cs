using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Grammar;

/// <content>Dates with a month's name: 4 July 2019, July 4th, 4 de julio, 2019-aug-1.</content>
internal abstract partial class DateGrammar
{
    /// <summary>A day of a month, with or without the year.</summary>
    protected Reading? MonthDate(int i, out int end)
    {
        if (Is(i, Cat.Month, out var month, out var next)) return MonthFirst(next, month.Value, out end);
        if (Digits(i, out var year, 4, 4) && IsYear(year) && !InNumberChain(i)) return YearFirst(i, year, out end);
        var start = Skip(i, Cat.The);
        if ((start > i && !TakesArticle(start)) || !DayNumber(start, out var day, out next))
        {
            end = i;
            return null;
        }

        // 23-2020-September
        if (Divider(next, out var sign) && Digits(next + 1, out year, 4, 4) && Sign(next + 2, sign) && Is(next + 3, Cat.Month, out month, out end)) return Almanac.Date(year, month.Value, day);
        next = SkipSign(next, '.');
        var ofMonth = Is(next, Cat.DayNoun, out _, out var afterDay) ? afterDay : next;
        if (Is(ofMonth, Cat.Of, out _, out var afterOf)) next = Is(Skip(afterOf, Cat.The), Cat.MonthNoun, out _, out var afterNoun) ? Skip(afterNoun, Cat.Of) : afterOf;
        else if (Divider(next, out _) || Sign(next, ',')) next++;
        if (!Is(next, Cat.Month, out month, out next))
        {
            end = i;
            return null;
        }

        next = SkipMonthDot(next);
        return WithYear(month.Value, day, next, out end);
    }

    /// <summary>An article before this day's number is part of the date.</summary>
    protected virtual bool TakesArticle(int i) => true;

    /// <summary>A day of the month in digits or words, with an ordinal ending or without.</summary>
    protected bool DayNumber(int i, out int day, out int end)
    {
        if (Ordinal(i, out day, out end)) return day is >= 1 and <= 31;
        if (Digits(i, out day, 1, 2))
        {
            end = i + 1;
            return day is >= 1 and <= 31 && !InNumberChain(i);
        }

        return NumberWords(i, out day, out end) && day is >= 1 and <= 31;
    }

    /// <summary>A year after a date: "2019", ", 2019", "of 2019", "'95", "two thousand five".</summary>
    protected bool YearAfter(int i, out int year, out int end)
    {
        end = i;
        year = 0;
        var comma = Sign(i, ',');
        var k = comma ? i + 1 : i;
        var divided = !comma && Divider(k, out _);
        if (divided) k++;
        var of = Is(k, Cat.Of, out _, out var next) || Is(k, Cat.In, out _, out next);
        if (of) k = next;
        if (Is(k, Cat.YearWord, out _, out next)) k = next;
        var short_ = Sign(k, '\'') && Digits(k + 1, out _, 2, 2);
        if (short_) k++;
        if (Digits(k, out year, 4, 4) && IsYear(year) && (!divided || Glued(k)))
        {
            end = k + 1;
            return !Sign(end, ':') && !(Glued(end) && (Sign(end, '.') || Sign(end, ',')) && IsNumber(end + 1) && Glued(end + 1)) && !(Glued(end) && Tokens[end].Kind == DateTokenKind.Word);
        }

        if (Digits(k, out year, 2, 2) && !comma && (of || short_ || (divided && Glued(k)) || EndsClause(k + 1)))
        {
            end = k + 1;
            year = FullYear(year);
            return !Sign(end, ':') && !Is(end, Cat.Meridiem) && !OrdinalEnding(end) && !Is(end, Cat.Unit) && !(Glued(end) && Divider(end, out _) && IsNumber(end + 1));
        }

        return YearWords(k, out year, out end);
    }

    /// <summary>A year in words.</summary>
    protected virtual bool YearWords(int i, out int year, out int end)
    {
        if (NumberWords(i, out year, out end) && IsYear(year)) return true;
        end = i;
        return false;
    }

    /// <summary>Nothing but the end or a sign that closes a clause follows.</summary>
    protected bool EndsClause(int i) => i >= Tokens.Count || Sign(i, '?') || Sign(i, '!') || Sign(i, ';') || (Sign(i, '.') && !(Glued(i + 1) && IsNumber(i + 1)));

    /// <summary>After the dot of "Jan." or "sept.", where it is not the end of the text.</summary>
    protected int SkipMonthDot(int i) => Sign(i, '.') && Glued(i) && i + 1 < Tokens.Count && (Tokens[i - 1].Length == 3 || IsWord(i - 1, "sept")) ? i + 1 : i;

    private Reading? MonthFirst(int next, int month, out int end)
    {
        end = next;
        next = SkipMonthDot(next);
        if (Sign(next, ',') || Divider(next, out _)) next++;

        // September-2020-23
        if (Digits(next, out var year, 4, 4) && IsYear(year))
        {
            if (!Divider(next + 1, out _) || !Glued(next + 1) || !Digits(next + 2, out var last, 1, 2) || last is < 1 or > 31) return null;
            end = next + 3;
            return Almanac.Date(year, month, last);
        }

        next = Skip(next, Cat.The) is var afterThe && afterThe > next ? Skip(afterThe, Cat.DayNoun) : next;
        if (!DayNumber(next, out var day, out next)) return null;
        if ((Sign(next, ':') && Glued(next)) || Is(next, Cat.Meridiem) || Is(next, Cat.OClock)) return null;
        if (Glued(next) && Tokens[next].Kind == DateTokenKind.Word) return null;
        if (Sign(next, '%')) return null;

        // January 4-22 are days.
        if (Sign(next, '-') && Digits(next + 1, out _, 1, 2))
        {
            end = next;
            return Almanac.Date(month, day);
        }

        return WithYear(month, day, next, out end);
    }

    private Reading? YearFirst(int i, int year, out int end)
    {
        end = i;
        var next = i + 1;
        if (Divider(next, out _)) next++;
        if (Is(next, Cat.Month, out var month, out next))
        {
            next = SkipMonthDot(next);
            if (Divider(next, out _)) next++;
            if (!DayNumber(next, out var day, out next)) return null;
            end = next;
            return Almanac.Date(year, month.Value, day);
        }

        // 2019 1st of August, 2019-1-Aug
        var outer = SecondEdge;
        var dayAt = Divider(i + 1, out _) ? i + 2 : Skip(i + 1, Cat.The);
        SecondEdge = dayAt;
        var isDay = DayNumber(dayAt, out var first, out next);
        SecondEdge = outer;
        if (!isDay) return null;
        next = Skip(next, Cat.Of);
        if (Divider(next, out _)) next++;
        if (!Is(next, Cat.Month, out month, out next)) return null;
        end = next;
        return Almanac.Date(year, month.Value, first);
    }

    private Reading WithYear(int month, int day, int next, out int end)
    {
        if (YearAfter(next, out var year, out end)) return Almanac.Date(year, month, day);
        if (YearOfRel(Skip(Skip(next, Cat.Of), Cat.The), out year, out end)) return Almanac.Date(year, month, day);
        end = next;
        return Almanac.Date(month, day);
    }

    /// <summary>"This year", "next year".</summary>
    protected abstract bool YearOfRel(int i, out int year, out int end);
}
