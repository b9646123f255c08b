namespace PmBot.Bot.Llm;

/// <summary>The settings <c>Llm:*</c>: a language model that may be asked what nothing else could read.</summary>
/// <remarks>Without any of them there is none, and nothing of the bot waits for one.</remarks>
public sealed record LlmOptions
{
    /// <summary>The base address of an OpenAI-compatible service, <c>/v1</c> included.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Sent as the bearer token; absent for a service that asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The name by which the service knows the model.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it may also put the figures of a project's status into a sentence.</summary>
    public string? PhraseSummaries { get; init; }

    /// <summary>Whether a model is set up at all.</summary>
    public bool IsOn => Endpoint is not null && Model is not null;

    /// <summary>Whether summaries are phrased by it.</summary>
    public bool Phrases => IsOn && bool.TryParse(PhraseSummaries, out var phrase) && phrase;

    /// <summary>The names of all settings.</summary>
    public static IReadOnlyList<string> Names { get; } = [nameof(Endpoint), nameof(ApiKey), nameof(Model), nameof(PhraseSummaries)];

    /// <summary>Reads the section; empty settings count as absent.</summary>
    public static LlmOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Llm");
        return new()
        {
            Endpoint = Value(section, nameof(Endpoint)),
            ApiKey = Value(section, nameof(ApiKey)),
            Model = Value(section, nameof(Model)),
            PhraseSummaries = Value(section, nameof(PhraseSummaries)),
        };
    }

    /// <summary>One line for each mistake; no value of the key is repeated.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var wrong = new List<string>();
        if ((Model ?? ApiKey ?? PhraseSummaries) is not null && Endpoint is null)
        {
            wrong.Add("Llm:Endpoint is missing: the other Llm settings need the address of an OpenAI-compatible service, such as http://localhost:11434/v1.");
        }

        if (Endpoint is not null && Model is null)
        {
            wrong.Add("Llm:Model is missing: Llm:Endpoint needs the name of a model that the service has.");
        }

        if (Endpoint is not null && Address() is null)
        {
            wrong.Add("Llm:Endpoint is no address such as https://models.example.com/v1 (http or https; no user, query or fragment).");
        }

        if (ApiKey is { } key && key.Any(c => c is <= ' ' or > '~'))
        {
            wrong.Add("Llm:ApiKey holds a space or a sign that no key has.");
        }

        if (PhraseSummaries is { } phrase && !bool.TryParse(phrase, out _))
        {
            wrong.Add($"Llm:PhraseSummaries: '{phrase}' is neither true nor false.");
        }

        return wrong;
    }

    /// <summary>The endpoint; null when it is none.</summary>
    public Uri? Address() =>
        Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "", Query: "", Fragment: "" } ? uri : null;

    private static string? Value(IConfigurationSection section, string name) => section[name]?.Trim() is { Length: > 0 } value ? value : null;
}
