using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Projects;

/// <summary>What each <see cref="ProjectTemplate"/> brings.</summary>
public static class Templates
{
    /// <summary>The labels that sample tasks bear, in each language: by it they are told from real ones, and whoever makes one their own takes it off.</summary>
    public static readonly IReadOnlyList<string> SampleLabels = ["ejemplo", "sample"];

    internal static IReadOnlyList<string> LabelsOf(ProjectTemplate template, string? language) => (template, language) switch
    {
        (ProjectTemplate.Software, _) => ["backend", "bug", "docs", "frontend"],
        (ProjectTemplate.Marketing, "es") => ["campaña", "contenido", "diseño", "redes"],
        (ProjectTemplate.Marketing, _) => ["campaign", "content", "design", "social"],
        (ProjectTemplate.Event, "es") => ["catering", "logística", "lugar", "ponentes"],
        (ProjectTemplate.Event, _) => ["catering", "logistics", "speakers", "venue"],
        _ => [],
    };

    internal static IReadOnlyList<(string Name, string[] Aliases, bool Protected)> EnvironmentsOf(ProjectTemplate template) => template switch
    {
        ProjectTemplate.Software => [("staging", ["pruebas", "stg"], false), ("production", ["prod", "producción"], true)],
        _ => [],
    };

    /// <summary>The label of sample tasks in a language.</summary>
    internal static string SampleLabelOf(string? language) => SampleLabels[language == "es" ? 0 : 1];

    /// <summary>Tasks that show what a board of this kind looks like.</summary>
    internal static IReadOnlyList<SampleTask> SamplesOf(ProjectTemplate template, string? language) => (template, language) switch
    {
        (ProjectTemplate.Software, "es") =>
        [
            new("Definir qué entra en la primera versión", "docs", 2) { Priority = TaskPriority.High, Status = TaskState.InProgress, Mine = true },
            new("Preparar el repositorio y las pruebas automáticas", "backend", 4) { Estimate = 3 },
            new("Diseñar la pantalla principal", "frontend", 7) { Estimate = 5 },
            new("Corregir el error al iniciar sesión", "bug", 9) { Priority = TaskPriority.High, Estimate = 2 },
        ],
        (ProjectTemplate.Software, _) =>
        [
            new("Decide what goes into the first version", "docs", 2) { Priority = TaskPriority.High, Status = TaskState.InProgress, Mine = true },
            new("Set up the repository and its tests", "backend", 4) { Estimate = 3 },
            new("Design the main screen", "frontend", 7) { Estimate = 5 },
            new("Fix the sign-in error", "bug", 9) { Priority = TaskPriority.High, Estimate = 2 },
        ],
        (ProjectTemplate.Marketing, "es") =>
        [
            new("Definir el público y el mensaje", "campaña", 2) { Priority = TaskPriority.High, Status = TaskState.InProgress, Mine = true },
            new("Escribir los textos de la campaña", "contenido", 5),
            new("Preparar las imágenes para redes", "diseño", 7),
            new("Publicar y medir los resultados", "redes", 14),
        ],
        (ProjectTemplate.Marketing, _) =>
        [
            new("Choose the audience and the message", "campaign", 2) { Priority = TaskPriority.High, Status = TaskState.InProgress, Mine = true },
            new("Write the texts of the campaign", "content", 5),
            new("Prepare the pictures for social media", "design", 7),
            new("Publish and measure the results", "social", 14),
        ],
        (ProjectTemplate.Event, "es") =>
        [
            new("Reservar el lugar", "lugar", 2) { Priority = TaskPriority.High, Status = TaskState.InProgress, Mine = true },
            new("Confirmar a los ponentes", "ponentes", 7),
            new("Cerrar el menú del catering", "catering", 14),
            new("Enviar las invitaciones", "logística", 10),
        ],
        (ProjectTemplate.Event, _) =>
        [
            new("Book the venue", "venue", 2) { Priority = TaskPriority.High, Status = TaskState.InProgress, Mine = true },
            new("Confirm the speakers", "speakers", 7),
            new("Settle the catering menu", "catering", 14),
            new("Send the invitations", "logistics", 10),
        ],
        _ => [],
    };
}

/// <summary>A task that a template brings to look at.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Label">One of the template's labels.</param>
/// <param name="DueIn">Days from the day on which the project is made; a weekend moves it to Monday.</param>
internal sealed record SampleTask(string Title, string Label, int DueIn)
{
    public TaskPriority Priority { get; init; } = TaskPriority.Medium;
    public TaskState Status { get; init; } = TaskState.Todo;
    public decimal? Estimate { get; init; }

    /// <summary>Assigned to whoever makes the project.</summary>
    public bool Mine { get; init; }

    /// <summary>The day on which it is due.</summary>
    public DateOnly DueFrom(DateOnly day) => day.AddDays(DueIn) switch
    {
        { DayOfWeek: DayOfWeek.Saturday } saturday => saturday.AddDays(2),
        { DayOfWeek: DayOfWeek.Sunday } sunday => sunday.AddDays(1),
        var due => due,
    };
}
