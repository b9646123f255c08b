using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Days of a month that was not said, or is said later.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>So many days of a list are looked at.</summary>
    private const int MostListed = 6;

    /// <summary>"El 27", "el día 12": a lone day of the month needs words around it that make it one.</summary>
    private Reading? LoneDay(int i, out int end)
    {
        end = i;
        if ((IsWord(i, "el") || IsWord(i, "en")) && Is(i + 1, Cat.DayNoun) && IsNumber(i + 2) && DayNumberAfter(i + 2, out var dated, out end) && !Is(end, Cat.Of)) return Almanac.DayOfMonth(dated);
        var at = Is(i, Cat.DayNoun, out _, out var afterNoun) ? afterNoun : i;
        if (!IsWord(i - 1, "el") && !IsWord(i - 1, "del") && !IsWord(i - 1, "al")) return null;
        if (!Digits(at, out var day, 1, 2) && !(Is(i - 2, Cat.For) && Is(at, Cat.One) && NumberWords(at, out day, out _))) return null;
        if (!DayNumberAfter(at, out day, out end) || Sign(end, '/') || Is(end, Cat.Month) || Is(end, Cat.Ordinal)) return null;
        // "El 4.º" is a day, "el 4º" may be any fourth thing.
        if ((Is(end, Cat.Of) && !IsWord(end, "de")) || (IsNumber(at) && OrdinalEnding(at + 1) && !Sign(at + 1, '.'))) return null;
        return Almanac.DayOfMonth(day);
    }

    /// <summary>"Los días 3, 4 y 5 de agosto": the month is said once, behind the last.</summary>
    private Reading? ListedDay(int i, out int end)
    {
        end = i + 1;
        if (!ListedNumber(i)) return null;
        var last = i;
        for (var n = 0; n < MostListed && ListedAfter(last) is var next && next > 0; n++) last = next;
        if (last == i || !BeginsList(i) || MonthDate(last, out var lastEnd) is not { Month: > 0 } date || lastEnd == last + 1) return null;
        return date.Open || date.Starts is not var (_, of) ? Almanac.Date(date.Month, Tokens[i].Number) : Almanac.Date(of.Year, date.Month, Tokens[i].Number);
    }

    /// <summary>The next number of the list, 0 where it ends.</summary>
    private int ListedAfter(int i) => (Sign(i + 1, ',') || Is(i + 1, Cat.And) || Is(i + 1, Cat.Or)) && Skip(i + 2, Cat.The) is var next && ListedNumber(next) ? next : 0;

    private bool ListedNumber(int i) => Digits(i, out var day, 1, 2) && day is >= 1 and <= 31 && !InNumberChain(i) && (!Glued(i + 1) || Sign(i + 1, ','));

    /// <summary>Before the first number of the list stands "el", "los", "los días", or nothing.</summary>
    private bool BeginsList(int i)
    {
        for (var n = 0; n <= MostListed; n++)
        {
            var before = Is(i - 1, Cat.The) && !IsWord(i - 2, "dias") && (Is(i - 2, Cat.And) || Is(i - 2, Cat.Or)) ? i - 2 : i - 1;
            if (!(Sign(before, ',') || Is(before, Cat.And) || Is(before, Cat.Or)) || !ListedNumber(before - 1)) return i == 0 || IsWord(i - 1, "el") || IsWord(i - 1, "los") || IsWord(i - 1, "dias") || IsWord(i - 1, "dia");
            i = before - 1;
        }

        return false;
    }

    private bool DayNumberAfter(int i, out int day, out int end)
    {
        end = i;
        day = 0;
        if (Is(i, Cat.Ordinal) || !DayNumber(i, out day, out end)) return false;
        return !Is(end, Cat.Meridiem) && !Is(end, Cat.OClock) && !Is(end, Cat.Unit) && !Is(end, Cat.HourMark) && !OrdinalEnding(end)
            && !Sign(end, ':') && !Sign(end, '%') && !(Sign(end, '-') && IsNumber(end + 1)) && !(Glued(end) && (Tokens[end].Kind == DateTokenKind.Word || (Divider(end, out _) && IsNumber(end + 1))))
            && !(Is(end, Cat.Of) && PartAfter(end, out _, out _));
    }
}
