using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Grammar;

/// <content>Lengths of time.</content>
internal abstract partial class DateGrammar
{
    private const int MostParts = 6;

    /// <summary>"3 days", "an hour and a half", "2 weeks and 3 days".</summary>
    protected Reading? Duration(int i, out int end)
    {
        if (!Piece(i, out var first, out end)) return null;
        var amounts = new List<Amount>(1) { first };
        while (amounts.Count < MostParts)
        {
            var next = Sign(end, ',') ? Skip(end + 1, Cat.And) : Skip(end, Cat.And);
            if (!Piece(next, out var more, out var moreEnd) || more.Unit >= amounts[^1].Unit || Is(next, Cat.Few) || !SameScale(more.Unit) || !SameScale(amounts[^1].Unit)) break;
            amounts.Add(more);
            end = moreEnd;
        }

        return Lasting(amounts);
    }

    protected static Reading Lasting(IReadOnlyList<Amount> amounts) => new(ReadingKind.Duration, TimexText.Length(amounts))
    {
        Amounts = amounts,
        Seconds = amounts.Sum(a => a.Count * TimexText.Seconds(a.Unit)),
    };

    /// <summary>One number and its unit.</summary>
    protected virtual bool Piece(int i, out Amount amount, out int end)
    {
        amount = default;
        if (IsNumber(i) && i > 0 && InNumberChain(i))
        {
            end = i;
            return false;
        }

        if (!Amount(i, out var count, out end)) return false;
        var half = HalfMore(end, out var more, out var afterHalf);
        var unitAt = half ? afterHalf : SkipSign(end, '-');
        if (!UnitAt(unitAt, out var unit, out end)) return false;
        if (half) count += more;
        else if (HalfMore(end, out more, out afterHalf) && !UnitAt(afterHalf, out _, out _))
        {
            count += more;
            end = afterHalf;
        }

        amount = new Amount(count, unit);
        return true;
    }

    /// <summary>The unit's name.</summary>
    protected virtual bool UnitAt(int i, out Unit unit, out int end)
    {
        var known = Is(i, Cat.Unit, out var sense, out end);
        unit = known ? (Unit)sense.Value : Unit.None;
        if (known && sense.Value > 100)
        {
            // Single letters count only right after digits.
            known = sense.Value < 115 && IsNumber(i - 1) && Glued(i);
            unit -= 100;
        }

        if (known && Glued(end) && Tokens[end].Kind != DateTokenKind.Sign) known = false;
        return known;
    }

    /// <summary>"And a half", "and a quarter".</summary>
    protected virtual bool HalfMore(int i, out double more, out int end)
    {
        more = 0;
        end = i;
        if (!Is(i, Cat.And, out _, out var next)) return false;
        next = Skip(next, Cat.A);
        if (Is(next, Cat.Half, out _, out end)) more = 0.5;
        else if (Is(next, Cat.Quarter, out _, out end)) more = 0.25;
        else if (Digits(next, out var part, 1, 1) && Sign(next + 1, '/') && Digits(next + 2, out var whole, 1, 1) && part < whole)
        {
            more = (double)part / whole;
            end = next + 3;
        }

        return more > 0;
    }

    private static bool SameScale(Unit unit) => unit is not (Unit.Weekend or Unit.Fortnight or Unit.Night);
}
