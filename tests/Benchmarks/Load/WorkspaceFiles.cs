using System.Globalization;
using System.Text;

namespace PmBot.Benchmarks.Load;

/// <summary>Workspace files, for <c>pmbot import</c>, with the people who take part in a load run.</summary>
internal static class WorkspaceFiles
{
    /// <summary>Writes one file a workspace.</summary>
    /// <returns>The paths.</returns>
    public static IReadOnlyList<string> Write(string folder, Population population)
    {
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        for (var workspace = 0; workspace < population.Workspaces; workspace++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"load-{workspace}.yml"));
            File.WriteAllText(path, Text(workspace, [.. population.People.Where(p => p.Workspace == workspace)]));
            paths.Add(path);
        }

        return paths;
    }

    private static string Text(int workspace, IReadOnlyList<Person> people)
    {
        var yaml = new StringBuilder();
        yaml.AppendLine("workspace:");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"  name: Load {workspace}");
        yaml.AppendLine("  timezone: America/Bogota");
        yaml.AppendLine("  language: es");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"  channels: {{ teams: {Person.TenantOf(workspace)} }}");
        yaml.AppendLine("users:");
        // An admin sees all projects and would be asked which is meant, so the one there has to be does not take part.
        yaml.AppendLine("  - { username: petronila, full_name: Petronila Quesada, role: admin }");
        foreach (var person in people)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - {{ username: {person.Username}, full_name: {person.FullName}, language: es, teams: \"{person.AccountId}\" }}");
        }

        yaml.AppendLine("projects:");
        foreach (var project in people.GroupBy(p => p.Project, StringComparer.Ordinal))
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - name: {project.Key}");
            yaml.AppendLine(CultureInfo.InvariantCulture, $"    key: {project.Key[..3].ToUpperInvariant().Replace('Á', 'A').Replace('Ó', 'O')}");
            yaml.AppendLine(CultureInfo.InvariantCulture, $"    members: {{ {string.Join(", ", project.Select((p, i) => $"{p.Username}: {(i == 0 ? "owner" : "developer")}"))} }}");
        }

        return yaml.ToString();
    }
}
