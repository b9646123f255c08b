using System.Text.Json;

namespace PmBot.Bot.Replies;

/// <summary>All sentences the bot can say, by language and key (<c>create_task.created</c>).</summary>
/// <remarks>Invariant: every key exists in every language, with the same holes; checked when it is built.</remarks>
public sealed class ReplyCatalog
{
    /// <summary>The languages that every key must have.</summary>
    public static readonly IReadOnlyList<string> Languages = ["es", "en"];

    private readonly Dictionary<string, Dictionary<string, ReplyTemplate>> _byLanguage;

    private ReplyCatalog(Dictionary<string, Dictionary<string, ReplyTemplate>> byLanguage) => _byLanguage = byLanguage;

    /// <summary>Every key there is.</summary>
    public IReadOnlyCollection<string> Keys => _byLanguage["es"].Keys;

    /// <summary>Reads reply files: a flat JSON object from key to sentence.</summary>
    /// <exception cref="SkillDiscoveryException">A file is malformed, a key is missing in a language or has other holes there.</exception>
    public static ReplyCatalog Load(IEnumerable<ReplyFile> files)
    {
        var byLanguage = Languages.ToDictionary(l => l, _ => new Dictionary<string, ReplyTemplate>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var file in files)
        {
            Read(file, byLanguage[file.Language]);
        }

        foreach (var (key, template) in byLanguage["es"].Select(p => (p.Key, p.Value)).Concat(byLanguage["en"].Select(p => (p.Key, p.Value))))
        {
            foreach (var language in Languages)
            {
                if (!byLanguage[language].TryGetValue(key, out var other))
                {
                    throw new SkillDiscoveryException($"The reply '{key}' has no sentence in '{language}'.");
                }

                if (!other.Holes.ToHashSet(StringComparer.Ordinal).SetEquals(template.Holes))
                {
                    throw new SkillDiscoveryException($"The reply '{key}' has other holes in '{language}'.");
                }
            }
        }

        return new ReplyCatalog(byLanguage);
    }

    /// <summary>Whether the key exists.</summary>
    public bool Has(string key) => _byLanguage["es"].ContainsKey(key);

    /// <summary>The sentence for a key.</summary>
    /// <exception cref="InvalidOperationException">There is no such key: a bug.</exception>
    public string Say(string language, string key, params ReadOnlySpan<ReplyArgument> arguments) =>
        _byLanguage[language].TryGetValue(key, out var template)
            ? template.Render(arguments)
            : throw new InvalidOperationException($"There is no reply '{key}'.");

    private static void Read(ReplyFile file, Dictionary<string, ReplyTemplate> target)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Json);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!target.TryAdd(file.Prefix + property.Name, ReplyTemplate.Parse(property.Value.GetString() ?? "")))
                {
                    throw new SkillDiscoveryException($"{file.Path}: the reply '{file.Prefix}{property.Name}' stands twice.");
                }
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new SkillDiscoveryException($"{file.Path}: {e.Message}", e);
        }
    }
}

/// <summary>One file of sentences.</summary>
/// <param name="Path">For error messages.</param>
/// <param name="Prefix">Put before each key: the intent and a dot, or empty for the common ones.</param>
/// <param name="Language"><c>es</c> or <c>en</c>.</param>
/// <param name="Json">Its content.</param>
public sealed record ReplyFile(string Path, string Prefix, string Language, string Json);

/// <summary>A skill folder is not whole: the service must not start.</summary>
public sealed class SkillDiscoveryException : Exception
{
    public SkillDiscoveryException()
    {
    }

    public SkillDiscoveryException(string message)
        : base(message)
    {
    }

    public SkillDiscoveryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
