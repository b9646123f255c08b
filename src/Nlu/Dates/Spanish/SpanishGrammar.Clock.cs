using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Times of day.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"Entre las 3 y 4": the "y" joins two times there, it does not add minutes.</summary>
    private bool noMinutesAfterAnd;

    /// <summary>What was read at each token, without and with a word before it that asks for a time.</summary>
    private readonly (bool Known, bool IsTime, Clock Clock, int End)[] times = new (bool, bool, Clock, int)[2 * tokens.Count];

    /// <inheritdoc />
    protected override bool Time(int i, bool bare, out Clock clock, out int end)
    {
        if ((uint)i >= (uint)Tokens.Count)
        {
            clock = default;
            end = i;
            return false;
        }

        if (noMinutesAfterAnd || i == SecondEdge) return AnyTime(i, bare, out clock, out end);
        ref var entry = ref times[(2 * i) + (bare ? 1 : 0)];
        if (!entry.Known) entry = (true, AnyTime(i, bare, out clock, out end), clock, end);
        (_, var isTime, clock, end) = entry;
        return isTime;
    }

    private bool AnyTime(int i, bool bare, out Clock clock, out int end)
    {
        if (Is(i, Cat.ClockName, out var name, out end))
        {
            clock = new Clock(name.Value / 60, name.Value % 60 is var m && m > 0 ? m : -1);
            return !Is(end, Cat.Unit);
        }

        if (MinutesTo(i, out clock, out end)) return true;
        return Hour(i, bare, out clock, out end);
    }

    /// <inheritdoc />
    protected override bool NotClock(int i) => base.NotClock(i) && !Is(i, Cat.TimeZoneNoun) && !(Is(i, Cat.HourMark) && !IsWord(i, "hora"));

    /// <summary>A clock time that stands for itself, or after words that ask for one.</summary>
    private Reading? ClockReading(int i, out int end)
    {
        if (Time(i, AtBefore(i), out var clock, out end)) return WithZone(clock.ToReading(), ref end);

        // "Por la mañana a las 9", "temprano en la mañana a las 8"
        if (!PartAfter(Skip(i, Cat.RelStage), out var part, out var next)) return null;
        var at = Connector(next, out var bare);
        return at > next && Time(at, bare, out clock, out end) ? InPart(clock, part).ToReading() : null;
    }

    /// <summary>"A las", "sobre las", "hasta las" stand before.</summary>
    private bool AtBefore(int i) => (IsWord(i - 1, "las") || IsWord(i - 1, "la") || IsWord(i - 1, "los"))
        && (IsWord(i - 2, "a") || IsWord(i - 2, "de") || IsWord(i - 2, "desde") || IsWord(i - 2, "hasta") || IsWord(i - 2, "para") || IsWord(i - 2, "sobre") || IsWord(i - 2, "hacia") || IsWord(i - 2, "por") || IsWord(i - 2, "tipo") || IsWord(i - 2, "despues"));

    /// <summary>"Cuarto para las ocho", "diez minutos pasadas las tres".</summary>
    private bool MinutesTo(int i, out Clock clock, out int end)
    {
        clock = default;
        end = i;
        int minutes;
        int next;
        if (Is(i, Cat.Quarter)) (minutes, next) = (15, i + 1);
        else if (IsWord(i, "media")) (minutes, next) = (30, i + 1);
        else if (!Cardinal(i, out minutes, out next) || minutes is < 1 or > 59) return false;
        if (UnitAt(next, out var unit, out var afterUnit))
        {
            if (unit != Unit.Minute) return false;
            next = afterUnit;
        }

        int sign;
        if (Is(next, Cat.For, out _, out var at)) sign = -1;
        else if (IsWord(next, "antes") && Is(next + 1, Cat.Of)) (sign, at) = (-1, next + 2);
        else if (IsWord(next, "pasadas") || IsWord(next, "pasados")) (sign, at) = (1, Is(next + 1, Cat.Of) ? next + 2 : next + 1);
        else return false;
        if (!IsWord(at, "las") && !IsWord(at, "la")) return false;
        if (!Hour(at + 1, bare: true, out var hour, out end) || hour.Minute > 0) return false;
        clock = Later(hour, sign * minutes);
        return true;
    }

    private static Clock Later(Clock hour, int minutes)
    {
        var of = (((hour.Hour * 60) + Math.Max(hour.Minute, 0) + minutes) + (24 * 60)) % (24 * 60);
        var at = of / 60;
        if (hour.HalfOpen && hour.Hour < 12 && at == 0) at = 12;
        return new Clock(at, of % 60, -1, hour.HalfOpen && at <= 12);
    }

    /// <summary>The hour with what follows it: minutes, "y media", "am", "de la tarde", "en punto", "h".</summary>
    private bool Hour(int i, bool bare, out Clock clock, out int end)
    {
        clock = default;
        var digits = IsNumber(i);
        var sure = false;
        if (digits)
        {
            // "15hs", "9h": the mark is glued to the hour.
            if (Digits(i, out var plain, 1, 2) && plain <= 24 && Is(i + 1, Cat.HourMark, out _, out var marked) && Glued(i + 1) && !IsNumber(i + 2) && !InNumberChain(i) && (bare || (plain > 12 && !IsWord(i + 1, "horas"))) && !IsWord(i - 1, "por") && !IsWord(i - 1, "en"))
            {
                clock = Of(plain, -1, -1, -1);
                end = marked;
                return true;
            }

            // "8 h 30"
            if (Digits(i, out plain, 1, 2) && plain < 24 && IsWord(i + 1, "h") && Digits(i + 2, out var past, 2, 2) && past < 60 && !InNumberChain(i) && !Is(i + 3, Cat.Unit) && !(Glued(i + 3) && Tokens[i + 3].Kind == DateTokenKind.Word))
            {
                clock = Of(plain, past, -1, -1);
                end = i + 3;
                return true;
            }

            var dotted = bare && Sign(i + 1, '.') && IsNumber(i + 2);
            if (!DigitTime(i, bare: true, out clock, out end)) return false;
            sure = clock.Minute >= 0 && !(IsDotted(i) && !dotted && end == i + 3);
            if (end > i + 1 && !clock.HalfOpen && clock.Hour <= 12 && clock.Minute < 0) sure = true;
            if (IsDotted(i) && end == i + 3 && !bare && !Suffix(end)) return false;
            if (Is(end - 1, Cat.Meridiem) || Is(end - 2, Cat.OClock) || (Sign(end - 1, '.') && end - 1 > i)) sure = true;
        }
        else
        {
            if (!Is(i, Cat.One, out _, out _) && !Is(i, Cat.Tens)) { end = i; return false; }
            if (!HourWord(i, out var hour, out end)) return false;
            clock = Of(hour, -1, -1, -1);
        }

        if (clock.Minute < 0 && clock.HalfOpen | clock.Hour > 12 | clock.Hour == 0) sure |= Minutes(ref clock, ref end, digits, bare);
        if (Is(end, Cat.HourMark, out _, out var afterMark) && !(Glued(afterMark) && Tokens[afterMark].Kind == DateTokenKind.Word) && (bare || (digits && (clock.Hour > 12 || clock.Minute >= 0))) && !IsWord(end, "hora") && (bare || !IsWord(end, "horas") || clock.Minute >= 0) && (AtBefore(i) || bare || !IsWord(i - 1, "por") && !IsWord(i - 1, "en")))
        {
            end = afterMark;
            sure |= !IsWord(afterMark - 1, "hr");
        }

        if (clock.HalfOpen && HalfDay(end, out var half, out var afterHalf))
        {
            clock = Of(clock.Hour, clock.Minute, clock.Second, half);
            end = afterHalf;
            sure = true;
        }

        if (Is(end, Cat.OClock, out _, out var afterClock))
        {
            end = afterClock;
            sure = true;
        }

        if (PartAfter(end, out var part, out var afterPart) && clock.Hour <= 12)
        {
            clock = InPart(clock, part);
            end = Skip(afterPart, Cat.OClock);
            sure = true;
        }
        else if (clock is { HalfOpen: true, Hour: 12 } && IsWord(end, "del") && Is(end + 1, Cat.DayNoun, out _, out var afterDay) && !IsNumber(afterDay))
        {
            clock = new Clock(12, clock.Minute, clock.Second);
            end = afterDay;
            sure = true;
        }
        else if (clock.HalfOpen && IsWord(end, "del") && Is(end + 1, Cat.ClockName, out var noon, out var afterNoon) && noon.Value == 720)
        {
            clock = new Clock(clock.Hour < 6 ? clock.Hour + 12 : clock.Hour, clock.Minute, clock.Second);
            end = afterNoon;
            sure = true;
        }

        return sure || (bare && !NotHour(end));
    }

    private bool Suffix(int i) => Is(i, Cat.HourMark) || Is(i, Cat.Meridiem) || PartAfter(i, out _, out _);

    private bool IsDotted(int i) => Sign(i + 1, '.') && Glued(i + 1);

    private bool NotHour(int i) => (Is(i, Cat.Unit) && !Is(i, Cat.TimeZoneNoun)) || Is(i, Cat.Month) || Sign(i, '%') || OrdinalEnding(i) || (Is(i, Cat.Of) && (Is(OfThe(i), Cat.Month) || UnitAt(OfThe(i), out _, out _)))
        || Is(i, Cat.Rel) && UnitAt(i + 1, out _, out _);
}
