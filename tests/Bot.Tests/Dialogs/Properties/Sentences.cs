#pragma warning disable CA5394 // Dice whose throws can be repeated.
using System.Text.RegularExpressions;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>What people may say: examples of every skill, what the conversation files say, answers, fragments, cues and garbage.</summary>
internal static partial class Sentences
{
    private const int PerSkill = 30;
    private const int LongestTalk = 4;

    private static readonly string[] Answers =
    [
        "7", "9", "la 7", "#9", "la segunda", "la primera", "la última", "esa", "todas", "esas", "la otra", "la del filtro", "Diego", "a Diego", "camila", "yo", "nadie", "Kate", "Ana", "Ana Pérez", "Zutano",
        "mañana", "el viernes", "31/2", "para el lunes", "15 de marzo", "next friday", "hoy a las 5", "en dos horas", "cada lunes a las 9", "del 16 al 27", "sin fecha", "Catálogo", "catalogo", "Website", "Marte",
        "alta", "urgente", "high", "hecha", "en curso", "done", "3", "5 puntos", "20", "#ux", "backend", "viewer", "como lector", "desarrollador", "admin", "inglés", "español", "english", "revisar precios",
        "Tienda Norte", "checkout page", "el banner", "software", "marketing", "en blanco", "la 7 y la 9", "99", "0", "Sprint 5", "el actual", "al siguiente", "al backlog", "ninguno", "nada", "prod", "pepe@acme.example",
    ];

    private static readonly string[] Moves =
    [
        "no, la 9", "mejor el miércoles", "perdón, a Diego", "que sea urgente", "no, que se llame Otra Cosa", "actually high", "sorry, for Kate", "sí, pero para el jueves", "yes but 9", "no, porque falta probar",
        "otra igual", "otra igual pero para Diego", "lo mismo con la 9", "same but for Kate", "lo de siempre", "the usual", "más", "more", "anteriores", "back", "ayuda", "help", "hola", "gracias",
        "deshaz", "undo", "rehaz", "redo", "no", "nope", "mejor no", "¿y las de Diego?", "un día más", "cambia el idioma a inglés", "en español", "quién soy", "mis tareas", "my tasks", "borra la 7 y la 9", "borra todas las tareas",
        "la 7 es urgente y asigna la 9 a Diego", "la 7 ya quedó, la 99 también y crea una tarea: x", "cierra la 7 y borra la 9", "quita la 12", "todas menos la 9", "sí, y borra la 12", "no, hasta el 20",
    ];

    // What is dangerous or has no examples of its own is said more often than its share.
    private static readonly string[] Weighty =
    [
        "borra la 7", "delete 9", "borra las tareas de Diego", "elimina el proyecto Móvil", "borra el sprint 5", "cierra todas las de Diego", "pasa todas las de Diego a Luis", "mueve todo lo atrasado al lunes", "move all of Ana Gómez's tasks to next week",
        "archiva Móvil", "saca a Luis del catálogo", "mete todas las tareas al sprint 5", "crea el sprint 6 del 23 de marzo al 3 de abril", "empieza el sprint 5", "cierra el sprint", "start the sprint", "planea el sprint", "propón qué cabe en el sprint",
        "la 9 depende de la 7", "la 9 ya no depende de la 7", "etiqueta la 7 como ux", "quita la etiqueta backend de la 2", "invita a pepe@acme.example al catálogo", "anula la invitación", "invitaciones pendientes",
        "recuérdame mañana a las 9 pagar", "recuérdame cada viernes mandar las horas", "mis recordatorios", "cancela el recordatorio", "remind me when 7 is done", "standup diario a las 9 para el Catálogo", "mi standup", "ya no quiero standup en Catálogo",
        "estoy de vacaciones del 16 al 20", "ya volví", "no me avises hasta el lunes", "silencio de 20 a 8", "solo lo mío", "avísame de todo", "publica el resumen del Catálogo aquí", "¿qué cambió desde ayer?", "resumen de la semana", "¿qué está en riesgo?",
        "deshaz", "undo", "rehaz", "redo", "vincula mi cuenta", "desvincula mi cuenta de slack", "comenta en la 7: ya probé", "historial de la 7", "mi día", "busca pagos", "switch to english", "háblame en español", "renombra la 9 a Precios nuevos",
        "crea el proyecto Tienda Norte", "create project Shop from the marketing template", "agrega a Kate al catálogo como developer", "haz a Diego admin del catálogo", "renombra el proyecto Móvil a App", "quita los ejemplos", "más", "anteriores",
    ];

    private static readonly string[] Yes = ["sí", "si", "dale", "yes", "ok", "👍", "claro", "go ahead", "sí, hazlo", "va"];

    // Yeses in several words, of the conversation files; what else counts as one is a fault until it stands here.
    private static readonly string[] WordyYes =
    [
        "sí porfa", "dale nomás", "claro, bórrala", "hazlo ya", "ok bórrala", "por supuesto que sí", "sí, estoy seguro", "va que va", "ándale", "órale pues", "obvio que sí", "ya dije que sí",
        "👍👍", "👍🏽", "✅", "yes do it", "yeah go ahead", "yes I'm sure", "do it already", "yes delete it", "ok delete it", "of course, go ahead please", "yep, sure",
    ];

    /// <summary>What looks like a hole in a sentence and is somebody's words: a title keeps it for later dialogs.</summary>
    public const string Hole = "{zz}";

    private static readonly string[] Garbage =
    [
        "asdf", "¿?", "...", "🙃", "\"", "{0}", Hole, "a", "no sé", "la la la", "'; DROP TABLE tasks;--", "\u202e7", "x", "si no", "no sí", "y", "pero", "menos la 9", "para", "de", "1 2 3", "mañana mañana", "<at>", "<at>x</at>", "K7QM-3FXD",
        "\n\n", "\t", "borra", "sí no sí", "#", "#0", "-1", "999999999999999999999", "la 7 la 7 la 7", "cancela cancela", "no cancela", "**", "[x](y)", "ñ", "é́", "@nadie", "<@U123>", "a las 25:99", "el 30 de febrero",
    ];

    private static readonly string[] Examples = LoadExamples();
    private static readonly IReadOnlyList<string[]> Talks = LoadTalks();

    /// <summary>Whether a message is nothing but a yes.</summary>
    public static bool IsBareYes(string message) => Array.IndexOf(Yes, message) >= 0;

    /// <summary>Whether a message is a yes in several words.</summary>
    public static bool IsWordyYes(string message) => Array.IndexOf(WordyYes, message) >= 0;

    /// <summary>What somebody may say next.</summary>
    /// <param name="random">The dice.</param>
    /// <param name="buttons">What the buttons of the last replies say.</param>
    /// <param name="isWeighty">What changes much is said more often.</param>
    public static string Next(Random random, IReadOnlyList<string> buttons, bool isWeighty) => random.Next(100) switch
    {
        < 12 when buttons.Count > 0 => buttons[random.Next(buttons.Count)],
        < 24 => Any(random, Yes),
        < 38 => Any(random, Answers),
        < 50 => Any(random, Moves),
        < 53 => Any(random, Weighty),
        < 62 => Any(random, isWeighty ? Weighty : Examples),
        < 66 => Any(random, Garbage),
        < 80 => Any(random, Any(random, Talks)),
        _ => Any(random, Examples),
    };

    /// <summary>What one person says one after another in a conversation file, from somewhere on.</summary>
    public static IReadOnlyList<string> Talk(Random random)
    {
        var talk = Any(random, Talks);
        var from = random.Next(talk.Length);
        return talk.AsSpan(from, Math.Min(talk.Length - from, random.Next(1, LongestTalk + 1))).ToArray();
    }

    private static T Any<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private static string[] LoadExamples()
    {
        var random = new Random(7);
        return [.. Files(Path.Combine("src", "Bot", "Skills"), "examples.*.txt")
            .SelectMany(f => File.ReadLines(f).Where(l => l.Trim().Length > 0 && l[0] != '#').Select(Plain).OrderBy(_ => random.Next()).Take(PerSkill))];
    }

    /// <summary>Each person's messages of each file, in order.</summary>
    private static string[][] LoadTalks() =>
    [
        .. Files(Path.Combine("tests", "Conversations"), "*.txt")
            .SelectMany(f => File.ReadLines(f).Select(l => Said().Match(l)).Where(m => m.Success && m.Groups["words"].Value is { } words && words[0] != '[' && !words.Contains('{', StringComparison.Ordinal))
                .GroupBy(m => m.Groups["who"].Value, m => m.Groups["words"].Value.Replace("\\n", "\n", StringComparison.Ordinal), StringComparer.Ordinal))
            .Select(t => t.ToArray()),
    ];

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(DialogWorld.Repository, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Plain(string example) => Marked().Replace(example, "${words}");

    [GeneratedRegex(@"\[(?<words>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^(?<who>[a-z][a-z.]*)(@\w+)?( x\d+)?>{1,2} (?<words>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();
}
