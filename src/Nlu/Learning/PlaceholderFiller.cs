using System.Globalization;
using System.Text;

namespace PmBot.Nlu.Learning;

/// <summary>Makes training sentences of kept ones: made-up names, titles and numbers stand where placeholders stood, the same ones every time.</summary>
public static class PlaceholderFiller
{
    private static readonly string[] People = ["Ana", "Diego", "Lucía", "Mateo", "Sofía", "Andrés", "Valeria", "Tomás", "Julia", "Emma", "Oliver", "Noah", "Priya", "Sam", "@marta", "@hugo", "Carla Ruiz", "Iván Soto"];
    private static readonly string[] Mentions = ["@ana", "@diego", "@lucia", "@mateo", "@sam", "<@U0AB12>", "<@U77QX>"];
    private static readonly string[] Projects = ["Website", "Catálogo", "App móvil", "Apollo", "Backoffice", "Tienda", "Atlas", "Portal"];
    private static readonly string[] Environments = ["staging", "producción", "prod", "dev", "QA", "production", "pruebas"];
    private static readonly string[] Labels = ["ux", "backend", "bug", "infra", "docs", "frontend"];
    private static readonly string[] SpanishTexts = ["revisar el login", "los precios de invierno", "fotos borrosas", "actualizar el banner", "el informe mensual", "migrar la base", "el correo de bienvenida", "ya quedó probado"];
    private static readonly string[] EnglishTexts = ["fix the login", "update the banner", "the monthly report", "blurry photos", "migrate the database", "welcome email", "it is tested already", "clean up the logs"];
    private static readonly string[] SpanishWords = ["login", "banner", "informe", "carrito", "precios", "reporte", "correo", "buscador"];
    private static readonly string[] EnglishWords = ["login", "banner", "report", "cart", "pricing", "invoice", "email", "search"];

    /// <summary>A kept line with its placeholders filled.</summary>
    /// <param name="line">As <see cref="Anonymizer"/> wrote it; slots stay where they are.</param>
    /// <param name="language"><c>es</c> or <c>en</c>.</param>
    /// <param name="seed">Another one gives another sentence; the same one the same.</param>
    public static string Fill(string line, string language, string seed)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(seed);
        var filled = new StringBuilder(line.Length + 32);
        var state = Hash(seed);
        for (var i = 0; i < line.Length; i++)
        {
            var close = line[i] == '{' ? line.IndexOf('}', i) : -1;
            if (close < 0)
            {
                filled.Append(line[i]);
                continue;
            }

            state = Hash(line.AsSpan(i, close + 1 - i), state);
            filled.Append(Value(line[i..(close + 1)], language == "en", state));
            i = close;
        }

        return filled.ToString();
    }

    private static string Value(string placeholder, bool english, uint state) => placeholder switch
    {
        Placeholder.Person => Of(People, state),
        Placeholder.Mention => Of(Mentions, state),
        Placeholder.Project => Of(Projects, state),
        Placeholder.Environment => Of(Environments, state),
        Placeholder.Label => Of(Labels, state),
        Placeholder.Number => ((state >> 8) % 60 + 1).ToString(CultureInfo.InvariantCulture),
        Placeholder.Email => Of(Mentions, state).Trim('@', '<', '>') + "@example.com",
        Placeholder.Url => "https://example.com/" + Of(Labels, state),
        Placeholder.Word => Of(english ? EnglishWords : SpanishWords, state),
        _ => Of(english ? EnglishTexts : SpanishTexts, state),
    };

    private static string Of(string[] values, uint state) => values[(state >> 8) % (uint)values.Length];

    // FNV-1a: string.GetHashCode differs from process to process.
    private static uint Hash(ReadOnlySpan<char> text, uint state = 2166136261)
    {
        foreach (var c in text) state = (state ^ c) * 16777619;
        return state;
    }
}
