using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Before, after, since, around.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>Everything before, after or since something; "around" it; "and later".</summary>
    private Reading? Bounded(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        if (Is(i, Cat.Around, out _, out var next))
        {
            var near = Boundable(Skip(next, Cat.The), out end);
            if (near is not null) Keep(near with { Mod = Stages.Name(near.Stage) is { } part ? "approx-" + part : "approx" }, end, ref best, ref bestEnd);
            if (FreeDuration(next, out end) is { Mod: null } lasting) Keep(lasting with { Mod = "approx" }, end, ref best, ref bestEnd);
        }

        if (Bounds(i, out var bound, out var inclusive, out next) && Boundable(Skip(next, Cat.The), out end) is { } of && of.Mod is null | of.Stage != Stage.Whole && of.Kind is not (ReadingKind.Duration or ReadingKind.Set or ReadingKind.TimeZone)) Keep(Ranges.Bounded(of, bound, inclusive) is var all && of.Kind == ReadingKind.DateTime ? all with { Source = "datetimepoint" } : all, end, ref best, ref bestEnd);
        // "After 3 days": the specs only mark the length.
        if (Bounds(i, out bound, out inclusive, out next) && FreeDuration(next, out end) is { Mod: null } length) Keep(length with { Mod = Ranges.Name(bound, inclusive) }, end, ref best, ref bestEnd);
        if (MoreThan(i, out end) is { } far) Keep(far, end, ref best, ref bestEnd);

        // "5pm or later", "5pm or later on Monday"
        if (Time(i, bare: false, out var from, out next) && Is(next, Cat.AndLater, out _, out end) && Date(Skip(end, Cat.On), out var afterDay, timed: true) is { } day) Keep(Ranges.Bounded(Joins.At(day, from), Bound.Since) with { Source = "datetimepoint" }, afterDay, ref best, ref bestEnd);
        if (Time(i, bare: false, out from, out next) && Is(next, Cat.AndLater, out _, out end)) Keep(Ranges.Bounded(from.ToReading(), Bound.Since), end, ref best, ref bestEnd);

        // "2016 and later", "today before 4pm"
        if ((Date(i, out next) ?? Period(i, out next)) is { } first)
        {
            if (Is(next, Cat.AndLater, out _, out end)) Keep(Ranges.Bounded(first, Bound.Since), end, ref best, ref bestEnd);
            if (first.Kind == ReadingKind.Date && Bounds(next, out bound, out inclusive, out var at) && Time(Skip(at, Cat.At), bare: true, out var clock, out end)) Keep(Ranges.Bounded(Joins.At(first, clock), bound, inclusive), end, ref best, ref bestEnd);
        }

        end = bestEnd;
        return best;
    }

    /// <summary>"Before", "after", "since" and their like, "on or" before them or "or on" after them.</summary>
    private bool Bounds(int i, out Bound bound, out bool inclusive, out int end)
    {
        inclusive = false;
        var at = AtPreposition(i, out var next) && Is(next, Cat.Or, out _, out next) ? next : i;
        if (at > i && (Is(at, Cat.Since) || !PlainBound(at, out bound, out _, out end)))
        {
            bound = Bound.Before;
            end = i;
            return false;
        }

        if (!PlainBound(at, out bound, out inclusive, out end)) return false;
        inclusive |= at > i;
        if (bound != Bound.Since && Is(end, Cat.Or, out _, out next) && AtPreposition(next, out next)) (inclusive, end) = (true, next);
        return true;
    }

    private bool AtPreposition(int i, out int end) => Is(i, Cat.On, out _, out end) || Is(i, Cat.In, out _, out end) || Is(i, Cat.At, out _, out end);

    private bool PlainBound(int i, out Bound bound, out bool inclusive, out int end)
    {
        bound = Bound.Before;
        inclusive = false;
        if (Is(i, Cat.Since, out var sense, out end))
        {
            bound = Bound.Since;
            return true;
        }

        if (Is(i, Cat.Before, out sense, out end))
        {
            inclusive = sense.Value == 1;
            return true;
        }

        if (Is(i, Cat.After, out sense, out end))
        {
            bound = Bound.After;
            inclusive = sense.Value == 1;
            return true;
        }

        return false;
    }

    /// <summary>"More than 2 days before yesterday", "more than 3 weeks ago".</summary>
    private Reading? MoreThan(int i, out int end)
    {
        end = i;
        var more = Is(i, Cat.More, out _, out var next);
        if (!more && !Is(i, Cat.Less, out _, out next)) return null;
        if (Distance(next, out end) is { } date && !Is(next, Cat.In))
        {
            if (!more && Length(next, out _) is { } span) return Up(date.Past!.Value.Start!.Value, span);
            var before = date.Past!.Value.Start < Today || date.Past.Value.Start == Today && IsWord(end - 2, "before");
            return Ranges.Bounded(date, before == more ? Bound.Before : Bound.After) with { Source = null };
        }

        if (FromNow(next, out end) is not { } moment || Is(next, Cat.In)) return null;
        var ago = moment.Past!.Value.Start < Almanac.Now;
        return Ranges.Bounded(moment, ago == more ? Bound.Before : Bound.After);
    }

    /// <summary>The days between now and a day so far from it: "less than 2 weeks ago", "within 3 days from today".</summary>
    private Reading Up(DateTime day, Reading length)
    {
        var by = TimeSpan.FromSeconds(Math.Min(length.Seconds, (Almanac.Now - DateTime.MinValue).TotalSeconds / 2));
        var (from, to) = day <= Today ? (day, day + by) : (day - by, day);
        return Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(from), TimexText.Date(to), length.Timex), from, to) with { Grain = Unit.Day };
    }

    /// <summary>The longest thing that can be bounded.</summary>
    private Reading? Boundable(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Moment(i, out end), end, ref best, ref bestEnd);
        Keep(DayHours(i, out end), end, ref best, ref bestEnd);
        Keep(Date(i, out end), end, ref best, ref bestEnd);
        Keep(Days(i, out end), end, ref best, ref bestEnd);
        Keep(Hours(i, out end), end, ref best, ref bestEnd);
        if (Time(i, bare: Is(i - 1, Cat.Before) && !Is(i - 1, Cat.To) || Is(i - 1, Cat.After) || Is(i - 1, Cat.Around), out var clock, out end)) Keep(WithZone(clock.ToReading(), end, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }
}
