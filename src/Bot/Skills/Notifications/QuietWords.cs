using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.ProjectCore.Proactive;

namespace PmBot.Bot.Skills.Notifications;

/// <summary>From when to when somebody wants quiet, and for how long: "de 20 a 8", "nada después de las 7", "at night", "una hora".</summary>
/// <remarks>All texts are folded.</remarks>
internal static partial class QuietWords
{
    /// <summary>When the usual working day begins.</summary>
    public static readonly TimeOnly WorkBegins = new(9, 0);

    /// <summary>When it ends.</summary>
    public static readonly TimeOnly WorkEnds = new(18, 0);

    private static readonly TimeOnly Evening = new(20, 0);
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>The hours that are named, on the person's own clock; what is left open stays as it is set, or is the usual. Null where none are named.</summary>
    public static (TimeOnly From, TimeOnly To)? Hours(string said, NoticeSettings now)
    {
        if (Range().Match(said) is { Success: true } range && Read(range, "f") is { } start && Read(range, "t") is { } end && start != end)
        {
            return (start, end);
        }

        if (After().Match(said) is { Success: true } after && Read(after, "f", isEvening: true) is { } since)
        {
            return (since, now.QuietTo is { } until && until != since ? until : Morning);
        }

        if (Before().Match(said) is { Success: true } before && Read(before, "t") is { } ends)
        {
            return (now.QuietFrom is { } from && from != ends ? from : Evening, ends);
        }

        return OffWork().IsMatch(said) ? (WorkEnds, WorkBegins) : Night().IsMatch(said) ? (Evening, Morning) : null;
    }

    /// <summary>A stretch of time from now: "media hora", "for two hours"; null where none is named.</summary>
    public static TimeSpan? For(string said)
    {
        if (Stretch().Match(said) is not { Success: true } match)
        {
            return null;
        }

        var unit = match.Groups["unit"].Value;
        var count = match.Groups["n"].Value switch
        {
            "media" or "half an" => 0.5,
            "un" or "una" or "a" or "an" or "one" => 1,
            "dos" or "two" => 2,
            "tres" or "three" => 3,
            "cuatro" or "four" => 4,
            "cinco" or "five" => 5,
            var digits => double.Parse(digits, CultureInfo.InvariantCulture),
        };
        return unit.StartsWith("mi", StringComparison.Ordinal) ? TimeSpan.FromMinutes(Math.Clamp(count, 1, 600)) : TimeSpan.FromHours(Math.Clamp(count, 0.5, 48));
    }

    /// <summary>A time of day that is named as one: "hasta las 3", "to 9:30"; null where none is.</summary>
    public static TimeOnly? Clock(string said) => At().Match(said) is { Success: true } match ? Read(match, "f") : null;

    /// <summary>Whether only the working hours are wanted: "que solo me avisen en horario de oficina".</summary>
    public static bool IsWorkOnly(string said) => WorkOnly().IsMatch(said);

    /// <summary>Whether it ends with lunch.</summary>
    public static bool IsLunch(string said) => Lunch().IsMatch(said);

    // "Después de las 7" is said of the evening; a range says both ends.
    private static TimeOnly? Read(Match match, string prefix, bool isEvening = false)
    {
        var hour = int.Parse(match.Groups[prefix].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups[prefix + "m"].Success ? int.Parse(match.Groups[prefix + "m"].Value, CultureInfo.InvariantCulture) : 0;
        hour = match.Groups[prefix + "a"].Value switch
        {
            "pm" or "tarde" or "noche" or "evening" or "night" when hour is > 0 and < 12 => hour + 12,
            "am" or "manana" or "madrugada" or "morning" => hour % 12,
            "" when isEvening && hour is > 0 and < 12 => hour + 12,
            _ => hour,
        };
        return hour is >= 0 and <= 24 && minute < 60 ? new TimeOnly(hour % 24, minute) : null;
    }

    [GeneratedRegex(
        @"(?:de|desde|entre|from|between)\s+(?:las?\s+)?(?<f>\d{1,2})(?:[:.](?<fm>\d\d))?\s*(?:hs?\b)?\s*(?:(?:de la |in the |at )?(?<fa>am|pm|manana|tarde|noche|madrugada|morning|evening|night)\b)?\s*(?:a|hasta|y|to|until|till|and|-)\s+(?:las?\s+)?(?<t>\d{1,2})(?:[:.](?<tm>\d\d))?\s*(?:hs?\b)?\s*(?:(?:de la |in the |at )?(?<ta>am|pm|manana|tarde|noche|madrugada|morning|evening|night)\b)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Range();

    [GeneratedRegex(
        @"\b(?:despues de|despues|a partir de|pasadas|pasando de|desde|after|past|from)\s+(?:las?\s+)?(?<f>\d{1,2})(?:[:.](?<fm>\d\d))?\s*(?:hs?\b)?\s*(?:(?:de la |in the |at )?(?<fa>am|pm|manana|tarde|noche|madrugada|morning|evening|night)\b)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex After();

    [GeneratedRegex(
        @"\b(?:antes de|before)\s+(?:las?\s+)?(?<t>\d{1,2})(?:[:.](?<tm>\d\d))?\s*(?:hs?\b)?\s*(?:(?:de la |in the |at )?(?<ta>am|pm|manana|tarde|noche|madrugada|morning|evening|night)\b)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Before();

    [GeneratedRegex(
        @"\b(?:hasta|a|para|until|till|to|at|for)\s+(?:las?\s+)?(?<f>\d{1,2})(?:[:.](?<fm>\d\d))?\s*(?:hs?\b)?\s*(?:(?:de la |in the |at )?(?<fa>am|pm|manana|tarde|noche|madrugada|morning|evening|night)\b|o'clock)?(?!\s*(?:h\b|hora|hour|hr|min|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep|oct|nov|dic)))",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex At();

    [GeneratedRegex(@"\b(?:fuera de(?:l| mi)? (?:horario|trabajo|horas)|outside (?:of )?(?:work|working|office)|after hours|after work)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex OffWork();

    [GeneratedRegex(@"\b(?:noches?|madrugada|night|overnight|evenings)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Night();

    [GeneratedRegex(@"\b(?<n>media|half an|una?|an?|one|dos|two|tres|three|cuatro|four|cinco|five|\d{1,3})\s+(?<unit>horas?|hrs?|h|hours?|minutos?|minutes?|mins?|ratito|rato|while|bit)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Stretch();

    [GeneratedRegex(@"\b(?:almuerzo|almorzar|comer|comida|mediodia|lunch|noon|midday)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Lunch();

    [GeneratedRegex(@"\b(?:solo|solamente|unicamente|nomas|only|just)\b.*\b(?:horas? (?:de (?:trabajo|oficina)|laborales|habiles)|horario (?:laboral|habil|de (?:trabajo|oficina))|jornada|(?:work|working|office|business) hours)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex WorkOnly();
}
