using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>All before or after something, or about it.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"Antes del lunes", "después de 2018", "a partir de mañana", "hasta las 5", "2016 y más tarde".</summary>
    private Reading? Bounded(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(BoundFirst(i, out end), end, ref best, ref bestEnd);
        Keep(DayThenBound(i, out end), end, ref best, ref bestEnd);
        Keep(BoundLast(i, out end), end, ref best, ref bestEnd);
        Keep(LengthFrom(i, out end), end, ref best, ref bestEnd);
        Keep(BeyondDistance(i, out end), end, ref best, ref bestEnd);
        Keep(Approximate(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    private bool BoundAt(int i, out Bound bound, out bool inclusive, out int end)
    {
        inclusive = false;
        if (Is(i, Cat.Before, out var sense, out end)) (bound, inclusive) = (Bound.Before, sense.Value == 1);
        else if (Is(i, Cat.After, out sense, out end) && !IsWord(i, "pasado") && !IsWord(i, "pasadas")) (bound, inclusive) = (Bound.After, sense.Value == 1);
        else if (Is(i, Cat.Since, out _, out end)) bound = Bound.Since;
        else
        {
            bound = Bound.None;
            return false;
        }

        return true;
    }

    private Reading? BoundFirst(int i, out int end)
    {
        var primeros = IsWord(i, "a") && IsWord(i + 1, "primeros");
        if (Is(i, Cat.DayWord) || !BoundAt(i, out var bound, out var inclusive, out var next) || Sign(next, ',') || (primeros && !IsNumber(next) && !Is(next, Cat.One) && !Is(next, Cat.Ordinal)))
        {
            end = i;
            return null;
        }

        next = Is(next, Cat.Of) ? OfThe(next) : next;
        next = IsWord(next, "a") ? next + 1 : next;
        var the = Skip(next, Cat.The);
        return OneSide(i, next, the, bound, inclusive, out end);
    }

    private Reading? OneSide(int i, int next, int the, Bound bound, bool inclusive, out int end)
    {
        Reading? best = null;
        var bestEnd = next;
        foreach (var at in the == next ? (ReadOnlySpan<int>)[next] : [next, the])
        {
            Keep(Moment(at, out end), end, ref best, ref bestEnd);
            if (DayHours(at, out end) is { Timex: not ['(', ..] } hours) Keep(hours, end, ref best, ref bestEnd);
            Keep(Date(at, out end), end, ref best, ref bestEnd);
            Keep(Period(at, out end), end, ref best, ref bestEnd);
            if (Is(at, Cat.Meal, out var meal, out end)) Keep(DayParts.Of((Part)meal.Value), end, ref best, ref bestEnd);
            if (Time(at, IsWord(at - 1, "las") || IsWord(at - 1, "la"), out var clock, out end) && !(IsNumber(at) && end == at + 1 && at == next)) Keep(clock.ToReading(), end, ref best, ref bestEnd);
        }

        end = bestEnd;
        if (best is null || best.Mod is not null && best.Stage == Stage.Whole) return null;
        if (best is { Kind: ReadingKind.DateTime } && best.Timex is "PAST_REF" or "FUTURE_REF") return null;
        if (bound == Bound.After && best.Kind == ReadingKind.DateRange && (IsWord(i, "empezando") || IsWord(i, "comenzando"))) bound = Bound.Since;
        return Ranges.Bounded(best, bound, inclusive);
    }

    /// <summary>"El lunes antes de las dos", "el 1 feb no más tardar a las 6": a side of a moment.</summary>
    private Reading? DayThenBound(int i, out int end)
    {
        end = i;
        if (Date(i, out var next) is not { } day || IsHoliday(i) || !BoundAt(next, out var bound, out var inclusive, out next)) return null;
        next = Is(next, Cat.Of) ? next + 1 : IsWord(next, "a") ? next + 1 : next;
        var led = IsWord(next, "las") || IsWord(next, "la") || IsWord(next, "del");
        if (bound == Bound.Since && !led) return null;
        if (!Time(led ? next + 1 : Skip(next, Cat.The), led, out var clock, out end) || NotHour(end)) return null;
        return Ranges.Bounded(Joins.At(day, clock), bound, inclusive);
    }

    /// <summary>"2016 y más tarde", "el lunes en adelante".</summary>
    private Reading? BoundLast(int i, out int end)
    {
        Reading? best = null;
        var next = i;
        Keep(Moment(i, out end), end, ref best, ref next);
        Keep(Date(i, out end), end, ref best, ref next);
        Keep(Period(i, out end), end, ref best, ref next);
        if (best is not null && Is(next, Cat.AndLater, out _, out end) && !Is(end, Cat.Of) && !IsWord(end, "que")) return Ranges.Bounded(best, Bound.Since);
        end = i;
        return null;
    }

    /// <summary>"Alrededor de las 5", "aproximadamente en 2010", "cerca del 3 de mayo".</summary>
    private Reading? Approximate(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.Around, out var around, out var next)) return null;
        next = IsWord(next, "a") ? next + 1 : Is(next, Cat.Of) ? next + 1 : next;
        var clockComes = IsWord(next, "las") || IsWord(next, "la");
        if (around.Value == 1 && !clockComes) return null;
        next = Skip(next, Cat.The);
        Reading? best = null;
        var bestEnd = i;
        Keep(Moment(next, out end), end, ref best, ref bestEnd);
        Keep(Date(next, out end), end, ref best, ref bestEnd);
        Keep(Period(next, out end), end, ref best, ref bestEnd);
        if (clockComes && Time(next, bare: true, out var clock, out end) && !NotHour(end)) Keep(clock.ToReading(), end, ref best, ref bestEnd);
        end = bestEnd;
        return best is null || best.Mod is not null ? null : best with { Mod = "approx" };
    }
}
