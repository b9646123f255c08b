using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>Numbers with and without units, e-mail addresses, hashtags, quotations: what its own spelling tells.</summary>
internal static class Quantities
{
    public static void Find(TokenizedText text, int at, List<Candidate> into)
    {
        var token = text.Array[at];
        switch (token.Kind)
        {
            case TokenKind.Email:
                into.Add(new Candidate(at, at + 1, EntityType.Email, new TextValue(token.Folded), 1, Strong: true));
                break;
            case TokenKind.Hashtag:
                into.Add(new Candidate(at, at + 1, EntityType.Label, new LabelsValue([token.Folded]), 1, Strong: true));
                break;
            case TokenKind.Quoted:
                into.Add(new Candidate(at, at + 1, EntityType.Text, new TextValue(FreeText.Clean(text.Text.AsSpan(token.Start, token.End - token.Start))), 1, Strong: true));
                break;
            case TokenKind.Number when token.Number >= 0:
                Number(text, at, into);
                break;
            case TokenKind.Word when Dates.DateWord.Of(token) is { Kind: Dates.DateWordKind.Number } word && at + 1 < text.Count:
                Unit(text, at, at + 1, word.Value, into);
                break;
        }
    }

    private static void Number(TokenizedText text, int at, List<Candidate> into)
    {
        var tokens = text.Array;
        var end = at + 1;
        decimal value = tokens[at].Number;
        if (at + 2 < tokens.Length && tokens[at + 1].Folded is "." or "," && tokens[at + 1].Glued && tokens[at + 2].Glued && tokens[at + 2].Kind == TokenKind.Number && tokens[at + 2].End - tokens[at + 2].Start <= 2)
        {
            var scale = tokens[at + 2].End - tokens[at + 2].Start == 1 ? 10m : 100m;
            value += tokens[at + 2].Number / scale;
            end = at + 3;
        }

        into.Add(new Candidate(at, end, EntityType.Number, new NumberValue(value), 0.7f, Strong: true));
        Unit(text, at, end, value, into);
    }

    private static void Unit(TokenizedText text, int at, int end, decimal value, List<Candidate> into)
    {
        if (end >= text.Count || text.Array[end].Kind != TokenKind.Word) return;
        // Days and more are read by LengthsOfTime.
        var (estimate, length) = text.Array[end].Folded switch
        {
            "punto" or "puntos" or "pts" or "pt" or "point" or "points" or "sp" or "pto" or "ptos" => (true, TimeSpan.Zero),
            "h" or "hs" or "hr" or "hrs" or "hora" or "horas" or "hour" or "hours" => (true, Hours(value, 1)),
            "story" when end + 1 < text.Count && text.Array[end + 1].Folded.StartsWith("point", StringComparison.Ordinal) => (true, TimeSpan.Zero),
            "min" or "mins" or "minuto" or "minutos" or "minute" or "minutes" => (false, Hours(value, 1 / 60.0)),
            _ => (false, TimeSpan.Zero),
        };
        var stop = text.Array[end].Folded == "story" ? end + 2 : end + 1;
        if (estimate) into.Add(new Candidate(at, stop, EntityType.Estimate, new NumberValue(value), 1.6f, Strong: true));
        if (length > TimeSpan.Zero) into.Add(new Candidate(at, stop, EntityType.Duration, new DurationValue(length), 1.2f, Strong: true));
    }

    private static TimeSpan Hours(decimal value, double hours) => value > 100_000 ? TimeSpan.Zero : TimeSpan.FromHours((double)value * hours);
}
