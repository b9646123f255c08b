using System.Collections.Concurrent;
using System.Text.Json;

namespace PmBot.Adapters.Tests.Discord.StandIns;

/// <summary>Compares JSON with schemas as OpenAPI 3.1 and JSON Schema write them; a property that no schema knows is a fault.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    private readonly ConcurrentDictionary<string, JsonElement> resolved = new(StringComparer.Ordinal);

    /// <summary>Where the published specs are, or null where this machine has none.</summary>
    public static string? Folder { get; } = Find();

    public static JsonSchema Read(string name) => new(JsonElement.Parse(File.ReadAllText(Path.Combine(Folder!, name))));

    /// <summary>What in <paramref name="value"/> is not as the schema at a pointer such as <c>#/components/schemas/X</c> says.</summary>
    public IReadOnlyList<string> Check(JsonElement value, string pointer) => [.. Check(value, Resolve(pointer), "$").Take(10)];

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string at)
    {
        if (schema.ValueKind is not JsonValueKind.Object) return [];
        if (schema.TryGetProperty("$ref", out var reference)) return Check(value, Resolve(reference.GetString()!), at);
        foreach (var choice in (string[])["oneOf", "anyOf"])
        {
            if (!schema.TryGetProperty(choice, out var choices)) continue;
            List<string>? least = null;
            foreach (var one in choices.EnumerateArray())
            {
                var faults = Check(value, one, at).ToList();
                if (faults.Count == 0) return [];
                if (least is null || faults.Count < least.Count) least = faults;
            }

            return least ?? [];
        }

        return [.. Type(value, schema, at), .. Values(value, schema, at), .. Object(value, schema, at), .. Array(value, schema, at)];
    }

    private static IEnumerable<string> Type(JsonElement value, JsonElement schema, string at)
    {
        if (!schema.TryGetProperty("type", out var type)) yield break;
        var types = type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];
        if (!types.Any(t => Is(value, t))) yield return $"{at}: {value.ValueKind} is not {type}";
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => false,
    };

    private static IEnumerable<string> Values(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))) yield return $"{at}: {value} is not allowed";
        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value)) yield return $"{at}: {value} is not {only}";
        if (value.ValueKind is JsonValueKind.String && value.GetString() is { } text)
        {
            if (Limit(schema, "maxLength") < text.Length) yield return $"{at}: {text.Length} characters are too many";
            if (Limit(schema, "minLength") > text.Length) yield return $"{at}: {text.Length} characters are too few";
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number))
        {
            if (Limit(schema, "maximum") < number || Limit(schema, "minimum") > number) yield return $"{at}: {number} is out of range";
        }
    }

    private IEnumerable<string> Object(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind is not JsonValueKind.Object) yield break;
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _))) yield return $"{at}: {name} is missing";
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            if (schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind is JsonValueKind.Object)
            {
                foreach (var fault in value.EnumerateObject().SelectMany(f => Check(f.Value, values, $"{at}.{f.Name}"))) yield return fault;
            }

            yield break;
        }

        foreach (var field in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(field.Name, out var expected)) yield return $"{at}.{field.Name} is not known";
            else foreach (var fault in Check(field.Value, expected, $"{at}.{field.Name}")) yield return fault;
        }
    }

    private IEnumerable<string> Array(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind is not JsonValueKind.Array) yield break;
        if (Limit(schema, "maxItems") < value.GetArrayLength()) yield return $"{at}: {value.GetArrayLength()} are too many";
        if (Limit(schema, "minItems") > value.GetArrayLength()) yield return $"{at}: {value.GetArrayLength()} are too few";
        if (!schema.TryGetProperty("items", out var items)) yield break;
        var i = 0;
        foreach (var item in value.EnumerateArray())
        {
            foreach (var fault in Check(item, items, $"{at}[{i}]")) yield return fault;
            i++;
        }
    }

    private static double? Limit(JsonElement schema, string name) => schema.TryGetProperty(name, out var limit) && limit.ValueKind is JsonValueKind.Number ? limit.GetDouble() : null;

    private JsonElement Resolve(string pointer) => resolved.GetOrAdd(pointer, Find);

    private JsonElement Find(string pointer)
    {
        var at = document;
        foreach (var part in pointer.Split('/').Skip(1)) at = at.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        return at;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var place in (string[])[Path.Combine(folder.FullName, "shared"), Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared")])
            {
                var specs = Path.Combine(place, "specs", "slack-discord");
                if (Directory.Exists(specs)) return specs;
            }
        }

        return Environment.GetEnvironmentVariable("PMBOT_SPECS") is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "slack-discord")) ? Path.Combine(named, "slack-discord") : null;
    }
}
