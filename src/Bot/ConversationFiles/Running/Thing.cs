using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Bot.ConversationFiles.Expectations;
using PmBot.Nlu.Text;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>One thing of a workspace, with its fields as the workspace file writes them.</summary>
/// <param name="Kind">Null for the workspace itself.</param>
/// <param name="Identity">Stays the same when its fields change: <c>task 7</c>.</param>
/// <param name="Fields">As written.</param>
internal sealed record Thing(ThingKind? Kind, string Identity, JsonObject Fields)
{
    /// <summary>Its number, or 0.</summary>
    public int Id => int.TryParse(Text(Fields["id"]), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Its name, or null.</summary>
    public string? Name => Text(Fields["name"]);

    /// <summary>What a field holds, a list's elements one by one; empty for nothing.</summary>
    public IReadOnlyList<string> Values(string field) => Fields[field] switch
    {
        null => [],
        JsonArray list => [.. list.Select(Element)],
        JsonObject map => [.. map.Select(entry => entry.Key)],
        var value => [Text(value)!],
    };

    /// <summary>What a field holds; a flag that is not written is false.</summary>
    public IReadOnlyList<string> Values(Field field) => Values(field.Name) is { Count: 0 } && field.Type == FieldType.Flag ? ["false"] : Values(field.Name);

    /// <summary>Whether a field holds this text, case and accents aside.</summary>
    public bool Has(string field, string? text) => Same(Text(Fields[field]), text);

    /// <summary>Whether nothing about it differs.</summary>
    public bool SameAs(Thing other) => JsonNode.DeepEquals(Fields, other.Fields);

    /// <summary>The fields that differ, as <c>status todo → done</c>.</summary>
    public IEnumerable<string> Differences(Thing other) =>
        Fields.Select(f => f.Key).Union(other.Fields.Select(f => f.Key), StringComparer.Ordinal)
            .Where(field => !JsonNode.DeepEquals(Fields[field], other.Fields[field]))
            .Select(field => $"{field} {Written(Fields[field])} → {Written(other.Fields[field])}");

    /// <summary>A scalar as text, or null.</summary>
    public static string? Text(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value => value.ToJsonString(),
        _ => null,
    };

    /// <summary>Equal, case and accents aside.</summary>
    public static bool Same(string? one, string? other) =>
        one is not null && other is not null && string.Equals(Fold.Text(one), Fold.Text(other), StringComparison.Ordinal);

    // An element that has parts goes by its name, a comment by its text.
    private static string Element(JsonNode? element) => element is JsonObject parts
        ? Text(parts["name"]) ?? Text(parts["text"]) ?? parts.ToJsonString()
        : Text(element) ?? "";

    private static string Written(JsonNode? node) => node is null ? "none" : Text(node) ?? node.ToJsonString();
}
