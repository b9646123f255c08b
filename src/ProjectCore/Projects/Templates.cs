namespace PmBot.ProjectCore.Projects;

/// <summary>What each <see cref="ProjectTemplate"/> brings.</summary>
internal static class Templates
{
    public static IReadOnlyList<string> LabelsOf(ProjectTemplate template) => template switch
    {
        ProjectTemplate.Software => ["backend", "bug", "docs", "frontend"],
        ProjectTemplate.Marketing => ["campaign", "content", "design", "social"],
        ProjectTemplate.Event => ["catering", "logistics", "speakers", "venue"],
        _ => [],
    };

    public static IReadOnlyList<(string Name, string[] Aliases, bool Protected)> EnvironmentsOf(ProjectTemplate template) => template switch
    {
        ProjectTemplate.Software => [("staging", ["pruebas", "stg"], false), ("production", ["prod", "producción"], true)],
        _ => [],
    };
}
