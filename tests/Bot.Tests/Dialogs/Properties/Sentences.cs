#pragma warning disable CA5394 // Dice whose throws can be repeated.
using System.Text.RegularExpressions;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>What people may say: examples of every skill, answers, fragments, cues and garbage.</summary>
internal static partial class Sentences
{
    private const int PerSkill = 30;

    private static readonly string[] Answers =
    [
        "7", "8", "la 7", "#8", "la segunda", "la primera", "esa", "todas", "esas", "la del filtro", "Diego", "a Diego", "camila", "yo", "nadie", "Kate", "Zutano", "mañana", "el viernes", "31/2",
        "para el lunes", "15 de marzo", "next friday", "hoy a las 5", "sin fecha", "Catálogo", "catalogo", "Marte", "alta", "urgente", "high", "hecha", "en curso", "done", "3", "5 puntos", "#ux",
        "viewer", "como lector", "desarrollador", "inglés", "español", "english", "revisar precios", "Tienda Norte", "checkout page", "el banner", "software", "en blanco", "la 7 y la 8", "99", "0",
    ];

    private static readonly string[] Moves =
    [
        "no, la 8", "mejor el miércoles", "perdón, a Diego", "que sea urgente", "no, que se llame Otra Cosa", "actually high", "sorry, for Kate", "sí, pero para el jueves", "yes but 8", "no, porque falta probar",
        "otra igual", "otra igual pero para Diego", "lo mismo con la 8", "same but for Kate", "lo de siempre", "the usual", "más", "more", "anteriores", "back", "ayuda", "help", "hola", "gracias",
        "deshaz", "undo", "rehaz", "redo", "no", "nope", "mejor no", "¿y las de Diego?", "un día más", "cambia el idioma a inglés", "en español", "quién soy", "mis tareas", "borra la 7 y la 8", "borra todas las tareas",
        "la 7 es urgente y asigna la 8 a Diego", "la 7 ya quedó, la 99 también y crea una tarea: x", "cierra la 7 y borra la 8",
    ];

    private static readonly string[] Yes = ["sí", "si", "dale", "yes", "ok", "👍", "claro", "go ahead", "sí, hazlo", "va"];

    private static readonly string[] Garbage =
    [
        "asdf", "¿?", "...", "🙃", "\"", "{0}", "a", "no sé", "la la la", "'; DROP TABLE tasks;--", "\u202e7", "x", "si no", "no sí", "y", "pero", "menos la 8", "para", "de", "1 2 3", "mañana mañana", "<at>", "K7QM-3FXD",
    ];

    /// <summary>Every sentence, the kinds that move a dialog more often than their number.</summary>
    public static string[] All { get; } = Load();

    /// <summary>A bare yes.</summary>
    public static IReadOnlyList<string> BareYes => Yes;

    private static string[] Load()
    {
        var skills = Path.Combine(Root(), "src", "Bot", "Skills");
        var random = new Random(7);
        var examples = Directory.EnumerateFiles(skills, "examples.*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(f => File.ReadLines(f).Where(l => l.Trim().Length > 0 && l[0] != '#').Select(Plain).OrderBy(_ => random.Next()).Take(PerSkill))
            .ToList();
        return [.. examples, .. Times(12, Answers), .. Times(14, Moves), .. Times(25, Yes), .. Times(10, Garbage)];
    }

    private static IEnumerable<string> Times(int times, string[] sentences) => Enumerable.Repeat(sentences, times).SelectMany(s => s);

    private static string Plain(string example) => Marked().Replace(example, "${words}");

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "PmBot.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("The repository is not above the tests.");
    }

    [GeneratedRegex(@"\[(?<words>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marked();
}
