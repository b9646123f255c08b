using System.Collections.Frozen;

namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>The fields that each kind of thing has, named as in the workspace file.</summary>
internal static class FieldCatalog
{
    private static readonly FrozenDictionary<ThingKind, FrozenDictionary<string, Field>> Fields = new Dictionary<ThingKind, Field[]>
    {
        [ThingKind.Task] =
        [
            Text("id"), Text("project"), Text("title"), Text("description"), Text("status"), Text("priority"), Text("assignee"),
            Text("due"), Text("estimate"), List("labels"), Text("sprint"), List("depends_on"), List("comments"), Text("created_by"), Text("created"),
            Text("finished"),
        ],
        [ThingKind.Project] =
        [
            Text("name"), Text("key"), List("aliases"), Text("description"), Text("template"), Text("methodology"), Flag("archived"),
            List("members"), List("environments"), List("sprints"),
        ],
        [ThingKind.Member] = [Text("user"), Text("project"), Text("role")],
        [ThingKind.Sprint] =
        [
            Text("name"), Text("project"), Text("start"), Text("end"), Flag("current"), Text("goal"), Text("capacity"),
            Text("status"), Text("started"), Text("closed"),
        ],
        [ThingKind.Deployment] =
        [
            Text("id"), Text("project"), Text("environment"), Text("version"), Text("status"), Text("requested_by"), Text("created"),
        ],
        [ThingKind.Variable] = [Text("project"), Text("environment"), Text("key"), Text("value"), Flag("secret")],
        [ThingKind.Reminder] = [Text("user"), Text("by"), Text("channel"), Text("text"), Text("when"), Text("recurrence"), Text("project"), Text("task"), Text("on_done")],
        [ThingKind.Standup] = [Text("user"), Text("date"), Text("project"), Text("yesterday"), Text("today"), Text("blockers"), Flag("skipped")],
        [ThingKind.User] =
        [
            Text("username"), Text("full_name"), Text("email"), Text("timezone"), Text("language"), Text("role"), Text("default_project"),
            Flag("deactivated"), Text("slack"), Text("discord"), Text("teams"),
        ],
    }.ToFrozenDictionary(kind => kind.Key, kind => kind.Value.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal));

    /// <summary>The field of that name.</summary>
    /// <exception cref="FormatException">There is none; the message lists what there is.</exception>
    public static Field Find(ThingKind kind, string name) => Fields[kind].TryGetValue(name, out var field)
        ? field
        : throw new FormatException(
            $"a {kind.ToString().ToLowerInvariant()} has no field \"{name}\"; it has {string.Join(", ", Fields[kind].Keys.Order(StringComparer.Ordinal))}");

    private static Field Text(string name) => new(name, FieldType.Text);

    private static Field Flag(string name) => new(name, FieldType.Flag);

    private static Field List(string name) => new(name, FieldType.List);
}
