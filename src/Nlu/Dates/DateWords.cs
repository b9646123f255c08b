using System.Collections.Frozen;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

internal enum DateWordKind : byte
{
    None,
    Weekday,
    WeekdayShort,
    Month,
    MonthShort,
    Unit,
    Number,
    Relative,
    Next,
    Last,
    This,
    Part,
}

/// <summary>A word's part in a date: which weekday, month, unit or number it is.</summary>
internal readonly record struct DateWord(DateWordKind Kind, int Value)
{
    public const int Minute = 1, Hour = 2, Day = 3, Week = 4, Month = 5, Year = 6, Fortnight = 7;
    public const int Morning = 9, Afternoon = 15, Evening = 18, Night = 20;

    private static readonly FrozenDictionary<string, DateWord> Words = Build();
    private static readonly TypoIndex Typos = BuildTypos();

    /// <summary>Reads a folded word, forgiving a slip in the long ones.</summary>
    public static DateWord Of(in Token token)
    {
        if (token.Kind == TokenKind.Number) return new(DateWordKind.Number, token.Number);
        if (token.Kind != TokenKind.Word) return default;
        if (Words.TryGetValue(token.Folded, out var word)) return word;
        if (token.Folded.Length < 5 || WordLists.IsCommon(token.Folded)) return default;
        Span<(string Word, int Distance)> found = new (string, int)[4];
        return Typos.Find(token.Folded, found) > 0 ? Words[found[0].Word] : default;
    }

    public static bool IsKnown(string folded) => Words.ContainsKey(folded);

    private static TypoIndex BuildTypos()
    {
        var index = new TypoIndex();
        foreach (var (word, meaning) in Words)
            if (word.Length >= 5 && meaning.Kind is DateWordKind.Weekday or DateWordKind.Month or DateWordKind.Relative) index.Add(word);
        return index;
    }

    private static FrozenDictionary<string, DateWord> Build()
    {
        var words = new Dictionary<string, DateWord>(StringComparer.Ordinal);
        Add(DateWordKind.Weekday, 1, "lunes martes miercoles jueves viernes sabado domingo", "monday tuesday wednesday thursday friday saturday sunday");
        Add(DateWordKind.WeekdayShort, 1, "lun mar mie jue vie sab dom", "mon tue wed thu fri sat sun", "_ tues miér thur _ _ _", "_ tuseday wensday thrusday _ saterday _", "_ teusday wednsday thurday _ _ _", "_ mart mierc thurs _ _ _");
        Add(DateWordKind.Month, 1, "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "january february march april may june july august september october november december", "_ _ _ _ _ _ _ _ setiembre _ _ _");
        Add(DateWordKind.MonthShort, 1, "ene feb mar abr may jun jul ago sep oct nov dic", "jan _ _ apr _ _ _ aug sept _ _ dec");
        Add(DateWordKind.Number, 0, "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
            "_ una _", "_ uno _", "_ a _", "_ an _", "_ primero _", "_ first second third fourth fifth sixth seventh eighth ninth tenth");
        foreach (var (text, n) in new[] { ("treinta", 30), ("thirty", 30), ("veintiuno", 21), ("veintidos", 22), ("couple", 2), ("par", 2), ("few", 3) }) words[text] = new(DateWordKind.Number, n);
        foreach (var (unit, text) in new[]
        {
            (Minute, "minuto minutos minutito minutitos minute minutes min mins"), (Hour, "hora horas horita horitas hour hours hr hrs h hs"), (Day, "dia dias day days d"),
            (Week, "semana semanas week weeks sem wk"), (Month, "mes meses month months"), (Year, "ano anos year years"), (Fortnight, "quincena quincenas fortnight"),
        })
            foreach (var word in text.Split(' ')) words[word] = new(DateWordKind.Unit, unit);
        foreach (var (day, text) in new[] { (0, "hoy today"), (1, "manana tomorrow tmrw tmr tomorow tommorow 2moro"), (-1, "ayer yesterday"), (-2, "anteayer antier antes-de-ayer") })
            foreach (var word in text.Split(' ')) words[word] = new(DateWordKind.Relative, day);
        foreach (var word in "proximo proxima proximos proximas next siguiente siguientes prox".Split(' ')) words[word] = new(DateWordKind.Next, 1);
        foreach (var word in "pasado pasada last previous anterior".Split(' ')) words[word] = new(DateWordKind.Last, -1);
        foreach (var word in "este esta estos estas this".Split(' ')) words[word] = new(DateWordKind.This, 0);
        foreach (var (part, text) in new[] { (Morning, "morning madrugada temprano tempranito tempra"), (Afternoon, "tarde afternoon"), (Evening, "evening"), (Night, "noche night") })
            foreach (var word in text.Split(' ')) words[word] = new(DateWordKind.Part, part);
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(DateWordKind kind, int from, params string[] lists)
        {
            foreach (var list in lists)
            {
                var value = from;
                foreach (var word in list.Split(' '))
                {
                    if (word != "_") words.TryAdd(Fold.Text(word), new(kind, value));
                    value++;
                }
            }
        }
    }
}
