using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Stretches of days.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>A stretch of days.</summary>
    private Reading? Period(int i, out int end)
    {
        if (i == SecondEdge) return AnyPeriod(i, out end);
        return periods.Knows(i, out var known, out end) ? known : periods.Keep(i, AnyPeriod(i, out end), end);
    }

    private Reading? AnyPeriod(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Plain(i, out end), end, ref best, ref bestEnd);
        Keep(Staged(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>A whole period, not a part of one.</summary>
    private Reading? Plain(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(RelPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(Run(i, out end), end, ref best, ref bestEnd);
        Keep(MonthPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(WeekPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(WeekOf(i, out end), end, ref best, ref bestEnd);
        Keep(WeekendOf(i, out end), end, ref best, ref bestEnd);
        Keep(Parts(i, out end), end, ref best, ref bestEnd);
        Keep(HalfMonth(i, out end), end, ref best, ref bestEnd);
        Keep(SeasonPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(YearPeriod(i, out end), end, ref best, ref bestEnd);
        Keep(DecadePeriod(i, out end), end, ref best, ref bestEnd);
        Keep(RestOf(i, out end), end, ref best, ref bestEnd);
        Keep(ToDate(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"Principios de mayo", "finales de 2000", "más tarde este año", "fin de año".</summary>
    private Reading? Staged(int i, out int end)
    {
        end = i;
        var relative = Is(i, Cat.RelStage, out var stage, out var next);
        if ((!relative && !Is(i, Cat.Stage, out stage, out next)) || Is(i, Cat.Unit)) return null;
        if (Is(next, Cat.Of)) next = next + 1;
        else if (relative && Is(next, Cat.In)) next++;
        else if (!relative) return null;
        var the = Skip(next, Cat.The);
        var number = Year(the, out _, out _);
        if (Plain(next, out end) is not { } whole && (whole = Plain(the, out end)) is null)
        {
            // "Final de año", "fin de mes": this one.
            if (!UnitAt(the, out var unit, out end) || unit is not (Unit.Week or Unit.Month or Unit.Quarter or Unit.Year)) return null;
            whole = Almanac.Calendar(unit, 0);
        }

        // "Más tarde de mayo" is after May; "más tarde este mes" a part of it.
        if (relative && !RelUnit(the, out _, out _, out _) && !UnitAt(the, out _, out _)) return null;
        if (whole.Kind != ReadingKind.DateRange || whole.Mod is not null) return null;
        return Stages.Cut(whole, (Stage)stage.Value, relative, number);
    }

    /// <summary>"La semana pasada", "este mes", "la próxima hora", "el año", "el mismo mes".</summary>
    private Reading? RelPeriod(int i, out int end)
    {
        var start = IsWord(i, "el") || IsWord(i, "la") ? i + 1 : i;

        // "La próxima semana lunes" is a day, and its article is not part of it.
        if (start > i && WeekThenDay(start, out end) is not null)
        {
            end = i;
            return null;
        }

        if (RelUnit(start, out var unit, out var rel, out end))
        {
            if (unit is Unit.Hour or Unit.Minute or Unit.Second) return start == i && rel != 0 ? Almanac.Run(rel, [new Amount(1, unit)]) : null;
            if (unit is Unit.Quarter or Unit.HalfYear && start > i) return null;
            if (unit == Unit.Night) return null;
            if (unit == Unit.Week && Almanac.Calendar(unit, rel) is { Starts: var (monday, _) } week && (IsWord(end, "laboral") || IsWord(end, "laborable")))
            {
                end++;
                return Reading.Span(ReadingKind.DateRange, week.Timex, monday, monday.AddDays(5)) with { Grain = Unit.Week };
            }

            return Almanac.Calendar(unit, rel);
        }

        if (Is(start, Cat.Same, out _, out var next) && UnitAt(next, out unit, out end) && unit is Unit.Week or Unit.Month or Unit.Year or Unit.Weekend)
        {
            // Which one is meant, nobody says; the article is no part of it.
            if (start == i) return Almanac.Calendar(unit, 0) with { Mod = "ref_undef", Timex = unit switch { Unit.Week => "XXXX-WXX", Unit.Month => "XXXX-XX", Unit.Year => "XXXX", _ => "XXXX-WXX-WE" } };
            end = i;
            return null;
        }

        // "El fin de semana", "fin de semana", "finde"; a week, month or year only with its article.
        if (UnitAt(start, out unit, out end))
        {
            if (unit == Unit.Weekend && !IsWord(start, "fines") && !IsWord(start, "findes")) return Almanac.Calendar(unit, 0);
            if (unit is Unit.Week or Unit.Month or Unit.Year && start == i && (IsWord(i - 1, unit == Unit.Week ? "la" : "el") || (IsWord(i - 1, "del") && unit != Unit.Week)) && !Is(end, Cat.Of)) return Almanac.Calendar(unit, 0);
        }

        end = i;
        return null;
    }

    /// <summary>"El resto de la semana": from today to the end of it.</summary>
    private Reading? RestOf(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.Rest, out _, out var next)) return null;
        next = Skip(OfThe(next), Cat.The);
        if (Rel(next, out var rel, out var afterRel) && rel == 0) next = afterRel;
        if (!UnitAt(next, out var unit, out end) || unit is not (Unit.Week or Unit.Month or Unit.Quarter or Unit.HalfYear or Unit.Year or Unit.Decade)) return null;
        if (RelAfter(end, out rel, out var after) && rel == 0) end = after;
        return Almanac.Calendar(unit, 0).Past?.End is { } close ? Almanac.Between(Today, close.AddDays(-1), Unit.Day) : null;
    }

    /// <summary>"Año a la fecha", "en lo que va de mes": up to today.</summary>
    private Reading? ToDate(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.ToDate, out _, out end)) return new Reading(ReadingKind.DateRange, "PRESENT_REF") { Mod = "before", Past = new(null, Today), Future = new(null, Today) };
        if (UnitAt(i, out var unit, out var next) && unit is Unit.Month or Unit.Year && Is(next, Cat.ToDate, out _, out end)) { }
        else if (IsWord(i, "va") && Is(i + 1, Cat.Of) && UnitAt(Skip(OfThe(i + 1), Cat.Rel), out unit, out end) && unit is Unit.Month or Unit.Year or Unit.Week) { }
        else return null;
        var whole = Almanac.Calendar(unit, 0);
        var soFar = new Stretch(whole.Past?.Start, Today);
        return whole with { Past = soFar, Future = soFar };
    }
}
