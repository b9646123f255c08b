using System.Globalization;
using System.Text.Json;
using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Faults;

/// <summary>A folder and stores for a service that starts, dies and starts again on them.</summary>
internal sealed class Deployment : IDisposable
{
    /// <summary>How many developers the workspace has: <c>dev1</c> and so on, all of the one project.</summary>
    public const int Developers = 12;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    /// <param name="settings">Settings beside those of the folder, such as other stores.</param>
    public Deployment(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        File.WriteAllText(_folder["team.yml"], Team());
        _settings["Storage__Path"] = _folder["pmbot.db"];
        _settings["Workspace__File"] = _folder["team.yml"];
        // Two minutes is what people here wait for an answer: on a busy machine a turn may need more than its usual seconds.
        foreach (var name in (string[])["BotFramework__TurnTimeout", "DirectLine__TurnTimeout", "DirectLine__PostTimeout"]) _settings[name] = "00:01:50";
        foreach (var (name, value) in settings) _settings[name] = value;
    }

    /// <summary>Its settings, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>A path in the folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Starts a service on it.</summary>
    public Task<Service> StartAsync() => Service.StartAsync(_settings, _folder[""]);

    /// <summary>Starts a service on it whose clock stands still.</summary>
    public Task<Service> StartAtAsync(DateTimeOffset now) =>
        Service.StartAsync(new Dictionary<string, string>(_settings, StringComparer.Ordinal) { ["Clock__Now"] = now.ToString("O", CultureInfo.InvariantCulture) }, _folder[""]);

    /// <summary>All tasks there are, by <c>pmbot export</c>.</summary>
    public async Task<IReadOnlyList<StoredTask>> TasksAsync()
    {
        var (code, output, errors) = await Program.RunAsync(_settings, _folder[""], "export", "--format", "json");
        code.ShouldBe(0, errors);
        using var file = JsonDocument.Parse(output);
        return
        [
            .. file.RootElement.GetProperty("tasks").EnumerateArray().Select(t => new StoredTask(
                t.GetProperty("id").GetInt32(), t.GetProperty("title").GetString()!, Text(t, "status"), Text(t, "priority"), Text(t, "assignee"))),
        ];
    }

    public void Dispose() => _folder.Dispose();

    private static string? Text(JsonElement task, string field) => task.TryGetProperty(field, out var value) ? value.GetString() : null;

    private static string Team()
    {
        var people = Enumerable.Range(1, Developers).Select(i => string.Create(CultureInfo.InvariantCulture, $"dev{i}")).ToArray();
        return $$"""
            workspace: { name: Andes, timezone: America/Bogota, language: es }
            users:
              - { username: camila, full_name: Camila Torres, role: admin }
              - { username: kate, full_name: Kate Wilson, language: en }
            {{string.Join('\n', people.Select(p => $"  - {{ username: {p}, full_name: {p.ToUpperInvariant()} }}"))}}
            projects:
              - { name: Catálogo, key: CAT, members: { camila: owner, kate: developer, {{string.Join(", ", people.Select(p => p + ": developer"))}} } }
            tasks:
              - { id: 7, project: Catálogo, title: Filtro por color, status: todo, priority: medium }
              - { id: 8, project: Catálogo, title: Fotos borrosas, status: todo, priority: medium }
            """;
    }
}

/// <summary>A task as it was exported.</summary>
internal sealed record StoredTask(int Number, string Title, string? Status, string? Priority, string? Assignee);
