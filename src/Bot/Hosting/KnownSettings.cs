namespace PmBot.Bot.Hosting;

/// <summary>The settings there are: a misspelt one stops the start instead of being ignored.</summary>
internal static class KnownSettings
{
    private static readonly Dictionary<string, string[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConnectionStrings"] = ["Postgres", "Redis"],
        ["Storage"] = ["Path", "AutoMigrate"],
        ["State"] = ["TimeToLive", "Path", "KeyPrefix"],
        ["Clock"] = ["Now"],
        ["BotFramework"] = [],
        ["DirectLine"] = [],
        ["WebChat"] = [],
        ["Workspace"] = ["File"],
        ["Admin"] = ["ApiKey"],
        ["Llm"] = ["Endpoint", "ApiKey", "Model"],
    };

    /// <summary>One line for each setting that does not exist.</summary>
    /// <param name="configuration">Environment, files and command line together.</param>
    /// <param name="options">The option classes of sections whose keys are their properties.</param>
    public static IReadOnlyList<string> Check(IConfiguration configuration, IReadOnlyDictionary<string, Type> options)
    {
        var wrong = new List<string>();
        foreach (var (section, listed) in Sections)
        {
            string[] known = options.TryGetValue(section, out var type) ? [.. type.GetProperties().Select(p => p.Name)] : listed;
            foreach (var child in configuration.GetSection(section).GetChildren())
            {
                if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                {
                    wrong.Add($"{section}:{child.Key}: there is no such setting; {section} takes {string.Join(", ", known)}.");
                }
            }
        }

        if (configuration["Workspace:File"] is { Length: > 0 } file && !File.Exists(file))
        {
            wrong.Add($"Workspace:File: there is no file '{file}'.");
        }

        if (configuration["Storage:AutoMigrate"] is { Length: > 0 } migrate && !bool.TryParse(migrate, out _))
        {
            wrong.Add($"Storage:AutoMigrate: '{migrate}' is neither true nor false.");
        }

        return wrong;
    }
}
