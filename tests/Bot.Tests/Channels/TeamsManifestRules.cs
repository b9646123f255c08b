using System.Text.Json;
using System.Text.RegularExpressions;

namespace PmBot.Bot.Tests.Channels;

/// <summary>The rules of the Teams manifest's schema 1.19 as far as our manifest goes; whatever it does not know is a fault.</summary>
internal static class TeamsManifestRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Guid = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";
    private const string Https = "^[Hh][Tt][Tt][Pp][Ss]?://";

    // Path (indexes left out), then: required, longest text or list, pattern or allowed values.
    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        ["$schema"] = new(false, 2048, Https),
        ["manifestVersion"] = new(true, 10, "^1\\.19$"),
        ["version"] = new(true, 256, @"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"),
        ["id"] = new(true, 36, Guid),
        ["developer"] = new(true), ["developer.name"] = new(true, 32), ["developer.websiteUrl"] = new(true, 2048, Https), ["developer.privacyUrl"] = new(true, 2048, Https), ["developer.termsOfUseUrl"] = new(true, 2048, Https),
        ["name"] = new(true), ["name.short"] = new(true, 30), ["name.full"] = new(true, 100),
        ["description"] = new(true), ["description.short"] = new(true, 80), ["description.full"] = new(true, 4000),
        ["localizationInfo"] = new(false), ["localizationInfo.defaultLanguageTag"] = new(true, 26, "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$"),
        ["localizationInfo.additionalLanguages"] = new(false, 100), ["localizationInfo.additionalLanguages[]"] = new(false),
        ["localizationInfo.additionalLanguages[].languageTag"] = new(true, 26, "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$"), ["localizationInfo.additionalLanguages[].file"] = new(true, 2048),
        ["icons"] = new(true), ["icons.color"] = new(true, 2048), ["icons.outline"] = new(true, 2048),
        ["accentColor"] = new(true, 7, "^#[0-9a-fA-F]{6}$"),
        ["bots"] = new(false, 1), ["bots[]"] = new(false), ["bots[].botId"] = new(true, 64, Guid), ["bots[].scopes"] = new(true, 3), ["bots[].scopes[]"] = new(false, 20, "^(personal|team|groupChat|copilot)$"),
        ["bots[].supportsFiles"] = new(false), ["bots[].isNotificationOnly"] = new(false),
        ["bots[].commandLists"] = new(false, 3), ["bots[].commandLists[]"] = new(false), ["bots[].commandLists[].scopes"] = new(true, 3), ["bots[].commandLists[].scopes[]"] = new(false, 20, "^(personal|team|groupChat|copilot)$"),
        ["bots[].commandLists[].commands"] = new(true, 10), ["bots[].commandLists[].commands[]"] = new(false), ["bots[].commandLists[].commands[].title"] = new(true, 32), ["bots[].commandLists[].commands[].description"] = new(true, 128),
        ["composeExtensions"] = new(false, 1), ["composeExtensions[]"] = new(false), ["composeExtensions[].botId"] = new(true, 64, Guid),
        ["composeExtensions[].commands"] = new(true, 10), ["composeExtensions[].commands[]"] = new(false), ["composeExtensions[].commands[].id"] = new(true, 64),
        ["composeExtensions[].commands[].type"] = new(false, 10, "^(query|action)$"), ["composeExtensions[].commands[].context"] = new(false, 3),
        ["composeExtensions[].commands[].context[]"] = new(false, 20, "^(compose|commandBox|message)$"), ["composeExtensions[].commands[].title"] = new(true, 32),
        ["composeExtensions[].commands[].description"] = new(false, 128), ["composeExtensions[].commands[].initialRun"] = new(false), ["composeExtensions[].commands[].fetchTask"] = new(false),
        ["composeExtensions[].commands[].parameters"] = new(false, 5), ["composeExtensions[].commands[].parameters[]"] = new(false), ["composeExtensions[].commands[].parameters[].name"] = new(true, 64),
        ["composeExtensions[].commands[].parameters[].title"] = new(true, 32), ["composeExtensions[].commands[].parameters[].description"] = new(false, 128),
        ["composeExtensions[].commands[].parameters[].inputType"] = new(false, 20, "^(text|textarea|number|date|time|toggle|choiceset)$"),
        ["composeExtensions[].messageHandlers"] = new(false, 5), ["composeExtensions[].messageHandlers[]"] = new(false), ["composeExtensions[].messageHandlers[].type"] = new(true, 10, "^link$"),
        ["composeExtensions[].messageHandlers[].value"] = new(true), ["composeExtensions[].messageHandlers[].value.domains"] = new(false, 100), ["composeExtensions[].messageHandlers[].value.domains[]"] = new(false, 2048),
        ["permissions"] = new(false, 2), ["permissions[]"] = new(false, 30, "^(identity|messageTeamMembers)$"),
        ["validDomains"] = new(false, 16), ["validDomains[]"] = new(false, 2048),
    };

    private static readonly string[] Flags = ["supportsFiles", "isNotificationOnly", "initialRun", "fetchTask"];

    /// <summary>Everything that is wrong with a manifest.</summary>
    public static IReadOnlyList<string> Faults(JsonElement manifest)
    {
        var faults = new List<string>();
        Walk(manifest, "", faults);
        return faults;
    }

    /// <summary>Everything that is wrong with the texts in another language: unknown places, texts that are too long, and those that are missing.</summary>
    public static IReadOnlyList<string> LocalisationFaults(JsonElement texts, JsonElement manifest)
    {
        var shown = new List<string>();
        Texts(manifest, "", shown);
        var faults = shown.Where(path => !texts.TryGetProperty(path, out _)).Select(path => $"{path} is missing").ToList();
        foreach (var text in texts.EnumerateObject().Where(t => t.Name != "$schema"))
        {
            if (!shown.Contains(text.Name, StringComparer.Ordinal)) faults.Add($"there is no {text.Name}");
            if (Rules.TryGetValue(Regex.Replace(text.Name, @"\[\d+\]", "[]", RegexOptions.None, Patience), out var rule) && text.Value.GetString()!.Length > rule.Longest) faults.Add($"{text.Name} is too long");
        }

        return faults;
    }

    private static void Walk(JsonElement element, string path, List<string> faults)
    {
        if (path.Length > 0)
        {
            if (!Rules.TryGetValue(path, out var rule))
            {
                faults.Add($"there is no {path}");
                return;
            }

            Check(element, path, rule, faults);
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in element.EnumerateObject()) Walk(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", faults);
            var prefix = path.Length == 0 ? "" : path + ".";
            faults.AddRange(Rules.Where(r => r.Value.Required && r.Key.StartsWith(prefix, StringComparison.Ordinal) && !r.Key[prefix.Length..].Contains('.', StringComparison.Ordinal) && !r.Key.EndsWith("[]", StringComparison.Ordinal))
                .Where(r => !element.TryGetProperty(r.Key[prefix.Length..], out _)).Select(r => $"{r.Key} is missing"));
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Walk(item, path + "[]", faults);
        }
    }

    private static void Check(JsonElement element, string path, Rule rule, List<string> faults)
    {
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > rule.Longest) faults.Add($"{path} has too many items");
        var isFlag = Flags.Contains(path[(path.LastIndexOf('.') + 1)..], StringComparer.Ordinal);
        if (isFlag != element.ValueKind is JsonValueKind.True or JsonValueKind.False) faults.Add($"{path} is true or false, or is not");
        if (element.ValueKind is JsonValueKind.Number or JsonValueKind.Null) faults.Add($"{path} is no text");
        if (element.ValueKind != JsonValueKind.String) return;
        var text = element.GetString()!;
        if (text.Length == 0 || text.Length > rule.Longest) faults.Add($"{path} is empty or too long");
        if (rule.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.ExplicitCapture, Patience)) faults.Add($"{path} may not be {text}");
    }

    private static void Texts(JsonElement element, string path, List<string> into)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in element.EnumerateObject()) Texts(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", into);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var i = 0;
            foreach (var item in element.EnumerateArray()) Texts(item, $"{path}[{i++}]", into);
        }
        else if (Regex.IsMatch(path, @"^(name|description)\.|\.(title|description)$", RegexOptions.ExplicitCapture, Patience))
        {
            into.Add(path);
        }
    }

    private sealed record Rule(bool Required, int Longest = int.MaxValue, string? Pattern = null);
}
