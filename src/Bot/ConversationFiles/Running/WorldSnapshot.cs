using System.Text.Json.Nodes;
using PmBot.Bot.ConversationFiles.Expectations;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Everything in a workspace at one moment, as its export tells it.</summary>
internal sealed class WorldSnapshot
{
    private readonly JsonObject _root;
    private readonly Dictionary<string, Thing> _things;

    private WorldSnapshot(JsonObject root)
    {
        _root = root;
        _things = Things(root).DistinctBy(thing => thing.Identity, StringComparer.Ordinal).ToDictionary(thing => thing.Identity, StringComparer.Ordinal);
    }

    /// <summary>There is no workspace.</summary>
    public static WorldSnapshot Empty { get; } = new([]);

    /// <summary>Everything, by identity.</summary>
    public IReadOnlyDictionary<string, Thing> All => _things;

    /// <summary>Reads an export in JSON.</summary>
    public static WorldSnapshot Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>The platform's own id of the workspace, or null.</summary>
    public string? Tenant(string channel) => (_root["workspace"] as JsonObject)?["channels"] is JsonObject channels ? Thing.Text(channels[channel]) : null;

    /// <summary>The thing that is named, or null; of several deployments or equal titles, the newest.</summary>
    public Thing? Find(ThingRef wanted) => wanted.Kind switch
    {
        ThingKind.Task when wanted.Number is { } number => Newest(ThingKind.Task, task => task.Id == number),
        ThingKind.Task => Newest(ThingKind.Task, task => task.Has("title", wanted.Name)),
        ThingKind.Project => Project(wanted.Name),
        ThingKind.Member => Within(wanted, "user"),
        ThingKind.Sprint => Within(wanted, "name"),
        ThingKind.Deployment => Deployment(wanted),
        ThingKind.User => Newest(ThingKind.User, user => user.Has("username", wanted.Name)),
        ThingKind.Reminder => Of(ThingKind.Reminder).LastOrDefault(reminder => reminder.Has("user", wanted.Name)),
        ThingKind.Standup => Of(ThingKind.Standup).LastOrDefault(s => s.Has("user", wanted.Name) && s.Has("date", wanted.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
        // Of these the product has none yet.
        _ => null,
    };

    /// <summary>What there is of a kind, for messages; the numbered by number.</summary>
    public IEnumerable<Thing> Of(ThingKind kind) => _things.Values.Where(thing => thing.Kind == kind);

    private Thing? Newest(ThingKind kind, Func<Thing, bool> fits) => Of(kind).Where(fits).MaxBy(thing => thing.Id);

    private Thing? Project(string? name) =>
        Newest(ThingKind.Project, project => project.Has("name", name)) ?? Newest(ThingKind.Project, project => project.Has("key", name));

    private Thing? Within(ThingRef wanted, string field) => Project(wanted.Project) is { } project
        ? Newest(wanted.Kind, thing => thing.Has("project", project.Name) && thing.Has(field, wanted.Name))
        : null;

    private Thing? Deployment(ThingRef wanted)
    {
        if (Project(wanted.Project) is not { } project)
        {
            return null;
        }

        var environment = (project.Fields["environments"] as JsonArray)?.OfType<JsonObject>()
            .FirstOrDefault(e => new Thing(ThingKind.Project, "", e) is var named && (named.Has("name", wanted.Environment) || named.Values("aliases").Any(a => Thing.Same(a, wanted.Environment))));
        var name = Thing.Text(environment?["name"]) ?? wanted.Environment;
        return Newest(ThingKind.Deployment, d => d.Has("project", project.Name) && d.Has("environment", name));
    }

    private static IEnumerable<Thing> Things(JsonObject root)
    {
        if (root["workspace"] is JsonObject workspace)
        {
            yield return new Thing(null, "workspace", workspace);
        }

        foreach (var user in Objects(root["users"]))
        {
            yield return new Thing(ThingKind.User, $"user {Thing.Text(user["username"])}", user);
        }

        foreach (var project in Objects(root["projects"]))
        {
            var key = Thing.Text(project["key"]) ?? Thing.Text(project["name"]);
            yield return new Thing(ThingKind.Project, $"project {key}", project);
            foreach (var (user, role) in project["members"] as JsonObject ?? [])
            {
                yield return new Thing(ThingKind.Member, $"member {user} {key}", Owned(project, new JsonObject { ["user"] = user, ["role"] = role?.DeepClone() }));
            }

            foreach (var sprint in Objects(project["sprints"]))
            {
                yield return new Thing(ThingKind.Sprint, $"sprint {Thing.Text(sprint["name"])} {key}", Owned(project, sprint.DeepClone().AsObject()));
            }
        }

        foreach (var task in Objects(root["tasks"]))
        {
            yield return new Thing(ThingKind.Task, $"task {Thing.Text(task["id"])}", task);
        }

        foreach (var reminder in Objects(root["reminders"]))
        {
            yield return new Thing(ThingKind.Reminder, $"reminder {Thing.Text(reminder["id"])}", reminder);
        }

        foreach (var standup in Objects(root["standups"]))
        {
            yield return new Thing(ThingKind.Standup, $"standup {Thing.Text(standup["user"])} {Thing.Text(standup["date"])} {Thing.Text(standup["project"])}", standup);
        }

        foreach (var deployment in Objects(root["deployments"]))
        {
            yield return new Thing(ThingKind.Deployment, $"deployment {Thing.Text(deployment["id"])}", deployment);
        }
    }

    private static JsonObject Owned(JsonObject project, JsonObject thing)
    {
        thing["project"] = project["name"]?.DeepClone();
        return thing;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];
}
