namespace PmBot.Nlu.Dates;

internal sealed partial class DateReader
{
    /// <summary>A stretch of days that begins here. <paramref name="inner"/> is where its one bounding date begins, or -1.</summary>
    public bool Range(int at, out int end, out DateRangeValue value, out int inner)
    {
        inner = -1;
        return Bounded(at, out end, out value, ref inner) || Between(at, out end, out value) || Named(at, out end, out value);
    }

    // "antes del viernes", "after March 3", "hasta el 12", "desde ayer"
    private bool Bounded(int at, out int end, out DateRangeValue value, ref int inner)
    {
        end = at;
        value = null!;
        var i = at;
        var before = Is(i, "antes", "before");
        var until = Is(i, "hasta", "until", "till");
        var after = Is(i, "despues", "after");
        var since = Is(i, "desde", "since", "from");
        if (!(before || until || after || since)) return false;
        i++;
        if (Is(i, "de", "del")) i++;
        if (Is(i, "el", "the") && !Moment(i, out _, out _)) i++;
        if (!Moment(i, out end, out var date)) return false;
        inner = i;
        value = before ? new(null, date.Time is null ? date.Day.AddDays(-1) : date.Day)
            : until ? new(null, date.Day)
            : after ? new(date.Day.AddDays(1), null)
            : new(date.Day, null);
        if (since && Is(end, "hasta", "to", "al", "until") && Moment(end + 1, out var stop, out var last) && last.Day >= date.Day)
        {
            (end, inner) = (stop, -1);
            value = new(date.Day, last.Day);
        }

        return true;
    }

    // "entre el 3 y el 8", "del 3 al 8 de marzo", "from Monday to Friday"
    private bool Between(int at, out int end, out DateRangeValue value)
    {
        end = at;
        value = null!;
        var i = at;
        if (FromHere(i) && Is(i + 2, "a", "al", "hasta") && (Moment(i + 3, out end, out var close) || Moment(i + 2, out end, out close)) && close.Day >= _today)
        {
            value = new(_today, close.Day);
            return true;
        }

        var between = Is(i, "entre", "between");
        if (!between && !Is(i, "del", "de", "from")) return Plainly(at, out end, out value);
        i++;
        // "del 3 al 8 de marzo": the month of the end counts for the start.
        var bare = Is(i, "el", "the") ? i + 1 : i;
        // "del lunes 9 al 27": the day of the week says nothing that the number does not.
        if (Word(bare).Kind == DateWordKind.Weekday && IsDigits(bare + 1, out _)) bare++;
        if (IsDigits(bare, out var first) && first is >= 1 and <= 31 && Link(bare + 1, between) is var link and > 0)
        {
            if (Moment(link, out end, out var last) && last.Day.Day > first && Make(last.Day.Year, last.Day.Month, first, out var from))
            {
                value = new(from, last.Day);
                return true;
            }
        }

        if (!Moment(i, out var mid, out var start) || Link(mid, between) is not (var next and > 0) || !Moment(next, out end, out var until) && !Moment(next - 1, out end, out until)) return false;
        var to = until.Day;
        if (to < start.Day) to = to.AddDays(7);
        if (to < start.Day) return false;
        value = new(start.Day, to);
        return true;
    }

    // "lunes 9 al 27", "April 8 to April 20": no word before it, so the day must be more than a number.
    private bool Plainly(int at, out int end, out DateRangeValue value)
    {
        end = at;
        value = null!;
        if (Word(at).Kind is not (DateWordKind.Weekday or DateWordKind.Month) || !Moment(at, out var mid, out var start) || !Is(mid, "al", "to", "hasta", "until", "through")
            || !(Moment(mid + 1, out var stop, out var last) || Moment(mid, out stop, out last)) || start.Time is not null || last.Time is not null || last.Day <= start.Day) return false;
        (end, value) = (stop, new(start.Day, last.Day));
        return true;
    }

    private int Link(int i, bool between) => (between ? Is(i, "y", "and") : Is(i, "al", "a", "to", "until", "hasta")) ? i + 1 : 0;

    // "esta semana", "next month", "el fin de semana", "los próximos 3 días", "marzo"
    private bool Named(int at, out int end, out DateRangeValue value)
    {
        end = at;
        value = null!;
        var i = at;
        while (i < at + 2 && Is(i, "la", "el", "the", "los", "las", "over")) i++;
        var step = 0;
        var said = false;
        if (Word(i).Kind is DateWordKind.Next or DateWordKind.This or DateWordKind.Last)
        {
            (step, said) = (Word(i).Kind switch { DateWordKind.Next => 1, DateWordKind.Last => -1, _ => 0 }, true);
            i++;
        }
        else if (Is(i, "otra", "otro") && i > at) (step, said, i) = (1, true, i + 1);

        if (said && step == 1 && IsNumber(i, out var count) && count is > 0 and < 400 && Word(i + 1) is { Kind: DateWordKind.Unit, Value: >= DateWord.Day } many)
        {
            end = i + 2;
            value = new(_today, many.Value switch { DateWord.Week => _today.AddDays(7 * count), DateWord.Month => _today.AddMonths(count), DateWord.Year => _today.AddYears(count), _ => _today.AddDays(count) });
            return true;
        }

        var weekend = Is(i, "weekend", "finde") ? 1 : Is(i, "fin") && Is(i + 1, "de") && Is(i + 2, "semana") ? 3 : 0;
        if (weekend > 0)
        {
            i += weekend;
            Trailing(ref i, ref step, ref said);
            var saturday = Monday.AddDays(5 + (7 * step));
            (end, value) = (i, new(saturday, saturday.AddDays(1)));
            return true;
        }

        if (Word(i).Kind == DateWordKind.Month && !Is(i, "may", "march") || (Is(i, "may", "march") && Is(i - 1, "in", "en", "this", "next")))
        {
            if ((i > at && !said) || (Is(i - 1, "de", "of") && IsDigits(i - 2, out _))) return false;
            var month = Word(i).Value;
            var first = new DateOnly(_today.Year + (month < _today.Month ? 1 : 0), month, 1);
            if (IsDigits(i + 1, out var year) && year is > 1900 and < 2200) first = new DateOnly(year, month, 1);
            end = i + (first.Year == year ? 2 : 1);
            if (Is(end, "de", "del") && IsDigits(end + 1, out year) && year is > 1900 and < 2200) (end, first) = (end + 2, new DateOnly(year, month, 1));
            value = new(first, LastOfMonth(first));
            return true;
        }

        if (Word(i) is not { Kind: DateWordKind.Unit } unit || IsNumber(i - 1, out _)) return false;
        i++;
        Trailing(ref i, ref step, ref said);
        if (!said) return false;
        end = i;
        switch (unit.Value)
        {
            case DateWord.Week:
                value = new(Monday.AddDays(7 * step), Monday.AddDays((7 * step) + 6));
                return true;
            case DateWord.Month:
                var start = new DateOnly(_today.Year, _today.Month, 1).AddMonths(step);
                value = new(start, LastOfMonth(start));
                return true;
            case DateWord.Year:
                value = new(new DateOnly(_today.Year + step, 1, 1), new DateOnly(_today.Year + step, 12, 31));
                return true;
            default:
                return false;
        }
    }

    private void Trailing(ref int i, ref int step, ref bool said)
    {
        if (said) return;
        if (ToCome(i) is var stop and > 0) (step, said, i) = (1, true, stop);
        else if (Word(i).Kind == DateWordKind.Next && !Is(i, "next")) (step, said, i) = (1, true, i + 1);
        else if (Word(i).Kind == DateWordKind.Last && !Is(i, "last", "previous")) (step, said, i) = (-1, true, i + 1);
        else if (Is(i, "en") && Is(i + 1, "curso")) (said, i) = (true, i + 2);
    }
}
