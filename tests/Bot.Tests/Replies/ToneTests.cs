using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Tests.Replies;

/// <summary>The rules of docs/tone.md that a machine can check, over every sentence that the bot can say.</summary>
public sealed partial class ToneTests
{
    /// <summary>What a number may stand before without a form of its own for one.</summary>
    private static readonly string[] Numberless =
    [
        "más", "more", "pts", "pt", "sin", "de", "of", "overdue", "blocked", "unassigned", "due", "open", "done", "finished", "started", "characters", "caracteres", "%", "en", "in", "to", "por", "new", "late", "without",
    ];

    private static readonly string[] Forbidden =
    [
        // Officialese and machine talk.
        "operación", "exitos", "satisfactoriamente", "correctamente", "procesad", "se ha ", "ha sido", "lamentablemente", "desafortunadamente", "estimado usuario", "estimada usuaria", "favor de", "sírvase", "inválid", "ingrese",
        "successful", "operation", "invalid", "unfortunately", "oops", "ups,", "dear ", "kindly", "an error occurred", "ocurrió un error",
        // Usted, vosotros and voseo: people are spoken to as tú, and understood however they write.
        "usted", "vuestr", "podéis", "queréis", "tenéis", "decís", "decime", "decíme", "querés", "podés", "tenés", "elegí ", "sabés", "vos ",
    ];

    // Words that lost their accent.
    private static readonly string[] Unaccented =
    [
        "tambien", "todavia", "aqui", "asi", "numero", "titulo", "opcion", "dia", "dias", "proximo", "proxima", "ultimo", "ultima", "accion", "asignacion", "correccion", "despues", "manana", "miercoles",
        "sabado", "estimacion", "informacion", "conexion", "sesion", "version", "ningun", "algun", "facil", "quedo", "cambio de dia", "espanol", "ingles", "grafico", "dificil", "minimo", "maximo",
    ];

    [Fact]
    public void Both_languages_have_the_same_sentences_with_the_same_holes()
    {
        var spanish = Sentences().Where(s => IsSpanish(s.File)).ToDictionary(s => s.File.Replace(".es.", ".", StringComparison.Ordinal) + s.Key, s => s.Text, StringComparer.Ordinal);
        var english = Sentences().Where(s => !IsSpanish(s.File)).ToDictionary(s => s.File.Replace(".en.", ".", StringComparison.Ordinal) + s.Key, s => s.Text, StringComparer.Ordinal);

        spanish.Count.ShouldBeGreaterThan(100);
        spanish.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach (var (key, text) in spanish)
        {
            ReplyTemplate.Parse(text).Holes.Order(StringComparer.Ordinal).ShouldBe(ReplyTemplate.Parse(english[key]).Holes.Order(StringComparer.Ordinal), key);
        }
    }

    [Fact]
    public void Sentences_keep_to_the_tone() => Faults(Tone).ShouldBeEmpty();

    [Fact]
    public void Signs_and_words_are_those_of_the_language() => Faults(Signs).ShouldBeEmpty();

    [Fact]
    public void A_number_before_a_noun_has_a_form_for_one() => Faults(Numbers).ShouldBeEmpty();

    [Theory]
    [InlineData("es", "¡Operación exitosa!")]
    [InlineData("es", "Listo !")]
    [InlineData("es", "Hola!")]
    [InlineData("es", "¿Que tarea?")]
    [InlineData("es", "Dime el numero.")]
    [InlineData("es", "¡Listo! ¡Ya quedó!")]
    [InlineData("es", "¿Quiere usted seguir?")]
    [InlineData("es", "Tienes {count} tareas.")]
    [InlineData("es", " Listo")]
    [InlineData("en", "Task created successfully.")]
    [InlineData("en", "You have {count} tasks.")]
    [InlineData("en", "Say \"yes\".")]
    [InlineData("en", "Wait...")]
    public void A_sentence_out_of_tone_is_found(string language, string text) =>
        Tone("x", text).Concat(Signs($"replies.{language}.json", text)).Concat(Numbers("x", text)).ShouldNotBeEmpty();

    private static IEnumerable<string> Tone(string file, string text)
    {
        if (text != text.Trim() || text.Contains("  ", StringComparison.Ordinal) || SpaceBeforeSign().IsMatch(text)) yield return "blanks";
        if (text.Contains("...", StringComparison.Ordinal)) yield return "an ellipsis is one sign: …";
        if (text.Count(c => c == '!') > 1) yield return "more than one exclamation";
        if (text.Contains('"', StringComparison.Ordinal)) yield return "quotes are «» in Spanish and “” in English";
        if (text.Length > (file.Contains("/Help/", StringComparison.Ordinal) ? 900 : 330)) yield return "too long";
        foreach (var forbidden in Forbidden.Where(f => text.Contains(f, StringComparison.OrdinalIgnoreCase))) yield return $"never '{forbidden}'";
    }

    private static IEnumerable<string> Signs(string file, string text)
    {
        if (text.Count(c => c is '«' or '“') != text.Count(c => c is '»' or '”')) yield return "quotes that do not close";
        if (!IsSpanish(file))
        {
            if (text.IndexOfAny(['¿', '¡', '«', '»']) >= 0) yield return "Spanish signs";
            yield break;
        }

        if (text.Count(c => c == '¿') != text.Count(c => c == '?') || text.Count(c => c == '¡') != text.Count(c => c == '!')) yield return "¿ or ¡ is missing";
        if (text.Contains('“', StringComparison.Ordinal)) yield return "quotes are «»";
        if (QuestionWithoutAccent().IsMatch(text)) yield return "a question word without accent";
        foreach (var word in Words().Matches(ReplyHole().Replace(text, " ")).Select(w => w.Value.ToLowerInvariant()).Intersect(Unaccented, StringComparer.Ordinal)) yield return $"no accent: {word}";
    }

    private static IEnumerable<string> Numbers(string file, string text) => NumberAndWord().Matches(text)
        .Where(m => !Numberless.Contains(m.Groups["word"].Value, StringComparer.Ordinal) && !text.Contains($"{{{m.Groups["hole"].Value}|", StringComparison.Ordinal))
        .Select(m => $"one and many: {m.Value} ({file})");

    /// <summary>Everything that breaks a rule, with where it stands.</summary>
    private static List<string> Faults(Func<string, string, IEnumerable<string>> rule) =>
        [.. Sentences().SelectMany(s => rule(s.File, s.Text).Select(fault => $"{s.File} {s.Key}: {s.Text} — {fault}"))];

    private static bool IsSpanish(string file) => file.EndsWith(".es.json", StringComparison.Ordinal);

    private static IEnumerable<(string File, string Key, string Text)> Sentences()
    {
        var assembly = Assembly.GetAssembly(typeof(ReplyCatalog))!;
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.Contains("replies.", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            using var json = JsonDocument.Parse(stream);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                yield return (file, property.Name, property.Value.GetString()!);
            }
        }
    }

    // "12 % hecho" is right in Spanish; a blank before any of these is not.
    [GeneratedRegex(@"[^\s•·] [?!.,;:](?!\S*\.\.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpaceBeforeSign();

    [GeneratedRegex(@"¿(en |a |de |para |con |por )?(que|cual|como|cuando|quien|donde|cuanto|cuantas)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex QuestionWithoutAccent();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\{[^|}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReplyHole();

    [GeneratedRegex(@"\{(?<hole>count|total|overdue|days|hours|minutes)\} (?<word>[\p{L}%]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberAndWord();
}
