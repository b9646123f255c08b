namespace PmBot.Nlu.Dates;

internal sealed partial class DateReader
{
    // "fin de mes", "a finales de marzo", "end of next week", "EOM", "la quincena"
    private bool EndOf(ref int i, out DateOnly day)
    {
        day = default;
        var at = i;
        if (Is(at, "eod")) return Found(ref i, 1, 0, out day);
        if (Is(at, "eom") || Is(at, "eow"))
        {
            day = Is(at, "eom") ? LastOfMonth(_today) : FridayOrSunday(Monday);
            i = at + 1;
            return true;
        }

        if (Is(at, "a", "al", "el", "la", "the", "at", "por", "esta", "proxima", "this")) at++;
        if (Is(at, "the")) at++;
        if (Word(at) is { Kind: DateWordKind.Unit, Value: DateWord.Fortnight })
        {
            day = _today.Day <= 15 ? new DateOnly(_today.Year, _today.Month, 15) : LastOfMonth(_today);
            i = at + 1;
            return true;
        }

        var mid = Is(at, "mediados", "mid", "principios", "inicios", "comienzos", "beginning", "start");
        var early = mid && !Is(at, "mediados", "mid");
        if (!mid && !Is(at, "fin", "fines", "final", "finales", "end")) return false;
        at++;
        if (!Is(at, "de", "del", "of", "-")) return false;
        at++;
        while (Is(at, "el", "the", "la")) at++;
        var next = false;
        if (Word(at).Kind is DateWordKind.This or DateWordKind.Next) next = Word(at++).Kind == DateWordKind.Next;
        var (first, unit) = (_today, Word(at));
        var named = unit.Kind == DateWordKind.Month;
        if (named)
        {
            first = new DateOnly(_today.Year + (unit.Value < _today.Month ? 1 : 0), unit.Value, 1);
            unit = new(DateWordKind.Unit, DateWord.Month);
        }

        if (unit.Kind != DateWordKind.Unit) return false;
        at++;
        if (ToCome(at) is var come and > 0) (next, at) = (true, come);
        else if (Word(at).Kind == DateWordKind.Next && !Is(at, "next")) (next, at) = (true, at + 1);
        var step = next ? 1 : 0;
        switch (unit.Value)
        {
            case DateWord.Month:
                var month = new DateOnly(first.Year, first.Month, 1).AddMonths(step);
                day = early ? month : mid ? month.AddDays(14) : LastOfMonth(month);
                if (mid && day < _today) day = !named ? day.AddMonths(1) : !early && _today.Day <= 20 ? month.AddDays(19) : day.AddYears(1);
                break;
            case DateWord.Year:
                day = early ? new DateOnly(_today.Year + Math.Max(step, 1), 1, 1) : mid ? new DateOnly(_today.Year + step, 6, 30) : new DateOnly(_today.Year + step, 12, 31);
                break;
            case DateWord.Week when !Is(at - 1, "semana") || next || Is(at - 2, "esta", "la", "this"):
                day = early ? Monday.AddDays(7) : mid ? Monday.AddDays((7 * step) + 2) : FridayOrSunday(Monday.AddDays(7 * step));
                break;
            case DateWord.Day:
                day = _today;
                break;
            case DateWord.Fortnight:
                day = _today.Day <= 15 ? new DateOnly(_today.Year, _today.Month, 15) : LastOfMonth(_today);
                break;
            default:
                return false;
        }

        i = at;
        return true;
    }

    private DateOnly FridayOrSunday(DateOnly monday) => monday.AddDays(4) >= _today ? monday.AddDays(4) : monday.AddDays(6);

    // "en 3 días", "dentro de dos semanas", "in an hour", "3 days from now", "a week from today"
    private bool Span(int at, out int end, out DateValue value)
    {
        end = at;
        value = null!;
        var i = at;
        var led = true;
        if (Is(i, "en", "in", "within")) i++;
        else if (Is(i, "dentro") && Is(i + 1, "de")) i += 2;
        else if (FromHere(i) && Is(i + 2, "a", "en")) i += 3;
        else led = false;
        if (led && Is(i, "el", "the", "about", "unos", "unas")) return false;
        if (!IsNumber(i, out var count) || count is < 0 or > 1000) return false;
        i++;
        if (Is(i, "couple", "par", "few"))
        {
            count = Is(i, "few") ? 3 : 2;
            i++;
        }

        if (Is(i, "of", "de")) i++;
        if (Word(i) is not { Kind: DateWordKind.Unit } unit) return false;
        i++;
        if (unit.Value == DateWord.Hour && count < 24 && led && Is(i, "y") && Is(i + 1, "media"))
        {
            i += 2;
            end = i;
            return Moved(_now.AddMinutes((count * 60) + 30), out value);
        }

        if (Is(i, "from") && Is(i + 1, "now", "today")) (led, i) = (true, i + 2);
        else if (Is(i, "a") && Is(i + 1, "partir")) (led, i) = (true, Math.Min(_tokens.Length, i + 4));
        if (!led) return false;
        end = i;
        switch (unit.Value)
        {
            case DateWord.Minute: return Moved(_now.AddMinutes(count), out value);
            case DateWord.Hour: return Moved(_now.AddHours(count), out value);
            default:
                var months = unit.Value switch { DateWord.Month => count, DateWord.Year => 12 * count, _ => 0 };
                var days = unit.Value switch { DateWord.Day => count, DateWord.Week => 7 * count, DateWord.Fortnight => 15 * count, _ => 0 };
                value = new DateValue(_today.AddMonths(months).AddDays(days), null);
                return true;
        }
    }

    private static bool Moved(DateTime moment, out DateValue value)
    {
        value = new DateValue(DateOnly.FromDateTime(moment), new TimeOnly(moment.Hour, moment.Minute));
        return true;
    }
}
