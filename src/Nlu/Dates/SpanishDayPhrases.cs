using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>Where a Spanish day or week is named by counting: "el último viernes del mes", "la primera semana de abril", "dos días antes del lunes", "en 5 días hábiles".</summary>
internal static class SpanishDayPhrases
{
    /// <summary>The offsets of the words that count; null where there are none.</summary>
    public static List<int>? Find(Token[] tokens)
    {
        List<int>? found = null;
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            if (tokens[i].Kind == TokenKind.Word && Counts(tokens, i)) (found ??= []).Add(tokens[i].Start);
        }

        return found;
    }

    private static bool Counts(Token[] tokens, int i) => tokens[i].Folded switch
    {
        "primer" or "primero" or "primera" or "segundo" or "segunda" or "tercer" or "tercero" or "tercera" or "cuarto" or "cuarta" or "quinto" or "quinta" or "ultimo" or "ultima" =>
            Is(tokens, i + 2, "de", "del") && (DateWord.Of(tokens[i + 1]).Kind == DateWordKind.Weekday || Is(tokens, i + 1, "semana", "quincena")),
        "dia" or "dias" => Is(tokens, i + 1, "habil", "habiles", "laborable", "laborables", "laboral", "laborales") || BeforeOrAfter(tokens, i + 1),
        "semana" or "semanas" or "mes" or "meses" => BeforeOrAfter(tokens, i + 1),
        _ => false,
    };

    private static bool BeforeOrAfter(Token[] tokens, int i) => Is(tokens, i, "antes", "despues") && Is(tokens, i + 1, "de", "del");

    private static bool Is(Token[] tokens, int i, params ReadOnlySpan<string> words)
    {
        if (i >= tokens.Length) return false;
        foreach (var word in words)
        {
            if (string.Equals(tokens[i].Folded, word, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
