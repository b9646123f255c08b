using PmBot.Nlu.Dates.Grammar;
using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <summary>Dates and times as Spanish speakers on both sides of the Atlantic write them.</summary>
internal sealed partial class SpanishGrammar(DateTokens tokens, Almanac almanac, bool dayFirst) : DateGrammar(tokens, almanac, dayFirst)
{
    private readonly Memo dates = new(tokens.Count);
    private readonly Memo periods = new(tokens.Count);
    private readonly Memo anchors = new(tokens.Count);
    private readonly Memo lengths = new(tokens.Count);
    private readonly Memo moments = new(tokens.Count);
    private readonly Memo dayHours = new(tokens.Count);

    /// <inheritdoc />
    public override Reading? Longest(int i, out int end)
    {
        if (Tokens[i].Kind != DateTokenKind.Number && Tokens[i].Senses.Length == 0)
        {
            end = i;
            return null;
        }

        Reading? best = null;
        var bestEnd = i;
        Keep(Period(i, out end), end, ref best, ref bestEnd);
        Keep(Bounded(i, out end), end, ref best, ref bestEnd);
        Keep(Range(i, out end), end, ref best, ref bestEnd);
        Keep(DayHours(i, out end), end, ref best, ref bestEnd);
        Keep(Moment(i, out end), end, ref best, ref bestEnd);
        Keep(Date(i, out end), end, ref best, ref bestEnd);
        Keep(ZonedHours(i, out end), end, ref best, ref bestEnd);
        Keep(Set(i, out end), end, ref best, ref bestEnd);
        Keep(ClockReading(i, out end), end, ref best, ref bestEnd);
        Keep(FreeDuration(i, out end), end, ref best, ref bestEnd);
        Keep(ZoneAlone(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"@mar", "#abr", "dic$": a short name between such signs is something else.</summary>
    private bool Tagged(int i) => Tokens[i].Length <= 4
        && ((Glued(i) && i > 0 && Tokens[i - 1].Kind == DateTokenKind.Sign && Tokens[i - 1].Sign is '$' or '%' or '£' or '&' or '!' or '?' or '@' or '#')
            || (Glued(i + 1) && Tokens[i + 1].Kind == DateTokenKind.Sign && Tokens[i + 1].Sign is '$' or '%' or '£' or '&' or '@' or '#'));

    /// <summary>"Este año", "el próximo año", "el año que viene", "el año pasado".</summary>
    protected override bool YearOfRel(int i, out int year, out int end)
    {
        year = 0;
        if (!RelUnit(Skip(i, Cat.The), out var unit, out var rel, out end) || unit != Unit.Year) return false;
        year = Today.Year + rel;
        return true;
    }

    /// <summary>"Dos mil veinte", "mil novecientos ochenta y cuatro"; "mil" alone is a number.</summary>
    protected override bool YearWords(int i, out int year, out int end)
    {
        if (base.YearWords(i, out year, out end) && end > i + 1) return true;
        end = i;
        return false;
    }

    /// <summary>"Próxima semana", "semana que viene", "este mes": the unit and how many of them away.</summary>
    private bool RelUnit(int i, out Unit unit, out int rel, out int end)
    {
        rel = 0;
        if (Rel(i, out rel, out var next) && UnitAt(next, out unit, out end))
        {
            // "Esta semana pasada": the word behind decides.
            if (rel == 0 && RelAfter(end, out var behind, out var afterBehind)) (rel, end) = (behind, afterBehind);
            return true;
        }

        if (UnitAt(i, out unit, out next) && RelAfter(next, out rel, out end)) return true;
        end = i;
        return false;
    }

    /// <summary>A word before the noun: -1 last, 0 this, 1 next.</summary>
    private bool Rel(int i, out int rel, out int end)
    {
        var known = Is(i, Cat.Rel, out var sense, out end);
        rel = known ? sense.Value : 0;
        return known;
    }

    /// <summary>A word after the noun; "anterior a" compares with something else.</summary>
    private bool RelAfter(int i, out int rel, out int end)
    {
        var known = Is(i, Cat.RelAfter, out var sense, out end) && !(IsWord(i, "anterior") && (Is(end, Cat.Of) || IsWord(end, "a") || IsWord(end, "al")));
        rel = known ? sense.Value : 0;
        return known;
    }

    /// <summary>After "de", "del", "de la", "de los".</summary>
    private int OfThe(int i) => Is(i, Cat.Of, out _, out var next) ? Skip(next, Cat.The) : i;

    /// <summary>"En 2150", "del año 2150": far years need a word that asks for one.</summary>
    private bool YearAsked(int i) => Is(i - 1, Cat.In) || Is(i - 1, Cat.YearWord) || IsWord(i - 1, "ano") || Is(i - 1, Cat.Since) || IsWord(i - 1, "hasta");

    /// <summary>A calendar year in digits that stands for itself, or in words.</summary>
    private bool Year(int i, out int year, out int end)
    {
        if (Digits(i, out year, 4, 4))
        {
            end = i + 1;
            return (IsYear(year) || (year is > 2100 and < 2200 && YearAsked(i))) && !InNumberChain(i) && !(Glued(end) && (Tokens[end].Kind == DateTokenKind.Word || (Divider(end, out var sign) && IsNumber(end + 1) && Glued(end + 1) && !(sign == '-' && Digits(end + 1, out var other, 4, 4) && IsYear(other) && other > year && !(Sign(end + 2, '-') && Glued(end + 2)))) || Sign(end, '%') || Sign(end, '$')))
                && !(Sign(end, ',') && IsNumber(end + 1) && Glued(end + 1)) && !Is(end, Cat.Unit) && !Is(end, Cat.NotTime) && !(Sign(end, '-') && !Glued(end) && Digits(end + 1, out _, 1, 3) && !Is(end + 2, Cat.Month) && !Is(end + 2, Cat.Of)) && !Sign(i - 1, '$') && !Sign(i - 1, '#') && (i == SecondEdge || !(Sign(i - 1, '-') && IsNumber(i - 2)));
        }

        return YearWords(i, out year, out end) && !Is(end, Cat.NotTime) && !Is(end, Cat.Unit);
    }
}
