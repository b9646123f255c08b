using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>What comes again, as people at work say it, whole: days, interval and hour together, in both languages.</summary>
/// <remarks>
/// Written as TIMEX where that has a word, else beyond it: <c>XXXX-WXX-2,4T10</c> (Tuesdays and Thursdays), <c>XXXX-WXX-5/P2W</c> (every other
/// Friday), <c>P1WDT09</c> (work days), <c>XXXX-XX-31</c> (the last day of the month), <c>XXXX-XX-WXX-1-#1</c> (its first Monday; <c>#-1</c> the last).
/// </remarks>
internal static partial class RecurrencePhrases
{
    private const string Day = "(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon|tue|tues|wed|thu|thurs|fri|sat|sun)";
    private const string Days = $"(?<days>{Day}(?: (?:,|y|e|and|&) (?:y |and )?(?:el |los |on )?{Day})*)";
    private const string Number = "(?<n>\\d{1,3}|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|diez|doce|quince|veinte|treinta|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty)";
    private const string Hour = "\\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
    private const string Half = "(?<ap>a ?[.]? ?m|p ?[.]? ?m|de la manana|de la tarde|de la noche|in the morning|in the afternoon|in the evening)";
    private const string Clock =
        $"(?:(?:a las?|a eso de las?|at|@|sobre las?|hacia las?) (?<h>{Hour})(?: ?[:.h] ?(?<m>\\d\\d)| (?<half>y media))?(?: ?{Half}\\b)?|(?<h>\\d{{1,2}}) ?: ?(?<m>\\d\\d)(?: ?{Half}\\b)?|(?<h>\\d{{1,2}}) ?{Half}\\b|(?<noon>al mediodia|a mediodia|at noon|at midday)|(?:por|en|a|de) la (?<part>manana|tarde|noche)|in the (?<part>morning|afternoon|evening)|at (?<part>night))";
    private const string Before = $"(?<![\\w#])(?:{Clock} (?:, )?(?:, |de )?)?(?:en |on )?";
    private const string After = $"(?: ?,?(?: hrs?|hs)? {Clock})?(?!\\w)";
    private const string Month = "(?<month>enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|january|february|march|april|may|june|july|august|september|october|november|december)";

    // Without one of these no phrase begins, and most messages have none.
    private static readonly HashSet<string> Signs = new(StringComparer.Ordinal)
    {
        "cada", "todos", "todas", "every", "each", "daily", "diario", "diaria", "diariamente", "everyday", "semanal", "semanalmente", "weekly", "mensual", "mensualmente", "monthly", "yearly",
        "anual", "hourly", "quincenal", "quincenalmente", "biweekly", "fortnightly", "weekdays", "weekday", "workdays", "workday", "habiles", "laborables", "laborales", "entre", "medio", "month",
        "mes", "los", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "lunes", "monday", "si", "business", "working",
    };

    private static readonly string[][] Weekdays =
    [
        ["lunes", "mon"], ["martes", "tue"], ["miercoles", "wed"], ["jueves", "thu"], ["viernes", "fri"], ["sabado", "sat"], ["domingo", "sun"],
    ];

    private static readonly string[] Months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic", "jan", "apr", "aug", "dec", "set"];

    /// <summary>The phrases of a text, in its order; they do not overlap.</summary>
    public static List<Entity> Find(TokenizedText text)
    {
        var found = new List<Entity>();
        if (!Array.Exists(text.Array, t => t.Kind == TokenKind.Word && Signs.Contains(t.Folded))) return found;

        var signs = RecurrenceWords.Of(text);
        string? line = null;
        List<int> starts = [];
        foreach (var (form, mayStand, write) in Forms)
        {
            if (!mayStand(signs)) continue;
            line ??= Joined(text, starts);
            foreach (Match match in form.Matches(line))
            {
                var first = starts.FindLastIndex(s => s <= match.Index);
                var last = starts.FindLastIndex(s => s < match.Index + match.Length);
                var (start, end) = (text.Array[first].Start, text.Array[last].End);
                if (found.Exists(e => e.Start < end && e.End > start) || write(match) is not { } timex) continue;
                found.Add(new Entity(EntityType.Recurrence, new RecurrenceValue(timex), text.Text[start..end], start, end));
            }
        }

        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    // Tokens parted by a space, so that a match begins and ends with tokens.
    private static string Joined(TokenizedText text, List<int> starts)
    {
        var joined = new StringBuilder(text.Text.Length + 16);
        foreach (var token in text.Array)
        {
            if (joined.Length > 0) joined.Append(' ');
            starts.Add(joined.Length);
            joined.Append(token.Kind == TokenKind.NewLine ? "\u0001" : token.Folded.Replace(' ', '_'));
        }

        return joined.ToString();
    }

    // The more particular first: what is found keeps its words.
    private static (Regex Form, Func<RecurrenceSigns, bool> MayStand, Func<Match, string?> Write)[] Forms { get; } =
    [
        (WorkDays(), s => Any(s, RecurrenceSigns.Work) || Both(s, RecurrenceSigns.Monday, RecurrenceSigns.Friday) || Both(s, RecurrenceSigns.Day, RecurrenceSigns.Week), m => "P1WD" + Time(m)),
        (LastOfMonth(), s => Any(s, RecurrenceSigns.Month), m => "XXXX-XX-31" + Time(m)),
        (NthOfMonth(), s => Both(s, RecurrenceSigns.Weekday, RecurrenceSigns.Month), m => $"XXXX-XX-WXX-{DayNumbers(m.Groups["days"].Value)}-#{Nth(m.Groups["nth"].Value)}" + Time(m)),
        (EveryOther(), s => Both(s, RecurrenceSigns.Weekday, RecurrenceSigns.Each | RecurrenceSigns.Other), m => $"XXXX-WXX-{DayNumbers(m.Groups["days"].Value)}{Time(m)}/P2W"),
        (EveryWeeksOn(), s => Both(s, RecurrenceSigns.Weekday, RecurrenceSigns.Week | RecurrenceSigns.Fortnight), m => Weeks(m)),
        (DayOfMonth(), s => Any(s, RecurrenceSigns.Month) || Both(s, RecurrenceSigns.Each, RecurrenceSigns.Day), m => MonthDay(m)),
        (DayOfYear(), s => Both(s, RecurrenceSigns.MonthName, RecurrenceSigns.Each | RecurrenceSigns.Year), m => YearDay(m)),
        (Weekly(), s => Any(s, RecurrenceSigns.Weekdays) || Both(s, RecurrenceSigns.Weekday, RecurrenceSigns.Each | RecurrenceSigns.The | RecurrenceSigns.Often), m => $"XXXX-WXX-{DayNumbers(m.Groups["days"].Value)}{Time(m)}"),
        (Interval(), s => Any(s, RecurrenceSigns.Each), m => Length(m)),
        (Plain(), s => Any(s, RecurrenceSigns.Each | RecurrenceSigns.Often | RecurrenceSigns.Fortnight | RecurrenceSigns.Weekend | RecurrenceSigns.Once), m => Simple(m)),
    ];

    private static bool Any(RecurrenceSigns said, RecurrenceSigns of) => (said & of) != RecurrenceSigns.None;

    private static bool Both(RecurrenceSigns said, RecurrenceSigns one, RecurrenceSigns other) => Any(said, one) && Any(said, other);

    private static string? Weeks(Match m)
    {
        var number = m.Groups["fortnight"].Success ? 2 : Count(m.Groups["n"].Value);
        return number is < 1 or > 52 ? null : $"XXXX-WXX-{DayNumbers(m.Groups["days"].Value)}{Time(m)}{(number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/P{number}W"))}";
    }

    private static string? MonthDay(Match m)
    {
        var day = m.Groups["first"].Success ? 1 : int.Parse(m.Groups["d"].Value, CultureInfo.InvariantCulture);
        return day is < 1 or > 31 ? null : string.Create(CultureInfo.InvariantCulture, $"XXXX-XX-{day:00}{Time(m)}");
    }

    private static string? YearDay(Match m)
    {
        var day = int.Parse(m.Groups["d"].Value, CultureInfo.InvariantCulture);
        var month = m.Groups["month"].Value[..3] switch
        {
            "jan" => 1, "apr" => 4, "aug" => 8, "dec" => 12, "set" => 9,
            var short3 => Array.IndexOf(Months, short3) + 1,
        };
        return day < 1 || day > DateTime.DaysInMonth(2024, month) ? null : string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}-{day:00}{Time(m)}");
    }

    private static string? Length(Match m)
    {
        var number = m.Groups["other"].Success ? 2 : Count(m.Groups["n"].Value);
        if (number is < 1 or > 999) return null;
        var unit = m.Groups["unit"].Value;
        var written = unit[0] switch
        {
            'h' => "PT{0}H",
            'm' when unit.StartsWith("mi", StringComparison.Ordinal) => "PT{0}M",
            'd' => "P{0}D",
            's' or 'w' => "P{0}W",
            'm' => "P{0}M",
            _ => "P{0}Y",
        };
        var isClock = written[1] == 'T';
        // "Cada quince días" is every two weeks to those who say it.
        return string.Format(CultureInfo.InvariantCulture, written, number) + (isClock ? "" : Time(m));
    }

    private static string Simple(Match m)
    {
        if (m.Groups["halfhour"].Success) return "PT30M";
        if (m.Groups["hour"].Success) return "PT1H";
        if (m.Groups["fortnight"].Success) return "P2W" + Time(m);
        if (m.Groups["week"].Success) return "P1W" + Time(m);
        if (m.Groups["months"].Success) return "P1M" + Time(m);
        if (m.Groups["year"].Success) return "P1Y" + Time(m);
        if (m.Groups["weekend"].Success) return "XXXX-WXX-6,7" + Time(m);
        var time = Time(m);
        if (time.Length == 0 && m.Groups["dayPart"].Success) time = Part(m.Groups["dayPart"].Value);
        return time.Length == 0 ? "P1D" : time;
    }

    private static string Time(Match m)
    {
        if (m.Groups["noon"].Success) return "T12";
        if (m.Groups["part"].Success && !m.Groups["h"].Success) return Part(m.Groups["part"].Value);
        if (!m.Groups["h"].Success) return "";
        var hour = Count(m.Groups["h"].Value);
        var minute = m.Groups["half"].Success ? 30 : m.Groups["m"].Success ? int.Parse(m.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        var half = m.Groups["ap"].Value;
        var isMorning = half.StartsWith('a') || half.Contains("manana", StringComparison.Ordinal) || half.Contains("morning", StringComparison.Ordinal);
        if (half.Length > 0)
        {
            hour = isMorning ? hour % 12 : (hour % 12) + 12;
        }
        else if (hour is >= 1 and <= 6 && !m.Groups["h"].Value.StartsWith('0'))
        {
            // Nobody at work means three in the night.
            hour += 12;
        }

        if (hour > 23 || minute > 59) return "";
        return minute == 0 ? string.Create(CultureInfo.InvariantCulture, $"T{hour:00}") : string.Create(CultureInfo.InvariantCulture, $"T{hour:00}:{minute:00}");
    }

    private static string Part(string word) => word switch
    {
        "manana" or "mananas" or "morning" or "mornings" => "T09",
        "tarde" or "tardes" or "afternoon" or "afternoons" => "T15",
        _ => "T20",
    };

    private static string DayNumbers(string days) => string.Join(
        ',',
        days.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => Array.FindIndex(Weekdays, names => Array.Exists(names, n => word.StartsWith(n, StringComparison.Ordinal))) + 1)
            .Where(n => n > 0).Distinct().Order());

    private static int Nth(string word) => word[..2] switch
    {
        "pr" or "fi" or "1s" or "1e" => 1,
        "se" or "2n" or "2d" => 2,
        "te" or "th" or "3r" or "3e" => 3,
        "cu" or "fo" or "4t" => 4,
        _ => -1,
    };

    private static int Count(string word) => word switch
    {
        "un" or "una" or "one" => 1,
        "dos" or "two" => 2,
        "tres" or "three" => 3,
        "cuatro" or "four" => 4,
        "cinco" or "five" => 5,
        "seis" or "six" => 6,
        "siete" or "seven" => 7,
        "ocho" or "eight" => 8,
        "nueve" or "nine" => 9,
        "diez" or "ten" => 10,
        "once" or "eleven" => 11,
        "doce" or "twelve" => 12,
        "quince" or "fifteen" => 15,
        "veinte" or "twenty" => 20,
        "treinta" or "thirty" => 30,
        _ => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
    };

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(Before + "(?:(?:cada|todos los|los|en los) dias? (?:habil(?:es)?|laborables?|laborales?|de semana|entre semana|de trabajo)|cada dia (?:habil|laborable|laboral|de semana)|entre semana|(?:todos los dias )?de lunes a viernes|(?:every |each )(?:weekday|workday|work day|business day|working day)|(?:on )?(?:weekdays|workdays)|(?:every day )?(?:from )?monday (?:to|through|thru|-) friday|mon - fri)" + After, Options, MatchTime.Most)]
    private static partial Regex WorkDays();

    [GeneratedRegex(Before + "(?:(?:cada |todos los )ultimos? dias? del? mes(?:es)?|(?:el |al |los )?ultimos? dias? (?:de cada|de todos los) mes(?:es)?|cada fin de mes|(?:a |al )?(?:fin|final|fines|finales) de cada mes|(?:every |each )last day of the month|(?:the )?last day of (?:each|every) month|(?:at )?(?:the )?end of (?:each|every) month|every month end)" + After, Options, MatchTime.Most)]
    private static partial Regex LastOfMonth();

    [GeneratedRegex(Before + "(?:(?:cada |todos los )(?<nth>primer(?:o|os)?|segundos?|tercer(?:o|os)?|cuartos?|ultimos?) (?<days>" + Day + ") del mes|(?:el |los )?(?<nth>primer(?:o|os)?|segundos?|tercer(?:o|os)?|cuartos?|ultimos?) (?<days>" + Day + ") (?:de cada|de todos los) mes(?:es)?|(?:every |each )(?<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?<days>" + Day + ") of the month|(?:the )?(?<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?<days>" + Day + ") of (?:each|every) month)" + After, Options, MatchTime.Most)]
    private static partial Regex NthOfMonth();

    [GeneratedRegex(Before + "(?:(?:every|each) (?:other|second|2nd|alternate) " + Days + "|(?:cada|un|el|los) " + Days + " (?:de por medio|por medio|si y (?:otro|uno) no)|(?:cada|todos los|los) " + Days + " cada (?:dos|2) semanas|(?:cada|un) (?:dos|2) " + Days + ")" + After, Options, MatchTime.Most)]
    private static partial Regex EveryOther();

    [GeneratedRegex(Before + "(?:(?:cada " + Number + " semanas|(?<fortnight>cada quincena|cada quince dias|cada 15 dias|quincenalmente|every fortnight|biweekly)|every " + Number + " weeks?|every " + Number + " week) ?,? ?(?:los |el |on |on the )?" + Days + ")" + After, Options, MatchTime.Most)]
    private static partial Regex EveryWeeksOn();

    [GeneratedRegex(Before + "(?:(?:el |los |cada |todos los )?(?:dias? )?(?:(?<d>\\d{1,2})|(?<first>primero|uno)) (?:de cada|de todos los) mes(?:es)?|cada dia (?<d>\\d{1,2})|cada mes (?:el |los )?(?:dia )?(?<d>\\d{1,2})|(?:the )?(?:(?<d>\\d{1,2}) ?(?:st|nd|rd|th)?|(?<first>first)) of (?:each|every) month|every month on (?:the )?(?<d>\\d{1,2}) ?(?:st|nd|rd|th)?|monthly on (?:the )?(?<d>\\d{1,2}) ?(?:st|nd|rd|th)?)" + After, Options, MatchTime.Most)]
    private static partial Regex DayOfMonth();

    [GeneratedRegex(Before + "(?:cada (?<d>\\d{1,2}) de " + Month + "|(?:todos los anos|cada ano) (?:el )?(?<d>\\d{1,2}) de " + Month + "|(?:every year|yearly|each year) on " + Month + " (?:the )?(?<d>\\d{1,2}) ?(?:st|nd|rd|th)?|every " + Month + " (?:the )?(?<d>\\d{1,2}) ?(?:st|nd|rd|th)?)" + After, Options, MatchTime.Most)]
    private static partial Regex DayOfYear();

    [GeneratedRegex(Before + "(?:(?:cada|todos los|todas las|every|each|(?:semanal|semanalmente|weekly|cada semana|every week|todas las semanas|diario|daily) ?,? ?(?:los |el |on )?) ?" + Days + "|los " + Days + "|(?<days>(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)(?: (?:,|and|&) (?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays))*))" + After, Options, MatchTime.Most)]
    private static partial Regex Weekly();

    [GeneratedRegex(Before + "(?:(?:cada|every|each) (?:" + Number + "|(?<other>other|second)) (?<unit>horas?|minutos?|min|dias?|semanas?|mes|meses|anos?|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?))" + After, Options, MatchTime.Most)]
    private static partial Regex Interval();

    [GeneratedRegex(Before + "(?:(?<halfhour>cada media hora|every half hour|every half an hour)|(?<hour>cada hora|todas las horas|every hour|hourly)|(?<fortnight>cada quincena|quincenalmente|quincenal|every fortnight|biweekly|fortnightly)|(?<weekend>(?:cada|todos los|los) fin(?:es)? de semana|(?:every |on )?weekends|every weekend)|(?<week>cada semana|todas las semanas|semanalmente|semanal|every week|weekly|once a week|una vez a la semana)|(?<months>cada mes|todos los meses|mensualmente|mensual|every month|monthly|una vez al mes|once a month)|(?<year>cada ano|todos los anos|anualmente|anual|every year|yearly)|(?:cada|todas las|every|each) (?<dayPart>mananas?|tardes?|noches?|mornings?|afternoons?|evenings?|nights?)|todos los (?:santos )?dias|cada dia|diariamente|diario|diaria|a diario|every single day|every day|everyday|each day|daily(?! a las?\\b| :|:| standup| stand up| update))" + After, Options, MatchTime.Most)]
    private static partial Regex Plain();
}
