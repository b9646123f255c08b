using System.Globalization;
using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>What comes again and again.</content>
internal sealed partial class EnglishGrammar
{
    private Reading? Set(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Each(i, out end), end, ref best, ref bestEnd);
        Keep(Periodic(i, out end), end, ref best, ref bestEnd);
        if (best is not null && (Lenient || IsNamed(best))) Keep(SetAt(best, bestEnd, out end), end, ref best, ref bestEnd);

        // "9am every day", "Mondays at 9"
        if (Time(i, bare: Is(i - 1, Cat.At), out var clock, out var next) && (Each(Skip(SkipSign(next, ','), Cat.On), out end) ?? Periodic(next, out end) ?? Plural(Skip(SkipSign(next, ','), Cat.On), out end)) is { } each && (Lenient || IsNamed(each) || IsWord(end - 1, "day") || IsWord(end - 1, "everyday"))) Keep(Timed(each, clock.Timex), end, ref best, ref bestEnd);
        if (Plural(i, out end) is { } plural)
        {
            Keep(plural, end, ref best, ref bestEnd);
            Keep(SetAt(plural, end, out end), end, ref best, ref bestEnd);
        }

        end = bestEnd;
        return best;
    }

    /// <summary>It comes on days or at hours that have a name, not just so often: only those take a time in the specs.</summary>
    private static bool IsNamed(Reading set) => set.Timex[0] != 'P';

    /// <summary>"Every day", "every other Friday", "each 2 weeks", "once a month".</summary>
    private Reading? Each(int i, out int end)
    {
        end = i;
        var once = Is(i, Cat.Once, out _, out var at);
        if (!once && !Is(i, Cat.Every, out _, out at)) return null;
        var factor = 1;
        if (Is(at, Cat.Other, out _, out var next))
        {
            factor = 2;
            at = next;
        }

        if (Is(at, Cat.Weekday, out var weekday, out end)) return Again(TimexText.Weekday(weekday.Value));
        if (Is(at, Cat.Unit, out var unit, out end)) return Again(Every(!Lenient && unit.Value == (int)Unit.Quarter ? 1 : factor, unit.Value));
        if (once) return null;
        if (Is(at, Cat.Part, out var part, out end)) return Again(DayParts.Timex((Part)part.Value));
        if (Is(at, Cat.Season, out var season, out end)) return Again(season.Text);
        if (Is(at, Cat.Month, out var month, out end) && !Is(end, Cat.Ordinal) && !IsNumber(end)) return Again(string.Create(CultureInfo.InvariantCulture, $"XXXX-{month.Value:D2}"));
        if (CalendarDate(at, out end) is { Open: true } date) return Again(date.Timex);
        if (Lenient && OfEveryMonth(at, out end) is { } monthly) return monthly;
        if (NthWeekday(at, out end) is { } nth && nth.Timex[0] == 'X') return Again(nth.Timex);
        if (Length(at, out end) is { } length && !Is(at, Cat.A)) return Again(length.Timex);
        if (Ordinal(at, out var day, out end) && day <= 31 && EndsClause(end)) return Again($"XXXX-XX-{day:D2}");
        if (Time(Skip(at, Cat.At), bare: false, out var clock, out end)) return Again(clock.Timex);
        return null;
    }

    private static string Every(int factor, int unit) => unit switch
    {
        (int)Unit.Weekend => "XXXX-WXX-WE",
        (int)Unit.BusinessDay => $"P{factor}WD",
        117 => $"P{factor}W",
        _ => TimexText.Length(factor, (Unit)unit),
    };

    /// <summary>"Weekly", "bi-monthly", "annually".</summary>
    private Reading? Periodic(int i, out int end)
    {
        double factor = 1;
        var at = i;
        if (IsWord(i, "bi")) factor = 2;
        else if (IsWord(i, "tri")) factor = 3;
        else if (IsWord(i, "semi")) factor = 0.5;
        if (factor != 1) at = SkipSign(i + 1, '-');
        if (Is(at, Cat.Periodic, out var unit, out end)) return Again(unit.Text.Length > 0 ? unit.Text : TimexText.Length(factor, (Unit)unit.Value));
        return null;
    }

    private Reading? Plural(int i, out int end)
    {
        var at = Skip(i, Cat.On);
        if (Is(at, Cat.Plurals, out var weekday, out end)) return Again(TimexText.Weekday(weekday.Value));
        if (Is(at, Cat.Part, out var part, out end) && end == at + 1 && Tokens.Folded(at).EndsWith("s") && part.Value < 4) return Again(DayParts.Timex((Part)part.Value));
        if (IsWord(i, "weekends"))
        {
            end = i + 1;
            return Again("XXXX-WXX-WE");
        }

        return null;
    }

    /// <summary>The time of day that a set has: "every day at 9", "each Monday morning", "weekly on Friday".</summary>
    private Reading? SetAt(Reading set, int i, out int end)
    {
        var at = SkipSign(i, ',');
        var bare = Is(at, Cat.At, out _, out var next);
        if (bare) at = next;
        if (ClockRange(at, out end) is { } hours) return set.Timex.StartsWith("XXXX", StringComparison.Ordinal) ? Again(TimexText.Range(set.Timex + hours.Clock.Timex, set.Timex + hours.ClockEnd.Timex, TimexText.Length(hours.Past!.Value.End!.Value - hours.Past.Value.Start!.Value))) : Timed(set, hours.Timex);
        if (Time(at, bare, out var clock, out end))
        {
            // "Every evening at 7"
            var afternoon = set.Timex is "TAF" or "TEV" or "TNI";
            return Timed(set, (clock.HalfOpen && (afternoon || set.Timex == "TMO") ? clock.In(afternoon) : clock).Timex);
        }

        if (PartOfDay(at, out var part, out _, out end))
        {
            if (Time(Skip(end, Cat.At), bare: true, out clock, out var after))
            {
                end = after;
                return Timed(set, (clock.HalfOpen ? clock.In(DayParts.IsAfternoon(part)) : clock).Timex);
            }

            return Timed(set, DayParts.Timex(part));
        }

        end = i;
        return null;
    }

    /// <summary>Every day or part of the day at a time is just the time.</summary>
    private static Reading Timed(Reading set, string time) => Again(set.Timex is "P1D" || set.Timex[0] == 'T' ? time : set.Timex + time);

    private static Reading Again(string timex) => new(ReadingKind.Set, timex);
}
