using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>What comes again.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"Cada lunes a las 9", "todos los días", "semanalmente".</summary>
    private Reading? Set(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Every(i, out end), end, ref best, ref bestEnd);
        if (Is(i, Cat.Periodic, out var periodic, out end)) Keep(Again(periodic.Text.Length > 0 ? periodic.Text : TimexText.Length(1, (Unit)periodic.Value)), end, ref best, ref bestEnd);
        Keep(Once(i, out end), end, ref best, ref bestEnd);
        Keep(DailyTime(i, out end), end, ref best, ref bestEnd);
        Keep(Plural(i, out end), end, ref best, ref bestEnd);
        Keep(Alternate(i, out end), end, ref best, ref bestEnd);
        Keep(OfEveryMonth(i, out end), end, ref best, ref bestEnd);
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

        // "cada dos viernes"
        if (Cardinal(next, out var apart, out var named) && apart is > 1 and < 100 && Is(named, Cat.Weekday) && IsWord(i, "cada") && EveryWeekday(named, out end) is { } spaced) return Again($"{spaced.Timex}/P{apart}W");

        // "Cada tercer día" is every other day, counted as the ancients did.
        if (IsWord(i, "cada") && IsWord(next, "tercer") && Is(next + 1, Cat.DayNoun, out _, out end)) return Again("P2D");

        // "cada dos semanas"
        if (Length(next, out end) is { Amounts.Count: > 0 } length && IsWord(i, "cada")) return Again(length.Timex);
        if (PartAt(next, out var part, out end) || PluralPart(next, out part, out end))
        {
            var at = Connector(end, out var bare);
            if (at == end || !Time(at, bare, out var clock, out var timeEnd)) return Again(DayParts.Timex(part));
            end = timeEnd;
            return Again(InPart(clock, part).Timex);
        }

        if (MonthsOf(next) is var months && months > 0)
        {
            end = next + 1;
            return Again(TimexText.Length(months, Unit.Month));
        }

        if (UnitAt(next, out var unit, out end))
        {
            var timex = unit == Unit.BusinessDay ? "P1D" : TimexText.Length(1, unit);
            return WithTime(timex, ref end);
        }

        if (EveryWeekday(next, out end) is { } weekly) return weekly;
        if (Is(next, Cat.Month) && MonthDate(next, out end) is null && Is(next, Cat.Month, out var month, out end)) return Again($"XXXX-{month.Value:D2}");
        if (CalendarDate(next, out end) is { Open: true } date) return Again(date.Timex);
        if (Is(next, Cat.Holiday) && HolidayDate(next, out end) is { Open: true } holiday) return Again(holiday.Timex);
        if (Is(next, Cat.Season, out var season, out end)) return Again("XXXX-" + season.Text);
        end = i;
        return null;
    }

    /// <summary>"Lunes a las 9", "viernes por la tarde", "martes" after the word that repeats them.</summary>
    private Reading? EveryWeekday(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.Weekday)) return null;
        if (Moment(i, out end) is { Kind: ReadingKind.DateTime, Open: true } moment) return Again(moment.Timex);
        if (DayHours(i, out end) is { Open: true } hours) return Again(hours.Timex);
        return WeekdayDate(i, out end) is { Open: true, Day: 0 } day ? Again(day.Timex) : null;
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
