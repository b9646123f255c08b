using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

internal sealed partial class DateReader
{
    // 2026-03-15, 15/3/2026, 3/4, 3-4-26, 15.03.2026
    private bool Numeric(ref int i, out DateOnly day)
    {
        day = default;
        var at = Is(i, "el", "the", "on") ? i + 1 : i;
        if (!IsDigits(at, out var a) || at + 2 >= _tokens.Length) return false;
        var separator = _tokens[at + 1];
        if (separator.Kind != TokenKind.Punctuation || !separator.Glued || separator.Folded is not ("/" or "-" or ".") || !Glued(at + 2) || !IsDigits(at + 2, out var b)) return false;
        var full = at + 4 < _tokens.Length && _tokens[at + 3].Is(separator.Folded) && Glued(at + 3) && Glued(at + 4) && IsDigits(at + 4, out _);
        // "3.5" is a number, "2-3" a stretch: only the slash needs no year.
        if (!full && separator.Folded != "/") return false;
        var c = -1;
        if (full) IsDigits(at + 4, out c);
        var end = at + (full ? 5 : 3);
        if (end < _tokens.Length && Glued(end) && _tokens[end].Kind == TokenKind.Punctuation && _tokens[end].Folded is "/" or "-") return false;
        bool read;
        if (_tokens[at].End - _tokens[at].Start == 4) read = full && Make(a, b, c, out day);
        else if (full) read = _dayFirst ? Make(c, b, a, out day) || Make(c, a, b, out day) : Make(c, a, b, out day) || Make(c, b, a, out day);
        else read = _dayFirst ? Coming(b, a, out day) || Coming(a, b, out day) : Coming(a, b, out day) || Coming(b, a, out day);
        if (!read) return false;
        i = end;
        return true;
    }

    private bool Relative(ref int i, out DateOnly day, out int part)
    {
        day = default;
        part = 0;
        if (Is(i, "pasado") && Word(i + 1) is { Kind: DateWordKind.Relative, Value: 1 }) return Found(ref i, 2, 2, out day);
        var the = Is(i, "the") ? i + 1 : i;
        if (Is(the, "day") && Is(the + 1, "after") && Word(the + 2) is { Kind: DateWordKind.Relative, Value: 1 }) return Found(ref i, the + 3 - i, 2, out day);
        if (Is(i, "tonight"))
        {
            part = DateWord.Night;
            return Found(ref i, 1, 0, out day);
        }

        // "esta tarde", "this morning", "esta mañana"
        if (Word(i).Kind == DateWordKind.This && (Word(i + 1).Kind == DateWordKind.Part || Is(i + 1, "manana")))
        {
            part = Word(i + 1).Kind == DateWordKind.Part ? Word(i + 1).Value : DateWord.Morning;
            return Found(ref i, 2, 0, out day);
        }

        // "la mañana" is a part of the day.
        if (Word(i).Kind != DateWordKind.Relative || (Is(i - 1, "la") && Is(i, "manana"))) return false;
        var offset = Word(i).Value;
        i++;
        day = _today.AddDays(offset);
        if (Word(i).Kind == DateWordKind.Part && !Is(i, "tarde"))
        {
            part = Word(i).Value;
            i++;
        }

        return true;
    }

    private bool Found(ref int i, int length, int offset, out DateOnly day)
    {
        i += length;
        day = _today.AddDays(offset);
        return true;
    }

    // "15 de marzo de 2026", "March 15th, 2026", "el 15", "the 15th", "día 15"
    private bool DayOfMonth(ref int i, out DateOnly day)
    {
        day = default;
        var at = i;
        if (Word(at).Kind is DateWordKind.Month or DateWordKind.MonthShort || Is(at, "mar", "may"))
        {
            var month = MonthOf(at);
            if (Is(at + 1, ".")) at++;
            if (!IsDigits(at + 1, out var n) || n is < 1 or > 31 || IsUnitAfter(at + 2)) return false;
            at += 2;
            SkipOrdinal(ref at);
            return WithYear(ref i, at, month, n, out day);
        }

        var article = Is(at, "el", "the", "on", "day", "dia") || Is(at - 1, "al", "del", "dia");
        while (at < i + 3 && Is(at, "el", "the", "on", "day", "dia")) at++;
        var weekday = false;
        if (!IsNumber(at, out var number) || number is < 1 or > 31) return false;
        var digits = IsDigits(at, out _);
        at++;
        var ordinal = digits && SkipOrdinal(ref at);
        var of = at;
        if (Is(of, "de", "of", "del", "/", "-") && !(Is(of, "de") && Is(of + 1, "este"))) of++;
        if (of < _tokens.Length && (Word(of).Kind is DateWordKind.Month or DateWordKind.MonthShort || Is(of, "mar", "may")))
        {
            var month = MonthOf(of);
            // "3 may" could be anything; with digits before it is a date.
            return (digits || article || of > at) && WithYear(ref i, of + 1, month, number, out day);
        }

        // "Para el treinta": a number in words is a day only where nothing follows that it could count.
        if (!(digits || (article && number >= 10 && ClosesDay(at))) || !(article || ordinal || weekday || Bare(i, at)) || IsUnitAfter(at) || (Glued(at) && !_tokens[at].IsPause())) return false;
        if (Is(at, "%", ":", "/") && Glued(at)) return false;
        if (!ComingDay(number, out day)) return false;
        i = at;
        if (Is(i, "de", "of") && Word(i + 1).Kind == DateWordKind.This && Word(i + 2) is { Kind: DateWordKind.Unit, Value: DateWord.Month }) i += 3;
        else if (Is(i, "del", "of", "de") && NextMonthAfter(i + 1) is var stop and > 0)
        {
            var first = new DateOnly(_today.Year, _today.Month, 1).AddMonths(1);
            if (!Make(first.Year, first.Month, number, out day)) return false;
            i = stop;
        }

        return true;
    }

    private int NextMonthAfter(int i)
    {
        if (Word(i).Kind == DateWordKind.Next && Word(i + 1) is { Kind: DateWordKind.Unit, Value: DateWord.Month }) return i + 2;
        if (Word(i) is { Kind: DateWordKind.Unit, Value: DateWord.Month } && ToCome(i + 1) is var stop and > 0) return stop;
        return Word(i) is { Kind: DateWordKind.Unit, Value: DateWord.Month } && Word(i + 1).Kind == DateWordKind.Next ? i + 2 : 0;
    }

    /// <summary>After "que viene", "que entra", "entrante"; 0 where nothing of the kind is there.</summary>
    private int ToCome(int i) => Is(i, "que") && Is(i + 1, "viene", "entra", "sigue") ? i + 2 : Is(i, "entrante", "venidero", "venidera") ? i + 1 : 0;

    /// <summary>"De aquí a dos semanas", "de aquí al viernes".</summary>
    private bool FromHere(int i) => Is(i, "de") && Is(i + 1, "aqui");

    private bool ClosesDay(int at) => at >= _tokens.Length || _tokens[at].IsPause() || (Is(at, "a") && Is(at + 1, "la", "las"));

    private bool Bare(int from, int to) => _bareDays && to - from == _tokens.Length;

    private int MonthOf(int i) => Is(i, "mar") ? 3 : Is(i, "may") ? 5 : Word(i).Value;

    private bool SkipOrdinal(ref int at)
    {
        if (!Is(at, "st", "nd", "rd", "th", "º", "°", "ro", "er") || !Glued(at)) return false;
        at++;
        return true;
    }

    private bool IsUnitAfter(int at) => Word(at).Kind == DateWordKind.Unit || Is(at, "puntos", "pts", "points", "sp", "am", "pm", "tareas", "tasks");

    private bool WithYear(ref int i, int end, int month, int number, out DateOnly day)
    {
        var at = end;
        if (Is(at, ".") && Glued(at)) at++;
        if (Is(at, "de", "del", "of", ",", "/", "-")) at++;
        if (IsDigits(at, out var year) && _tokens[at].End - _tokens[at].Start == 4 && year is > 1900 and < 2200)
        {
            if (!Make(year, month, number, out day)) return false;
            i = at + 1;
            return true;
        }

        if (!Coming(month, number, out day)) return false;
        i = end;
        return true;
    }

    private bool Weekday(ref int i, out DateOnly day)
    {
        day = default;
        var at = i;
        if (Is(at, "el", "on", "the")) at++;
        var modifier = Word(at).Kind;
        if (modifier is DateWordKind.Next or DateWordKind.This or DateWordKind.Last) at++;
        else modifier = DateWordKind.None;
        var kind = Word(at).Kind;
        if (kind == DateWordKind.WeekdayShort ? !ShortIsMeant(i, at) : kind != DateWordKind.Weekday) return false;
        var target = Word(at).Value;
        at++;
        if (kind == DateWordKind.WeekdayShort && Is(at, ".") && Glued(at)) at++;
        if (ToCome(at) is var after and > 0) (modifier, at) = (DateWordKind.Next, after);
        else if (Word(at).Kind is DateWordKind.Next && Word(at + 1) is { Kind: DateWordKind.Unit, Value: DateWord.Week }) (modifier, at) = (DateWordKind.Next, at + 2);
        else if (Word(at).Kind is DateWordKind.Next or DateWordKind.Last && !Is(at, "next", "last")) (modifier, at) = (Word(at).Kind, at + 1);
        else if (Is(at, "de", "of", "del") && WeekAfter(at + 1, out var which, out var stop)) (modifier, at) = (which, stop);
        day = modifier switch
        {
            DateWordKind.Next => Monday.AddDays(7 + target - 1),
            DateWordKind.Last => Monday.AddDays(target - 1) < _today ? Monday.AddDays(target - 1) : Monday.AddDays(target - 8),
            DateWordKind.This => Monday.AddDays(target - 1) < _today ? Monday.AddDays(target + 6) : Monday.AddDays(target - 1),
            _ => Monday.AddDays(target - 1) <= _today ? Monday.AddDays(target + 6) : Monday.AddDays(target - 1),
        };
        // "viernes 13 de marzo", "lunes 9": the number decides.
        var number = Is(at, ",") ? at + 1 : at;
        if ((IsDigits(number, out var n) && n is >= 1 and <= 31 && !IsClockAt(number)) || Word(number).Kind is DateWordKind.Month || Is(number, "el", "the"))
        {
            var exact = number;
            if (Numeric(ref exact, out var written) || DayOfMonth(ref exact, out written)) (day, at) = (written, exact);
            else if (!Is(number, ",") && number == at && IsDigits(number, out n) && (number + 1 >= _tokens.Length || !_tokens[number + 1].Glued || _tokens[number + 1].IsPause())
                && ComingDay(n, out written) && (int)written.DayOfWeek == target % 7) (day, at) = (written, number + 1);
        }

        i = at;
        return true;
    }

    private bool WeekAfter(int i, out DateWordKind which, out int stop)
    {
        var at = Is(i, "la", "the") ? i + 1 : i;
        which = Word(at).Kind;
        stop = at + 2;
        if (which is DateWordKind.This or DateWordKind.Next && Word(at + 1) is { Kind: DateWordKind.Unit, Value: DateWord.Week }) return true;
        which = DateWordKind.Next;
        if (Word(at) is not { Kind: DateWordKind.Unit, Value: DateWord.Week }) return false;
        var come = ToCome(at + 1);
        stop = come > 0 ? come : at + 2;
        return come > 0 || Word(at + 1).Kind == DateWordKind.Next;
    }

    // "mar", "sun", "sat", "dom" are words too: a preposition, a time or the end of the message must speak for the day.
    private bool ShortIsMeant(int start, int at)
    {
        if (at > start || _tokens.Length <= 2) return true;
        if (Is(at - 1, "para", "el", "on", "by", "for", "due", "vence", "until", "hasta", "antes", "del", "al", "to", ",", "@") || Word(at - 1).Kind is DateWordKind.Next or DateWordKind.This) return true;
        return IsClockAt(at + 1) || IsDigits(at + 1, out _);
    }
}
