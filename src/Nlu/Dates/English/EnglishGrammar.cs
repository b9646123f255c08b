using PmBot.Nlu.Dates.Grammar;
using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <summary>Dates and times as English speakers write them.</summary>
internal sealed partial class EnglishGrammar(DateTokens tokens, Almanac almanac, bool dayFirst) : DateGrammar(tokens, almanac, dayFirst)
{
    private readonly Memo dates = new(tokens.Count);
    private readonly Memo timedDates = new(tokens.Count);
    private readonly Memo anchors = new(tokens.Count);
    private readonly Memo lengths = new(tokens.Count);
    private readonly Memo periods = new(tokens.Count);
    private readonly Memo moments = new(tokens.Count);

    /// <summary>A range is being read, so that short names are taken for what they look like.</summary>
    private bool Framed => SecondEdge >= 0;

    /// <inheritdoc />
    /// <remarks>Words that are in no list begin nothing, but for a few that are known by their place: "my week", "bi-weekly", "T10:30".</remarks>
    public override bool MayBegin(int i)
    {
        ref readonly var token = ref Tokens[i];
        if (IsVerb(i) || (token.Kind == DateTokenKind.Sign && Sign(i - 1, token.Sign) && Glued(i))) return false;
        return token.Kind == DateTokenKind.Number || token.Senses.Length > 0
            || (token.Kind == DateTokenKind.Word && token.Length < 5 && token.Sign is 'm' or 'b' or 't' or 's' && (IsWord(i, "my") || IsWord(i, "bi") || IsWord(i, "tri") || IsWord(i, "semi") || IsWord(i, "t")));
    }

    /// <summary>The "last" of "it will last 3 hours".</summary>
    private bool IsVerb(int i) => IsWord(i, "last")
        && (Is(i - 1, Cat.Auxiliary) || (IsWord(i - 1, "not") && Is(i - 2, Cat.Auxiliary)) || (IsWord(i - 1, "t") && Sign(i - 2, '\'') && Is(i - 3, Cat.Auxiliary)));

    /// <inheritdoc />
    protected override bool TakesArticle(int i) => IsNumber(i);

    /// <inheritdoc />
    public override Reading? Longest(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        if (Lenient) Keep(Saying(i, out end), end, ref best, ref bestEnd);
        if (!Unbounded) Keep(Bounded(i, out end), end, ref best, ref bestEnd);
        Keep(DayHours(i, out end), end, ref best, ref bestEnd);
        Keep(MomentRange(i, out end), end, ref best, ref bestEnd);
        Keep(Moment(i, out end), end, ref best, ref bestEnd);
        Keep(ClockReading(i, out end), end, ref best, ref bestEnd);
        Keep(Days(i, out end), end, ref best, ref bestEnd);
        Keep(Date(i, out end), end, ref best, ref bestEnd);
        Keep(Hours(i, out end, zone: true), end, ref best, ref bestEnd);
        Keep(Set(i, out end), end, ref best, ref bestEnd);
        Keep(FreeDuration(i, out end), end, ref best, ref bestEnd);
        Keep(ZoneAlone(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>What was read at a token before; not inside a range, where the same words may read otherwise.</summary>
    private Reading? Once(Memo memo, int i, Func<int, (Reading? Reading, int End)> read, out int end)
    {
        if (!Framed && memo.Knows(i, out var known, out end)) return known;
        (var reading, end) = read(i);
        return Framed ? reading : memo.Keep(i, reading, end);
    }

    private Reading? Length(int i, out int end) => Once(lengths, i, at => (Duration(at, out var e), e), out end);

    protected override bool YearOfRel(int i, out int year, out int end)
    {
        year = 0;
        if (!Is(i, Cat.Rel, out var rel, out var next) || !Is(next, Cat.Unit, out var unit, out end) || unit.Value != (int)Unit.Year)
        {
            end = i;
            return false;
        }

        year = Today.Year + Math.Sign(rel.Value);
        return true;
    }

    protected override bool YearWords(int i, out int year, out int end)
    {
        // "nineteen ninety five", "twenty sixteen"; "nineteen hundred"
        year = 0;
        if (NumberWords(i, out var century, out var next) && century is >= 10 and <= 21 && NumberWords(SkipSign(next, '-'), out var rest, out end) && rest is >= 10 and < 100)
        {
            year = (century * 100) + rest;
            return true;
        }

        if (Is(i, Cat.Tens, out var tens, out next) && tens.Value == 20 && NumberWords(SkipSign(next, '-'), out rest, out end) && rest is >= 10 and < 100)
        {
            year = 2000 + rest;
            return true;
        }

        return base.YearWords(i, out year, out end);
    }

    /// <summary>A duration that stands for itself, also "more than 3 days".</summary>
    private Reading? FreeDuration(int i, out int end)
    {
        if (Is(i, Cat.More, out _, out var next) || Is(i, Cat.Less, out _, out next))
        {
            var mod = Is(i, Cat.More) ? "more" : "less";
            if (IsWord(i, "over")) { end = i; return null; }
            return Length(next, out end) is { } bounded ? bounded with { Mod = mod } : null;
        }

        // "all day", "the whole week"
        if (Is(i, Cat.All, out _, out next) && UnitAt(SkipSign(next, '-'), out var unit, out end) && unit is Unit.Day or Unit.Week or Unit.Fortnight or Unit.Month or Unit.Year) return Lasting([new Amount(1, unit)]);
        if (Length(i, out end) is not { } length || length.Amounts.Any(a => a.Unit is Unit.Quarter or Unit.HalfYear or Unit.Century)) return null;

        // "A second chance" is no time.
        if (length.Seconds == 1 && !IsNumber(i) && Is(end, Cat.Seconded) && IsWord(end - 1, "second")) return null;
        return IsWord(end - 1, "night") && Is(end, Cat.NotTime) ? null : length;
    }

    private Reading? ZoneAlone(int i, out int end) => Zone(i, out var minutes, out end) && (IsWord(end - 1, "timezone") || IsWord(end - 1, "zone"))
        ? new Reading(ReadingKind.TimeZone, string.Empty) { Zone = (minutes, string.Empty) }
        : null;

    private bool Zone(int i, out int minutes, out int end)
    {
        minutes = 0;
        if (!Is(i, Cat.TimeZone, out var zone, out end)) return false;
        minutes = zone.Value;
        if (Tokens[i].Length > 4 && !Is(end, Cat.TimeZoneNoun)) return false;
        if (minutes == 0 && (Sign(end, '+') || Sign(end, '-')) && Digits(end + 1, out var hours, 1, 2) && hours < 15)
        {
            minutes = (Sign(end, '-') ? -1 : 1) * hours * 60;
            end += 2;
            if (Sign(end, ':') && Digits(end + 1, out var rest, 2, 2))
            {
                minutes += Math.Sign(minutes) * rest;
                end += 2;
            }

            return true;
        }

        end = Skip(end, Cat.TimeZoneNoun);
        return true;
    }

    private Reading WithZone(Reading reading, int i, out int end)
    {
        if (!Zone(i, out var minutes, out end))
        {
            end = i;
            return reading;
        }

        return reading with { Zone = (minutes, Tokens.Text[Tokens[i].Start..Tokens[end - 1].End].ToLowerInvariant()) };
    }
}
