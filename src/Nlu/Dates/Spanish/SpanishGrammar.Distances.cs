using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>So long before or after a day.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"Hace 3 días", "2 días antes de ayer", "en dos semanas", "tres días después".</summary>
    private Reading? Distance(int i, out int end)
    {
        end = i;
        if (IsWord(i, "hace") || IsWord(i, "hacen"))
        {
            return Length(i + 1, out end) is { } gone && OfDays(gone) ? Almanac.Day(Almanac.Shift(Today, gone.Amounts, -1)) : null;
        }

        // "Dentro de 3 días a partir de ahora" is a day, without the last words a stretch; "dentro de" is no part of "3 días a partir de mañana".
        if (Is(i, Cat.Within, out _, out var within) && Length(within, out end) is { } later && OfDays(later) && FromNowWords(end) is var said && said > end && (IsWord(said - 1, "ahora") || IsWord(end, "desde")))
        {
            end = said;
            return Almanac.Day(Almanac.Shift(Today, later.Amounts, 1));
        }

        if (Is(i, Cat.In, out _, out var afterIn))
        {
            if (Length(afterIn, out end) is not { } wait || !OfDays(wait) || RelAfter(end, out _, out _)) return null;
            if (IsWord(end, "desde") && Year(Skip(Skip(end + 1, Cat.The), Cat.YearWord), out var since, out var sinceEnd))
            {
                end = sinceEnd;
                return Almanac.Day(Almanac.Shift(Almanac.First(since, 1), wait.Amounts, 1));
            }

            end = FromNowWords(end);
            return Almanac.Day(Almanac.Shift(Today, wait.Amounts, 1));
        }

        if (Length(i, out var next) is not { } length || !OfDays(length) || (length.Amounts.Count > 1 && Is(i - 1, Cat.And))) return null;
        if (!DistanceFrom(next, out var sign, out var from, out end)) return null;
        var day = Almanac.Shift(from, length.Amounts, sign);

        // "3 semanas después de Navidad el viernes"
        if (end > next + 1 && IsWord(end, "el") && Is(end + 1, Cat.Weekday, out var weekday, out var afterDay))
        {
            end = afterDay;
            day = Almanac.Monday(day).AddDays(weekday.Value - 1);
        }

        return Almanac.Day(day);
    }

    /// <summary>"antes", "antes de hoy", "después", "después de Navidad", "a partir de mañana", "desde ahora".</summary>
    private bool DistanceFrom(int i, out int sign, out DateTime from, out int end)
    {
        from = Today;
        sign = 0;
        end = i;
        var before = IsWord(i, "antes") || IsWord(i, "atras");
        var after = IsWord(i, "despues") || IsWord(i, "luego") || (IsWord(i, "mas") && IsWord(i + 1, "tarde")) || (IsWord(i, "a") && IsWord(i + 1, "partir"));
        if (before || after)
        {
            sign = before ? -1 : 1;
            var at = IsWord(i, "a") || IsWord(i, "mas") ? i + 2 : i + 1;
            if (Is(at, Cat.Of) && (!IsWord(i, "a") || Is(OfThe(at), Cat.DayWord)) && Anchor(OfThe(at), out var anchorEnd) is { Future: { Start: { } day } } && !IsWord(anchorEnd, "a"))
            {
                from = day;
                end = anchorEnd;
                return true;
            }

            if (Is(i, Cat.Later, out _, out end) || Is(i, Cat.Ago, out _, out end)) return !Is(end, Cat.Of);
            return false;
        }

        if (!IsWord(i, "desde")) return false;
        sign = 1;
        if (Is(i + 1, Cat.DayWord) && Anchor(i + 1, out end) is { Future: { Start: { } since } })
        {
            from = since;
            return true;
        }

        if (!Is(i, Cat.Later, out _, out end)) return false;
        return true;
    }

    private static bool OfDays(Reading length) => length.Amounts.All(a => a.Unit >= Unit.Day);

    /// <summary>Behind "a partir de ahora", "desde hoy".</summary>
    private int FromNowWords(int i)
    {
        if (Is(i, Cat.Later, out _, out var end) && IsWord(end - 1, "ahora")) return end;
        var at = IsWord(i, "desde") ? i + 1 : IsWord(i, "a") && IsWord(i + 1, "partir") && Is(i + 2, Cat.Of) ? i + 3 : i;
        return at > i && (IsWord(at, "hoy") || IsWord(at, "ahora")) ? at + 1 : i;
    }

    /// <summary>"En 5 minutos", "hace dos horas", "30 minutos después".</summary>
    private Reading? FromNow(int i, out int end)
    {
        end = i;
        var past = IsWord(i, "hace") || IsWord(i, "hacen");
        var ahead = Is(i, Cat.In);
        var within = Is(i, Cat.Within, out _, out var begin);
        if (Length(within ? begin : past || ahead ? i + 1 : i, out var next) is not { } length || OfDays(length)) return null;
        if (within)
        {
            end = FromNowWords(next);
            return end > next ? At(length, 1) : null;
        }

        if (past || ahead)
        {
            if (RelAfter(next, out _, out _)) return null;
            end = ahead ? FromNowWords(next) : next;
            return At(length, past ? -1 : 1);
        }

        if (Is(next, Cat.RelStage) && Staged(next, out _) is not null) return null;
        var sign = Is(next, Cat.Later, out _, out end) && !Is(end, Cat.Of) ? 1 : Is(next, Cat.Ago, out _, out end) && !Is(end, Cat.Of) && !IsWord(end, "que") ? -1 : 0;
        return sign == 0 ? null : At(length, sign);
    }

    private Reading At(Reading length, int sign)
    {
        var at = Almanac.Shift(Almanac.Now, length.Amounts, sign);
        return Reading.At(ReadingKind.DateTime, TimexText.Moment(at), at);
    }

    /// <summary>"2 semanas a partir del 20 de mayo", "3 días empezando el lunes": a length and where it begins.</summary>
    private Reading? LengthFrom(int i, out int end)
    {
        end = i;
        if (Length(i, out var next) is not { } length || !OfDays(length) || !(Is(next, Cat.Since, out _, out var at) || ((IsWord(next, "empezando") || IsWord(next, "comenzando")) && Is(next, Cat.After, out _, out at)))) return null;
        if (Anchor(Skip(at, Cat.The), out end) is not { Past: { Start: { } past }, Future: { Start: { } future } } day || Is(at, Cat.DayWord)) return null;
        var (pastEnd, futureEnd) = (Almanac.Shift(past, length.Amounts, 1), Almanac.Shift(future, length.Amounts, 1));
        return Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(future), TimexText.Date(futureEnd), length.Timex), future, futureEnd) with { Grain = Unit.Day, Open = day.Open && pastEnd != futureEnd };
    }

    /// <summary>"Más de dos semanas antes de hoy", "menos de 3 días después".</summary>
    private Reading? BeyondDistance(int i, out int end)
    {
        end = i;
        var ago = IsWord(i, "hace") || IsWord(i, "hacen");
        var more = Is(ago ? i + 1 : i, Cat.More, out _, out var next);
        if (!more && !Is(ago ? i + 1 : i, Cat.Less, out _, out next)) return null;
        if (ago) return OfDaysAt(next, out var gone, out end) ? Ranges.Bounded(Almanac.Day(Almanac.Shift(Today, gone.Amounts, -1)), more ? Bound.Before : Bound.After) with { Source = null } : null;
        if (IsWord(next, "hace") || !OfDaysAt(next, out var length, out var after) || !DistanceFrom(after, out var sign, out var from, out end)) return null;
        var day = Almanac.Day(Almanac.Shift(from, length.Amounts, sign));
        return Ranges.Bounded(day, sign < 0 == more ? Bound.Before : Bound.After) with { Source = null };
    }

    private bool OfDaysAt(int i, out Reading length, out int end)
    {
        length = Length(i, out end)!;
        return length is not null && OfDays(length);
    }

    /// <summary>"De hoy en ocho", "el lunes en quince días": the same weekday one or two weeks later.</summary>
    private Reading? InEight(int i, Reading? day, ref int end)
    {
        if (day?.Starts is not var (_, from) || !(Is(i, Cat.DayWord) || Is(i, Cat.Weekday)) || !IsWord(end, "en") || !(IsWord(end + 1, "ocho") || IsWord(end + 1, "quince"))) return day;
        var next = end + 2;
        if (UnitAt(next, out var unit, out var afterUnit))
        {
            if (unit != Unit.Day) return day;
            next = afterUnit;
        }

        var weeks = IsWord(end + 1, "ocho") ? 1 : 2;
        end = next;
        return Almanac.Day(Almanac.Shift(from, weeks, Unit.Week));
    }
}
