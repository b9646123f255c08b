using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Grammar;

/// <content>Dates in digits: 3/4/2020, 2020-04-03, 20200403, 3.4., 12/2016.</content>
internal abstract partial class DateGrammar
{
    /// <summary>A full date, or a day and month, in digits.</summary>
    /// <param name="i">Where to read.</param>
    /// <param name="loose">Day and month may also be divided by a dot or hyphen ("on 3.4").</param>
    /// <param name="end">After it.</param>
    protected Reading? NumericDate(int i, bool loose, out int end)
    {
        end = i;
        if (!IsNumber(i) || InNumberChain(i)) return null;
        if (Tokens[i].Length == 8) return Compact(i, ref end);
        if (Digits(i, out var first, 4, 4) && IsYear(first) && Digits(i + 1, out var second4, 1, 2) && second4 is >= 1 and <= 12 && Digits(i + 2, out var third, 1, 2) && third is >= 1 and <= 31 && !(Glued(i + 3) && !Sign(i + 3, ',') && !EndsClause(i + 3)))
        {
            // 2019 02 28
            end = i + 3;
            return Almanac.Date(first, second4, third);
        }

        if (!Divider(i + 1, out var sign) || !IsNumber(i + 2)) return null;
        var spaced = !Glued(i + 1) || !Glued(i + 2);
        if (Divider(i + 3, out var second) && second == sign && IsNumber(i + 4) && (sign != '.' || (!spaced && Glued(i + 4))) && Full(i, ref end) is { } full) return full;
        if (spaced && sign != '/') return null;
        if (sign != '/' && !loose) return null;
        if (Tokens[i].Length > 2 || Tokens[i + 2].Length > 2 || !MonthAndDay(Tokens[i].Number, Tokens[i + 2].Number, out var month, out var day)) return null;
        end = i + 3;
        if (NumberGoesOn(end, sign) || (sign != '/' && (Is(end, Cat.Meridiem) || Is(end, Cat.Unit) || Is(end, Cat.Month) || OrdinalEnding(end)))) return null;
        var yearAt = Sign(end, ',') || (sign == '/' && Sign(end, '-')) ? end + 1 : sign == '/' && Is(end, Cat.Of, out _, out var of) ? of : end;
        if ((yearAt > end || sign == '/') && Digits(yearAt, out var year, 4, 4) && year is >= 1900 and < 2100 && !NumberGoesOn(yearAt + 1, sign) && !Sign(yearAt + 1, ':') && !(Divider(yearAt + 1, out _) && IsNumber(yearAt + 2)))
        {
            end = yearAt + 1;
            return Almanac.Date(year, month, day);
        }

        return Almanac.Date(month, day);
    }

    /// <summary>12/2016, 2016-12.</summary>
    protected Reading? NumericMonth(int i, out int end)
    {
        end = i;
        if (!IsNumber(i) || InNumberChain(i) || !Divider(i + 1, out var sign) || !Glued(i + 1) || !Glued(i + 2) || !IsNumber(i + 2)) return null;
        var yearFirst = Tokens[i].Length == 4;
        var (year, month) = yearFirst ? (Tokens[i].Number, Tokens[i + 2].Number) : (Tokens[i + 2].Number, Tokens[i].Number);
        if (!IsYear(year) || Tokens[yearFirst ? i : i + 2].Length != 4 || Tokens[yearFirst ? i + 2 : i].Length > 2 || month is < 1 or > 12) return null;
        if (sign == '.' && !yearFirst) return null;
        end = i + 3;
        return NumberGoesOn(end, sign) ? null : Almanac.MonthOf(year, month);
    }

    /// <summary>A year between 1000 and 2100.</summary>
    protected static bool IsYear(int year) => year is >= 1000 and <= 2100;

    /// <summary>95 is 1995, 16 is 2016.</summary>
    protected static int FullYear(int year) => year >= 100 ? year : year < 40 ? 2000 + year : 1900 + year;

    /// <summary>A year of two digits from 30 to 39 may be of either century.</summary>
    protected static Reading EitherCentury(int year, int month, int day)
    {
        if (year is < 30 or > 39 || !Almanac.Exists(1900 + year, month, day) || !Almanac.Exists(2000 + year, month, day)) return Almanac.Date(FullYear(year), month, day);
        return Reading.At(ReadingKind.Date, $"XX{year:D2}-{month:D2}-{day:D2}", new DateTime(1900 + year, month, day), new DateTime(2000 + year, month, day)) with { Grain = Unit.Day, Month = month, Day = day };
    }

    /// <summary>The number is a later piece of one like 133-03 or 1.234.</summary>
    protected bool InNumberChain(int i) =>
        i != SecondEdge && Glued(i) && i > 0 && (Tokens[i - 1].Kind == DateTokenKind.Sign
            ? Tokens[i - 1].Sign is '-' or '/' or '.' or ',' or ':' or '$' or '#' && (Tokens[i - 1].Sign is '$' or '#' || (IsNumber(i - 2) && Glued(i - 1)))
            : !Is(i - 1, Cat.Month) && !Is(i - 1, Cat.QuarterMark) && !Is(i - 1, Cat.Fiscal));

    /// <summary>Month and day as the culture writes them, the other way round where only that is a date.</summary>
    protected bool MonthAndDay(int first, int second, out int month, out int day)
    {
        (day, month) = DayFirst ? (first, second) : (second, first);
        if (month > 12) (day, month) = (month, day);
        return month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }

    protected bool Divider(int i, out char sign)
    {
        sign = (uint)i < (uint)Tokens.Count ? Tokens[i].Sign : '\0';
        return sign is '/' or '-' or '.' or '\\' && Tokens[i].Kind == DateTokenKind.Sign;
    }

    /// <summary>More digits are glued on, or a percent sign.</summary>
    private bool NumberGoesOn(int end, char sign) =>
        (Sign(end, '%') && Glued(end)) || (Sign(end, sign) && Glued(end) && IsNumber(end + 1) && Glued(end + 1)) || (sign == '/' && Sign(end, '.') && Glued(end) && IsNumber(end + 1) && Glued(end + 1))
        || (Glued(end) && Tokens[end].Kind != DateTokenKind.Sign && !(IsWord(end, "t") && IsNumber(end + 1)));

    private Reading? Compact(int i, ref int end)
    {
        var number = Tokens[i].Number;
        var (year, month, day) = (number / 10000, number / 100 % 100, number % 100);
        if (!IsYear(year) || month is < 1 or > 12 || day is < 1 or > 31 || (i > 0 && Glued(i) && !Sign(i - 1, '('))) return null;
        end = i + 1;
        return Glued(end) && Tokens[end].Kind != DateTokenKind.Sign ? null : Almanac.Date(year, month, day);
    }

    /// <summary>Three numbers and the same sign between them, the last one a year.</summary>
    private bool IsFull(int i) =>
        Digits(i, out _, 1, 2) && Divider(i + 1, out var sign) && Digits(i + 2, out _, 1, 2) && Sign(i + 3, sign) && Digits(i + 4, out var year, 4, 4) && IsYear(year) && !(Divider(i + 5, out _) && IsNumber(i + 6));

    private Reading? Full(int i, ref int end)
    {
        var (a, b, c) = (Tokens[i].Number, Tokens[i + 2].Number, Tokens[i + 4].Number);
        int year, month, day;
        if (Tokens[i].Length == 4 && Tokens[i + 2].Length <= 2 && Tokens[i + 4].Length <= 2)
        {
            (year, month, day) = (a, b, c);
        }
        else if (Tokens[i].Length <= 2 && Tokens[i + 2].Length <= 2 && Tokens[i + 4].Length is 2 or 4)
        {
            year = FullYear(c);
            if (!MonthAndDay(a, b, out month, out day)) return null;
        }
        else
        {
            return null;
        }

        if (!IsYear(year) || month is < 1 or > 12 || day is < 1 or > 31) return null;
        if (NumberGoesOn(i + 5, Tokens[i + 1].Sign) && !(Sign(i + 5, '-') && IsFull(i + 6))) return null;
        end = i + 5;
        return Tokens[i + 4].Length == 2 && Tokens[i].Length <= 2 ? EitherCentury(c, month, day) : Almanac.Date(year, month, day);
    }
}
