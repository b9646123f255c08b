using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>So many units before or after today, or of a period.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>Beyond so many units nothing is left of the calendar.</summary>
    private const int MostUnits = 5000;

    /// <summary>"Los últimos 3 meses", "próximos 5 minutos", "3 próximas semanas", "5 años pasados", "dentro de 2 semanas".</summary>
    private Reading? Run(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.Within, out _, out var next)) return Within(i, next, out end);
        var the = Skip(i, Cat.The);
        if ((Rel(the, out var rel, out next) || FirstWord(the, out rel, out next)) && Piece(next, out var amount, out end) && !Is(next, Cat.A))
        {
            var run = Lasting([amount]);
            var first = IsWord(the, "primeros") || IsWord(the, "primeras") || IsWord(the, "primer") || IsWord(the, "primera");
            if (OfPeriod(run, first, rel, end, out var within, out var after))
            {
                end = after;
                return within;
            }

            // "Las próximas dos décadas" keeps its article.
            if ((the > i && !(amount.Unit == Unit.Decade && IsWord(i, "las"))) || first || rel == 0 || amount.Count > MostUnits) return null;
            if (Length(next, out var longer) is { Amounts.Count: > 1 } whole && !DistanceFrom(longer, out _, out _, out _)) (run, end) = (whole, longer);
            return Almanac.Run(rel, run.Amounts);
        }

        // "3 próximas semanas"
        if (Cardinal(i, out var count, out next) && count <= MostUnits && Rel(next, out rel, out var afterRel) && rel != 0 && UnitAt(afterRel, out var unit, out end)) return Almanac.Run(rel, [new Amount(count, unit)]);

        // "5 años pasados", "4 días hábiles anteriores"
        if (!Is(i, Cat.A) && Length(i, out next) is { } length && RelAfter(next, out rel, out end) && rel != 0 && length.Amounts[0].Count <= MostUnits) return Almanac.Run(rel, length.Amounts);
        end = i;
        return null;
    }

    private bool FirstWord(int i, out int rel, out int end)
    {
        rel = 0;
        end = i + 1;
        return IsWord(i, "primeros") || IsWord(i, "primeras");
    }

    /// <summary>"Las últimas 3 semanas de este año", "los primeros dos meses de 2019".</summary>
    private bool OfPeriod(Reading run, bool first, int rel, int i, out Reading within, out int end)
    {
        within = null!;
        end = i;
        if (!(first || rel == -1) || !(Is(i, Cat.Of) || Is(i, Cat.In)) || run.Amounts.Count > 1) return false;
        var at = OfThe(i);
        if (Is(i, Cat.In)) at = Skip(i + 1, Cat.The);
        if (RelPeriod(at, out end) is not { } whole && (whole = MonthPeriod(at, out end)) is null)
        {
            if (!Year(Skip(at, Cat.YearWord), out var year, out end)) return false;
            whole = Almanac.YearOf(year);
        }

        if (whole.Past is not { Start: { } pastStart, End: { } pastEnd } || whole.Future is not { Start: { } futureStart, End: { } futureEnd }) return false;
        var (begin, finish) = Slice(pastStart, pastEnd, run.Amounts[0], first);
        var (nextBegin, nextFinish) = Slice(futureStart, futureEnd, run.Amounts[0], first);
        within = Almanac.Spans(TimexText.Range(Edge(whole, nextBegin), Edge(whole, nextFinish), run.Timex), begin, finish, nextBegin, nextFinish) with { Grain = Unit.Day };
        return true;
    }

    private static string Edge(Reading whole, DateTime day) => whole.Open ? TimexText.OpenDate(day.Month, day.Day) : TimexText.Date(day);

    /// <summary>The first or the last so many units of a stretch; whole weeks are those whose Thursday lies inside.</summary>
    private static (DateTime Begin, DateTime Finish) Slice(DateTime start, DateTime finish, Amount amount, bool first)
    {
        if (amount.Unit == Unit.Week) (start, finish) = (Almanac.Monday(start.AddDays(3)), Almanac.Monday(finish.AddDays(3)));
        return first ? (start, Almanac.Shift(start, amount.Count, amount.Unit)) : (Almanac.Shift(finish, -amount.Count, amount.Unit), finish);
    }

    /// <summary>"Dentro de dos años": from today on; "dentro de 5 minutos", "dentro de los próximos 3 días".</summary>
    private Reading? Within(int i, int next, out int end)
    {
        end = i;
        next = Skip(next, Cat.The);
        if (Rel(next, out _, out var afterRel)) next = afterRel;
        if (Is(next, Cat.Less, out _, out var afterLess)) next = afterLess;
        if (Length(next, out end) is not { } length)
        {
            // "Dentro de la próxima hora"
            if (afterRel != next || !UnitAt(next, out var unit, out end)) return null;
            length = Lasting([new Amount(1, unit)]);
        }

        if (!IsWord(end, "desde") && DistanceFrom(end, out _, out _, out var fromEnd) && Is(fromEnd - 1, Cat.DayWord)) return null;
        if (!OfDays(length)) return Almanac.Run(1, length.Amounts);
        var until = Almanac.Shift(Today, length.Amounts, 1);
        return Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(Today), TimexText.Date(until), length.Timex), Today, until) with { Grain = Unit.Day };
    }
}
