using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Months and years.</content>
internal sealed partial class EnglishGrammar
{
    private Reading? Month(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.MonthWord);
        int year;
        if (Is(at, Cat.Rel, out var rel, out var next) && Is(next, Cat.Month, out var month, out end))
        {
            if ((month.Value == 5 && Is(end, Cat.Modal)) || (rel.Length > 1 && IsWord(at, "this"))) return null;
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

        // December/25 is a day.
        if (!YearAfter(i, out year, out end)) return false;
        return !Divider(i, out _) || Tokens[end - 1].Kind != DateTokenKind.Number || Tokens[end - 1].Length != 2;
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
        if (named && IsWord(at, "the")) return null;
        if (named) at = next;
        if (fiscal && !named && kind.Length == 1 && Tokens[i].Length > 2) return null;
        int year;
        if (named || fiscal ? Digits(at, out year, 2, 4) : Digits(at, out year, 4, 4) && IsLoneYear(year))
        {
            if ((InNumberChain(at) && !(fiscal && Glued(at))) || Chained(at + 1) || (Sign(at - 1, '-') && IsNumber(at - 2) && at != SecondEdge) || Sign(at, '%')) return null;
            end = at + 1;
        }
        else if (!YearWords(at, out year, out end) || !IsLoneYear(year) || (end == at + 1 && !named))
        {
            return null;
        }

        if (fiscal && kind.Text != "CY") return new Reading(ReadingKind.DateRange, kind.Text + TimexText.Year(FullYear(year)));
        return Almanac.YearOf(FullYear(year));
    }

    /// <summary>A number that is taken for a year without a word that says so.</summary>
    private static bool IsLoneYear(int year) => year is >= 1500 and <= 2100;

    /// <summary>The number is the first piece of something else: 2015-32, 1998.5.</summary>
    private bool Chained(int i) =>
        (Sign(i, '-') && IsNumber(i + 1) && !(Tokens[i + 1].Length == 4 && IsYear(Tokens[i + 1].Number)))
        || (Glued(i) && (Tokens[i].Kind != DateTokenKind.Sign || (Tokens[i].Sign is '.' or ',' or '/' or ':' && IsNumber(i + 1) && Glued(i + 1)) || Tokens[i].Sign == '%'));
}
