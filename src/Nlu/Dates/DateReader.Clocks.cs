namespace PmBot.Nlu.Dates;

internal sealed partial class DateReader
{
    private struct Clock
    {
        public int Hour;
        public int Minute;
        public bool Said;
        public bool Exact;
        public int Part;

        /// <summary>Without am or pm, 1 to 6 are the afternoon's: nobody is due at four in the morning.</summary>
        public readonly TimeOnly? Time
        {
            get
            {
                if (!Said) return Part > 0 ? new TimeOnly(Part, 0) : null;
                var hour = Hour;
                if (!Exact && hour < 12 && (Part >= DateWord.Afternoon || (Part == 0 && hour is >= 1 and <= 6))) hour += 12;
                return new TimeOnly(hour, Minute);
            }
        }
    }

    // Any mixture of a clock time and a part of the day: "por la tarde a las 5", "a las 5 de la tarde".
    private bool Clocks(ref int i, ref Clock clock, bool first = false)
    {
        var any = false;
        for (var round = 0; round < 3; round++)
        {
            var at = i;
            if (!first && Is(at, ",", "-")) at++;
            if (!clock.Said && ClockAt(ref at, ref clock, bare: !first || any))
            {
                (i, any) = (at, true);
                continue;
            }

            if (PartAt(ref at, ref clock, alone: first && !any))
            {
                (i, any) = (at, true);
                continue;
            }

            break;
        }

        return any;
    }

    private bool IsClockAt(int i)
    {
        Clock clock = default;
        return ClockAt(ref i, ref clock, bare: true);
    }

    private bool ClockAt(ref int i, ref Clock clock, bool bare)
    {
        var at = i;
        if (Is(at, "al", "at", "a", "por", "el")) at++;
        if (Is(at, "mediodia", "noon", "midday", "lunchtime", "medianoche", "midnight"))
        {
            clock = clock with { Hour = Is(at, "medianoche", "midnight") ? 23 : 12, Minute = Is(at, "medianoche", "midnight") ? 59 : 0, Said = true, Exact = true };
            i = at + 1;
            return true;
        }

        at = i;
        if (IsIsoTime(at, out var isoHour, out var isoMinute))
        {
            clock = clock with { Hour = isoHour, Minute = isoMinute, Said = true, Exact = true };
            i = at + 3;
            return true;
        }

        var led = false;
        if (Is(at, "a", "para", "tipo") && Is(at + 1, "la", "las")) (led, at) = (true, at + 2);
        else if (Is(at, "at", "@")) (led, at) = (true, at + 1);
        else if (bare && Is(at, "las") && IsNumber(at + 1, out _)) (led, at) = (true, at + 1);
        if (!IsNumber(at, out var hour) || hour > 24 || (!led && !IsDigits(at, out _))) return false;
        if (led && Is(at, "a", "an", "first")) return false;
        at++;
        var minute = 0;
        var marked = false;
        if (Is(at, ":") && Glued(at) && Glued(at + 1) && IsDigits(at + 1, out minute) && minute < 60 && _tokens[at + 1].End - _tokens[at + 1].Start == 2)
        {
            marked = true;
            at += 2;
            if (Is(at, ":") && Glued(at) && IsDigits(at + 1, out _)) at += 2;
        }
        else
        {
            minute = 0;
            if (led && Is(at, "y") && Is(at + 1, "media", "cuarto")) (minute, at) = (Is(at + 1, "media") ? 30 : 15, at + 2);
            else if (led && Is(at, "y") && IsNumber(at + 1, out var extra) && extra is 5 or 10 or 20 or 25 or 40 or 45) (minute, at) = (extra, at + 2);
            else if (led && Is(at, "menos") && Is(at + 1, "cuarto")) (hour, minute, at) = (hour - 1, 45, at + 2);
        }

        if (Is(at, "en") && Is(at + 1, "punto")) at += 2;
        else if (Is(at, "oclock")) (marked, at) = (true, at + 1);
        var exact = marked && hour > 12;
        if (Is(at, "h", "hs", "hrs", "horas") && (Glued(at) || marked || led)) (marked, exact, at) = (true, true, at + 1);
        var half = 0;
        if (Is(at, "am", "pm")) (half, at) = (Is(at, "pm") ? 2 : 1, at + 1);
        else if (Is(at, "a", "p") && Is(at + 1, ".") && Is(at + 2, "m")) (half, at) = (Is(at, "p") ? 2 : 1, at + (Is(at + 3, ".") ? 4 : 3));
        if (!led && !marked && half == 0) return false;
        // Even led, "a la 7" alone may be a task; the article in the plural or a unit makes it a time.
        if (half == 0 && !marked && led && Is(i + 1, "la") && hour != 1) return false;
        if (half > 0)
        {
            if (hour is < 1 or > 12) return false;
            hour = (hour % 12) + (half == 2 ? 12 : 0);
            exact = true;
        }

        if (hour == 24) hour = 0;
        if (hour is < 0 or > 23) return false;
        clock = clock with { Hour = hour, Minute = minute, Said = true, Exact = exact || hour > 12 || hour == 0 };
        i = at;
        return true;
    }

    // The "T17:00" of 2026-03-15T17:00.
    private bool IsIsoTime(int at, out int hour, out int minute)
    {
        (hour, minute) = (0, 0);
        if (at + 2 >= _tokens.Length || !Glued(at) || !Glued(at + 1) || !Glued(at + 2) || !Is(at + 1, ":")) return false;
        var word = _tokens[at].Folded;
        return word.Length == 3 && word[0] == 't' && int.TryParse(word.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out hour)
            && hour < 24 && IsDigits(at + 2, out minute) && minute < 60;
    }

    // "por la tarde", "en la mañana", "in the morning", "a primera hora", "first thing"
    private bool PartAt(ref int i, ref Clock clock, bool alone)
    {
        if (Is(i, "a") && Is(i + 1, "primera", "ultima") && Word(i + 2) is { Kind: DateWordKind.Unit, Value: DateWord.Hour })
        {
            clock.Part = Is(i + 1, "primera") ? DateWord.Morning : DateWord.Evening;
            i += 3;
            return true;
        }

        if (Is(i, "first") && Is(i + 1, "thing"))
        {
            clock.Part = DateWord.Morning;
            i += 2;
            if (Is(i, "in") && Is(i + 1, "the") && Is(i + 2, "morning")) i += 3;
            return true;
        }

        var at = i;
        if (Is(at, "por", "en", "a", "in") || (!alone && Is(at, "de"))) at++;
        else if (alone || Word(at).Kind != DateWordKind.Part || Is(at, "tarde", "noche")) return false;
        if (at > i)
        {
            if (!Is(at, "la", "the")) return false;
            at++;
        }

        var part = Is(at, "manana") ? DateWord.Morning : Word(at).Kind == DateWordKind.Part ? Word(at).Value : 0;
        if (part == 0) return false;
        clock.Part = Is(at, "madrugada") && !clock.Said ? 6 : part;
        i = at + 1;
        return true;
    }
}
