using PmBot.Nlu.Dates;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>Stretches of days, weeks and months: "dos días", "otra semana", "un par de días hábiles", "two more weeks", "a fortnight".</summary>
internal static class LengthsOfTime
{
    private const int MaxAmount = 1000;

    /// <summary>Adds the length that begins at a token.</summary>
    public static void Find(TokenizedText text, int at, List<Candidate> into)
    {
        var tokens = text.Array;
        if (Amount(tokens, at, out var unit) is not { } amount || unit >= tokens.Length) return;
        if (tokens[unit].Folded is "more" or "extra" or "additional" or "further" or "mas" && unit + 1 < tokens.Length) unit++;
        var working = tokens[unit].Folded is "working" or "business" && unit + 1 < tokens.Length;
        if (working) unit++;
        if (tokens[unit].Kind != TokenKind.Word || Unit(tokens[unit].Folded) is not { } length) return;
        var end = unit + 1;
        if (end < tokens.Length && tokens[end].Folded is "habil" or "habiles" or "laborable" or "laborables")
        {
            working = true;
            end++;
        }

        into.Add(new Candidate(at, end, EntityType.Duration, new DurationValue(TimeSpan.FromDays(amount * length.Days)) { Months = amount * length.Months, IsWorking = working }, 1.2f + (0.3f * (end - at - 2)), Strong: true));
    }

    // How many, and where the unit stands.
    private static int? Amount(Token[] tokens, int at, out int unit)
    {
        unit = at + 1;
        switch (tokens[at].Folded)
        {
            case "otra" or "otro" or "another":
                // "Otros dos días", "another two days".
                return unit < tokens.Length && DateWord.Of(tokens[unit]) is { Kind: DateWordKind.Number } more ? Said(tokens, unit, more, ref unit) : 1;
            case "otros" or "otras" when unit < tokens.Length && DateWord.Of(tokens[unit]) is { Kind: DateWordKind.Number } others:
                return Said(tokens, unit, others, ref unit);
            default:
                return DateWord.Of(tokens[at]) is { Kind: DateWordKind.Number } number ? Said(tokens, at, number, ref unit) : null;
        }
    }

    private static int? Said(Token[] tokens, int at, DateWord number, ref int unit)
    {
        unit = at + 1;
        var value = number.Value;
        // "Un par de días", "a couple of weeks".
        if (unit < tokens.Length && tokens[unit].Folded is "par" or "couple")
        {
            value = 2;
            unit++;
        }

        if (unit < tokens.Length && tokens[unit].Folded is "de" or "of" && tokens[unit - 1].Folded is "par" or "couple") unit++;
        // "3.5 días" and "1/2 semana" are no whole days.
        return value is > 0 and <= MaxAmount && !(at > 0 && tokens[at].Glued && tokens[at - 1].Folded is "." or "," or "/") ? value : null;
    }

    private static (int Days, int Months)? Unit(string folded) => folded switch
    {
        "dia" or "dias" or "day" or "days" or "diita" or "diitas" => (1, 0),
        "semana" or "semanas" or "week" or "weeks" or "semanita" or "wk" or "wks" or "sem" => (7, 0),
        "quincena" or "quincenas" or "fortnight" or "fortnights" => (14, 0),
        "mes" or "meses" or "month" or "months" => (30, 1),
        _ => null,
    };
}
