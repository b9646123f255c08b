using PmBot.Adapters.DirectLine;

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
        ["DirectLine"] = Properties(typeof(DirectLineOptions)),
        ["WebChat"] = Properties(typeof(WebChatOptions)),
        ["Workspace"] = ["File"],
        ["Admin"] = ["ApiKey"],
        ["Llm"] = ["Endpoint", "ApiKey", "Model"],
    };

    /// <summary>One line for each setting that does not exist.</summary>
    /// <param name="configuration">Environment, files and command line together.</param>
    public static IReadOnlyList<string> Check(IConfiguration configuration)
    {
        var wrong = new List<string>();
        foreach (var (section, known) in Sections)
        {
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

    private static string[] Properties(Type options) => [.. options.GetProperties().Select(p => p.Name)];
}
