using System.Text.Json;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>Compares JSON with the definitions of a swagger document: known properties, types, enumerations.</summary>
internal sealed class Swagger(JsonElement document)
{
    public static Swagger Read(string path) => new(JsonElement.Parse(File.ReadAllText(path)));

    /// <summary>What in <paramref name="value"/> is not as the definition says.</summary>
    public IReadOnlyList<string> Check(JsonElement value, string definition) => [.. Check(value, Definition(definition), definition)];

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Check(value, Definition(reference.GetString()!.Split('/')[^1]), at);
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            return [$"{at}: {value} is not allowed"];
        var type = schema.TryGetProperty("type", out var named) ? named.GetString() : null;
        return type switch
        {
            // Generated from C#'s object: anything at all.
            "object" when !schema.TryGetProperty("properties", out _) => [],
            "object" when value.ValueKind is JsonValueKind.Object => CheckObject(value, schema, at),
            "array" when value.ValueKind is JsonValueKind.Array && schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, i) => Check(item, items, $"{at}[{i}]")),
            "string" when value.ValueKind is JsonValueKind.String => [],
            "boolean" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => [],
            "integer" or "number" when value.ValueKind is JsonValueKind.Number => [],
            null => [],
            _ => [$"{at}: {value.ValueKind} is not {type}"],
        };
    }

    private IEnumerable<string> CheckObject(JsonElement value, JsonElement schema, string at)
    {
        var properties = schema.GetProperty("properties");
        return value.EnumerateObject().SelectMany(field => properties.TryGetProperty(field.Name, out var expected)
            ? Check(field.Value, expected, $"{at}.{field.Name}")
            : schema.TryGetProperty("additionalProperties", out _) ? [] : [$"{at}.{field.Name} is not known"]);
    }

    private JsonElement Definition(string name) => document.GetProperty("definitions").GetProperty(name);
}
