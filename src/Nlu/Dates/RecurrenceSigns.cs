using System.Buffers;
using System.Collections.Frozen;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>Words that a recurrence is made of, in groups.</summary>
/// <remarks>A form of recurrence whose groups a message lacks cannot match it, so most messages are searched for few forms or none.</remarks>
[Flags]
internal enum RecurrenceSigns
{
    None = 0,
    /// <summary>"Cada", "todos", "every", "each".</summary>
    Each = 1 << 0,
    /// <summary>"Los".</summary>
    The = 1 << 1,
    /// <summary>"Lunes", "mon", "Fridays".</summary>
    Weekday = 1 << 2,
    /// <summary>"Mondays".</summary>
    Weekdays = 1 << 3,
    Month = 1 << 4,
    /// <summary>"Enero", "may".</summary>
    MonthName = 1 << 5,
    Week = 1 << 6,
    Year = 1 << 7,
    /// <summary>"Día", "días".</summary>
    Day = 1 << 8,
    /// <summary>"Hábil", "workday", "entre semana".</summary>
    Work = 1 << 9,
    /// <summary>"Lunes": with the next one, "de lunes a viernes".</summary>
    Monday = 1 << 10,
    Friday = 1 << 11,
    /// <summary>"Diario", "weekly": says by itself how often.</summary>
    Often = 1 << 12,
    /// <summary>"Por medio", "sí y otro no", "cada dos".</summary>
    Other = 1 << 13,
    /// <summary>"Quincena", "biweekly".</summary>
    Fortnight = 1 << 14,
    /// <summary>"Fin de semana", "weekends".</summary>
    Weekend = 1 << 15,
    /// <summary>"Una vez a la semana", "once a month".</summary>
    Once = 1 << 16,
}

/// <summary>Which groups of <see cref="RecurrenceSigns"/> stand in a message.</summary>
internal static class RecurrenceWords
{
    private static readonly SearchValues<char> OneWord = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private static readonly FrozenDictionary<string, RecurrenceSigns> Words = Build();

    /// <summary>The groups of which a word stands in a message.</summary>
    public static RecurrenceSigns Of(TokenizedText text)
    {
        var signs = RecurrenceSigns.None;
        foreach (ref readonly var token in text.Array.AsSpan())
        {
            if (token.Kind is TokenKind.Word or TokenKind.Number) signs |= Words.GetValueOrDefault(token.Folded);
            else if (token.Kind is not (TokenKind.Punctuation or TokenKind.NewLine or TokenKind.Emoji or TokenKind.TaskNumber)) signs |= Within(token.Folded);
        }

        return signs;
    }

    // A mention is one word; an address or a quote may hold any of them.
    private static RecurrenceSigns Within(string piece) => piece.AsSpan().ContainsAnyExcept(OneWord) ? ~RecurrenceSigns.None : Words.GetValueOrDefault(piece);

    private static FrozenDictionary<string, RecurrenceSigns> Build()
    {
        var words = new Dictionary<string, RecurrenceSigns>(StringComparer.Ordinal);
        Add(RecurrenceSigns.Each, "cada todos todas every each");
        Add(RecurrenceSigns.The, "los");
        Add(RecurrenceSigns.Weekday, "lunes martes miercoles jueves viernes sabado sabados domingo domingos");
        Add(RecurrenceSigns.Weekday, "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays");
        Add(RecurrenceSigns.Weekday, "mon tue tues wed thu thurs fri sat sun");
        Add(RecurrenceSigns.Weekdays, "mondays tuesdays wednesdays thursdays fridays saturdays sundays");
        Add(RecurrenceSigns.Month, "mes meses month monthly mensual mensualmente");
        Add(RecurrenceSigns.MonthName, "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre");
        Add(RecurrenceSigns.MonthName, "january february march april may june july august september october november december");
        Add(RecurrenceSigns.Week, "semana semanas week weeks");
        Add(RecurrenceSigns.Year, "ano anos year yearly");
        Add(RecurrenceSigns.Day, "dia dias");
        Add(RecurrenceSigns.Work, "habil habiles laborable laborables laboral laborales trabajo entre weekday weekdays workday workdays work business working");
        Add(RecurrenceSigns.Monday, "lunes monday mon");
        Add(RecurrenceSigns.Friday, "viernes friday fri");
        Add(RecurrenceSigns.Often, "semanal semanalmente weekly mensual mensualmente monthly anual anualmente yearly hourly diario diaria diariamente daily everyday");
        Add(RecurrenceSigns.Other, "medio si dos 2");
        Add(RecurrenceSigns.Fortnight, "quincena quincenal quincenalmente quince 15 fortnight fortnightly biweekly");
        Add(RecurrenceSigns.Weekend, "fin fines weekend weekends");
        Add(RecurrenceSigns.Once, "vez once");
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(RecurrenceSigns sign, string list)
        {
            foreach (var word in list.Split(' ')) words[word] = words.GetValueOrDefault(word) | sign;
        }
    }
}
