using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>What comes again without "cada" before it.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"Los lunes", "los viernes por la tarde", "los fines de semana".</summary>
    private Reading? Plural(int i, out int end)
    {
        end = i;
        if (!IsWord(i, "los")) return null;
        if (IsWord(i + 1, "fines") || IsWord(i + 1, "findes")) return UnitAt(i + 1, out var unit, out end) && unit == Unit.Weekend && !RelAfter(end, out _, out _) ? Again("P1WE") : null;
        return EveryWeekday(i + 1, out end);
    }

    /// <summary>"Un viernes sí y otro no", "lunes por medio", "un día sí, otro no", "semana por medio".</summary>
    private Reading? Alternate(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.A);
        var weekday = Is(at, Cat.Weekday, out var named, out var next);
        var unit = Unit.None;
        if (!weekday && (!UnitAt(at, out unit, out next) || unit is not (Unit.Day or Unit.Week or Unit.Month or Unit.Weekend))) return null;
        if (IsWord(next, "por") && IsWord(next + 1, "medio")) end = next + 2;
        else if (at > i && IsWord(next, "si"))
        {
            next = Sign(next + 1, ',') ? next + 2 : next + 1;
            next = Skip(next, Cat.And);
            if (!Is(next, Cat.A) && !Is(next, Cat.Other)) return null;
            next++;
            if (Is(next, Cat.Weekday) || Is(next, Cat.Unit)) next++;
            if (!IsWord(next, "no")) return null;
            end = next + 1;
        }
        else
        {
            return null;
        }

        return Again(weekday ? $"{TimexText.Weekday(named.Value)}/P2W" : TimexText.Length(2, unit));
    }

    /// <summary>"El 15 de cada mes", "último día de cada mes", "el primer lunes de cada mes a las 9".</summary>
    private Reading? OfEveryMonth(int i, out int end)
    {
        end = i;
        var start = Skip(i, Cat.The);

        // "Cada fin de mes", "a fin de cada mes"
        var every = IsWord(i, "cada") ? i + 1 : i;
        if (IsWord(every, "fin") && Is(every + 1, Cat.Of) && (every > i ? Is(every + 2, Cat.MonthNoun, out _, out end) : IsWord(every + 2, "cada") && Is(every + 3, Cat.MonthNoun, out _, out end))) return Again("XXXX-XX-31");
        string timex;
        int next;
        if ((IsWord(start, "ultimo") || IsWord(start, "primer")) && Is(start + 1, Cat.DayNoun, out _, out next)) timex = IsWord(start, "ultimo") ? "XXXX-XX-31" : "XXXX-XX-01";
        else if (Nth(start, out var nth, out next) && Is(next, Cat.Weekday, out var weekday, out next)) timex = $"XXXX-XX-WXX-{weekday.Value}-#{(nth == 5 ? -1 : nth)}";
        else if (DayNumber(Skip(start, Cat.DayNoun), out var day, out next)) timex = $"XXXX-XX-{day:D2}";
        else return null;
        if (!Is(next, Cat.Of) || !IsWord(next + 1, "cada") || !Is(next + 2, Cat.MonthNoun, out _, out end)) return null;
        var at = Connector(end, out var bare);
        if (at == end || !Time(at, bare, out var clock, out var timeEnd)) return Again(timex);
        end = timeEnd;
        return Again(timex + clock.Timex);
    }
}
