using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>Reads one expression at a place of the text. What isn't a real date (31/2) isn't read.</summary>
internal sealed partial class DateReader
{
    private readonly Token[] _tokens;
    private readonly DateWord[] _words;
    private readonly DateTime _now;
    private readonly DateOnly _today;
    private readonly bool _dayFirst;
    private readonly bool _bareDays;

    public DateReader(TokenizedText text, NluContext context)
    {
        _tokens = text.Array;
        _words = new DateWord[_tokens.Length];
        for (var i = 0; i < _tokens.Length; i++)
        {
            _words[i] = DateWord.Of(_tokens[i]);
            Any |= _words[i].Kind != DateWordKind.None || DateStarters.Contains(_tokens[i].Folded);
        }

        _now = context.Now;
        _today = DateOnly.FromDateTime(context.Now);
        _dayFirst = context.DayFirst;
        _bareDays = context.Expected == EntityType.Date;
    }

    /// <summary>Whether the text has a word that a date could hold.</summary>
    public bool Any { get; }

    private static readonly HashSet<string> DateStarters = new(StringComparer.Ordinal)
    {
        "mediodia", "medianoche", "noon", "midnight", "tonight", "eod", "eow", "eom", "weekend", "finde",
    };

    /// <summary>A day or moment that begins here.</summary>
    public bool Moment(int at, out int end, out DateValue value)
    {
        end = at;
        value = null!;
        Clock clock = default;
        DateOnly day;
        var i = at;
        if (Span(at, out end, out var moment))
        {
            value = moment.Time is null && Clocks(ref end, ref clock) ? moment with { Time = clock.Time } : moment;
            return true;
        }

        if (Day(ref i, out day, out var part))
        {
            if (part == 0) InEight(ref i, ref day);
            clock.Part = part;
            Clocks(ref i, ref clock);
            end = i;
            value = new DateValue(day, clock.Time);
            return true;
        }

        i = at;
        if (!Clocks(ref i, ref clock, first: true) || clock.Time is not { } time) return false;
        end = i;
        var next = i;
        if (Is(next, "de", "del", "el", "on", "of", ",")) next++;
        if (Day(ref next, out day, out _))
        {
            end = next;
            value = new DateValue(day, time);
            return true;
        }

        value = new DateValue(time > TimeOnly.FromDateTime(_now) ? _today : _today.AddDays(1), time);
        return true;
    }

    /// <summary>"De hoy en ocho", "el lunes en quince": the same weekday one or two weeks later.</summary>
    private void InEight(ref int i, ref DateOnly day)
    {
        if (!Is(i, "en") || !IsNumber(i + 1, out var count) || count is not (8 or 15)) return;
        var end = i + 2;
        if (Word(end) is { Kind: DateWordKind.Unit, Value: DateWord.Day }) end++;
        else if (IsDigits(i + 1, out _) || Word(end).Kind == DateWordKind.Unit || Is(end, "puntos", "de")) return;
        day = day.AddDays(count == 8 ? 7 : 14);
        i = end;
    }

    private bool Day(ref int i, out DateOnly day, out int part)
    {
        part = 0;
        return Numeric(ref i, out day) || Relative(ref i, out day, out part) || DayOfMonth(ref i, out day) || Weekday(ref i, out day) || EndOf(ref i, out day);
    }

    private DateWord Word(int i) => i >= 0 && i < _words.Length ? _words[i] : default;

    private bool Is(int i, string word) => i >= 0 && i < _tokens.Length && _tokens[i].Is(word);

    private bool Is(int i, params ReadOnlySpan<string> words)
    {
        if (i < 0 || i >= _tokens.Length || _tokens[i].Kind is not (TokenKind.Word or TokenKind.Punctuation)) return false;
        foreach (var word in words)
            if (string.Equals(_tokens[i].Folded, word, StringComparison.Ordinal)) return true;
        return false;
    }

    private bool IsNumber(int i, out int number)
    {
        var word = Word(i);
        number = word.Value;
        return word.Kind == DateWordKind.Number && number >= 0;
    }

    private bool IsDigits(int i, out int number)
    {
        number = i >= 0 && i < _tokens.Length && _tokens[i].Kind == TokenKind.Number ? _tokens[i].Number : -1;
        return number >= 0;
    }

    private bool Glued(int i) => i < _tokens.Length && _tokens[i].Glued;

    private static bool Make(int year, int month, int dayOfMonth, out DateOnly day)
    {
        day = default;
        if (year is >= 0 and < 100) year += 2000;
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    // Without a year: the next one that comes; 29 February waits for its leap year.
    private bool Coming(int month, int dayOfMonth, out DateOnly day)
    {
        for (var year = _today.Year; year <= _today.Year + 8; year++)
            if (Make(year, month, dayOfMonth, out day) && day >= _today) return true;
        day = default;
        return false;
    }

    private bool ComingDay(int dayOfMonth, out DateOnly day)
    {
        day = default;
        if (dayOfMonth is < 1 or > 31) return false;
        for (var month = new DateOnly(_today.Year, _today.Month, 1); ; month = month.AddMonths(1))
            if (Make(month.Year, month.Month, dayOfMonth, out day) && day >= _today) return true;
    }

    private DateOnly Monday => _today.AddDays(-(((int)_today.DayOfWeek + 6) % 7));

    private static DateOnly LastOfMonth(DateOnly any) => new(any.Year, any.Month, DateTime.DaysInMonth(any.Year, any.Month));
}
