using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Lengths of time and what comes again.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"3 días", "hora y media", "2 semanas y 3 días".</summary>
    private Reading? Length(int i, out int end) => lengths.Knows(i, out var known, out end) ? known : lengths.Keep(i, Duration(i, out end), end);

    /// <inheritdoc />
    protected override bool Piece(int i, out Amount amount, out int end)
    {
        amount = default;
        end = i;

        // The article alone makes no length of "una noche" before "de mayo", but "un día" is one.
        if (Is(i, Cat.Quarter, out var quarter, out var next) && quarter.Length > 1 && UnitAt(next, out var unit, out end) && unit == Unit.Hour)
        {
            amount = new Amount(15, Unit.Minute);
            return true;
        }

        if (Is(i, Cat.A, out _, out var afterA) && Is(afterA, Cat.Quarter, out quarter, out next) && quarter.Length > 1 && UnitAt(next, out unit, out end) && unit == Unit.Hour)
        {
            amount = new Amount(15, Unit.Minute);
            return true;
        }

        // "Hora y media", "día y medio"
        if (!Is(i - 1, Cat.Rel) && UnitAt(i, out unit, out next) && HalfMore(next, out var more, out end) && unit is not (Unit.Minute or Unit.Second))
        {
            amount = new Amount(1 + more, unit);
            return true;
        }

        return base.Piece(i, out amount, out end);
    }

    /// <summary>A duration that stands for itself, also "más de 3 días".</summary>
    private Reading? FreeDuration(int i, out int end)
    {
        if (Is(i, Cat.More, out _, out var next) || Is(i, Cat.Less, out _, out next))
        {
            var mod = Is(i, Cat.More) ? "more" : "less";
            return Length(next, out end) is { } bounded ? bounded with { Mod = mod } : null;
        }

        if (Is(i, Cat.All, out var all, out next) && all.Length > 1 && WholeUnit(next, out var unit, out end)) return Lasting([new Amount(1, unit)]);
        var at = Is(i, Cat.A) || Is(i, Cat.The) ? i + 1 : i;
        if (WholeUnit(at, out unit, out next) && (IsWord(next, "entero") || IsWord(next, "entera") || IsWord(next, "completo") || IsWord(next, "completa")))
        {
            end = next + 1;
            return Lasting([new Amount(1, unit)]);
        }

        // "Y 2 semanas y 2 días antes de hoy": the days belong to what follows.
        if (Is(i - 1, Cat.And) && Length(i, out end) is { Amounts.Count: > 1 } && DistanceFrom(end, out _, out _, out _) && Piece(i, out var piece, out end)) return Lasting([piece]);
        return Length(i, out end);
    }

    private bool WholeUnit(int i, out Unit unit, out int end) => UnitAt(i, out unit, out end) && unit is Unit.Day or Unit.Week or Unit.Month or Unit.Year or Unit.Night or Unit.Weekend;

    /// <summary>"Cada lunes a las 9", "todos los días", "semanalmente".</summary>
    private Reading? Set(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Every(i, out end), end, ref best, ref bestEnd);
        if (Is(i, Cat.Periodic, out var periodic, out end)) Keep(Again(periodic.Text.Length > 0 ? periodic.Text : TimexText.Length(1, (Unit)periodic.Value)), end, ref best, ref bestEnd);
        Keep(Once(i, out end), end, ref best, ref bestEnd);
        Keep(DailyTime(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    private static Reading Again(string timex) => new(ReadingKind.Set, timex);

    private Reading? Every(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.Every, out _, out var next)) return null;
        if (Is(next, Cat.The)) next++;
        var other = Is(next, Cat.Other);
        if (other) next++;
        if (other && Is(next, Cat.Weekday)) return WeekdayDate(next, out end) is { Open: true } alternate ? Again(alternate.Timex) : null;

        // "cada dos semanas", "cada tercer día"
        if (Length(next, out end) is { Amounts.Count: > 0 } length && IsWord(i, "cada")) return Again(length.Timex);
        if (UnitAt(next, out var unit, out end))
        {
            var timex = unit == Unit.BusinessDay ? "P1D" : TimexText.Length(1, unit);
            return WithTime(timex, ref end);
        }

        if (Moment(next, out var momentEnd) is { Kind: ReadingKind.DateTime, Open: true } moment && Is(next, Cat.Weekday))
        {
            end = momentEnd;
            return Again(moment.Timex);
        }

        if (DayHours(next, out var hoursEnd) is { Open: true } hours && Is(next, Cat.Weekday))
        {
            end = hoursEnd;
            return Again(hours.Timex);
        }

        if (Is(next, Cat.Weekday) && WeekdayDate(next, out end) is { Open: true } day) return Again(day.Timex);
        if (Is(next, Cat.Month) && MonthDate(next, out end) is null && Is(next, Cat.Month, out var month, out end)) return Again($"XXXX-{month.Value:D2}");
        if (CalendarDate(next, out end) is { Open: true } date) return Again(date.Timex);
        if (PartAt(next, out var part, out end) || PluralPart(next, out part, out end))
        {
            var at = Connector(end, out var bare);
            if (at == end || !Time(at, bare, out var clock, out var timeEnd)) return Again(DayParts.Timex(part));
            end = timeEnd;
            return Again(InPart(clock, part).Timex);
        }

        if (Is(next, Cat.Season, out var season, out end)) return Again("XXXX-" + season.Text);
        end = i;
        return null;
    }

    private bool PluralPart(int i, out Part part, out int end)
    {
        var known = Is(i, Cat.Plurals, out var sense, out end);
        part = known ? (Part)sense.Value : default;
        return known;
    }

    /// <summary>"Una vez al año", "una vez por semana", "una vez a la semana".</summary>
    private Reading? Once(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.Once, out _, out var next)) return null;
        if (IsWord(next, "al") || IsWord(next, "por") || IsWord(next, "cada")) next++;
        else if (IsWord(next, "a") && IsWord(next + 1, "la")) next += 2;
        else return null;
        return UnitAt(next, out var unit, out end) ? Again(TimexText.Length(1, unit)) : null;
    }

    /// <summary>"Todos los días a las 9": the time takes the place of the day.</summary>
    private Reading WithTime(string timex, ref int end)
    {
        if (timex != "P1D") return Again(timex);
        var at = Connector(end, out var bare);
        if (at > end && Time(at, bare, out var clock, out var timeEnd))
        {
            end = timeEnd;
            return Again(clock.Timex);
        }

        if (HoursOfDay(end, out var partEnd) is { } part && partEnd > end)
        {
            end = partEnd;
            return Again(part.Timex);
        }

        return Again(timex);
    }

    /// <summary>"A las 9 todos los días", "9 pm cada noche".</summary>
    private Reading? DailyTime(int i, out int end)
    {
        end = i;
        if (!Time(i, AtBefore(i), out var clock, out var next) || !Is(next, Cat.Every)) return null;
        return Every(next, out end) is { } every ? Again(every.Timex.StartsWith("XXXX", StringComparison.Ordinal) ? every.Timex + clock.Timex : clock.Timex) : null;
    }
}
