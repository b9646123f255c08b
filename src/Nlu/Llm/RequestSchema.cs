using System.Text.Json;

namespace PmBot.Nlu.Llm;

/// <summary>A slot that a language model may fill.</summary>
/// <param name="Name">As the skill names it.</param>
/// <param name="Type">What its words are read as.</param>
/// <param name="Options">The closed set of its values, or none where it takes words of the message.</param>
public sealed record SchemaSlot(string Name, EntityType Type, IReadOnlyList<string> Options);

/// <summary>An intent that a language model may propose.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Slots">All that it takes.</param>
public sealed record SchemaIntent(string Name, IReadOnlyList<SchemaSlot> Slots);

/// <summary>All that a language model may propose, as the strict JSON schema of its answer.</summary>
/// <remarks>The same object reads the answer back, so that what was not offered cannot be proposed.</remarks>
public sealed class RequestSchema
{
    private readonly Dictionary<string, SchemaIntent> _byName;

    /// <exception cref="ArgumentException">Two intents have one name.</exception>
    public RequestSchema(IEnumerable<SchemaIntent> intents)
    {
        ArgumentNullException.ThrowIfNull(intents);
        Intents = [.. intents];
        _byName = Intents.ToDictionary(i => i.Name, StringComparer.Ordinal);
        Json = Write();
    }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<SchemaIntent> Intents { get; }

    /// <summary>The schema: an object with <c>requests</c>, each one of the intents with all of its slots, null where nothing is said.</summary>
    public JsonElement Json { get; }

    /// <summary>The intent of that name, or null.</summary>
    public SchemaIntent? Find(string name) => _byName.GetValueOrDefault(name);

    private JsonElement Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            BeginObject(json);
            json.WriteStartObject("requests");
            json.WriteString("type", "array");
            json.WriteString("description", "What the message asks for, in its order; empty when it asks for nothing of this list.");
            json.WriteStartObject("items");
            json.WriteStartArray("anyOf");
            foreach (var intent in Intents) Write(json, intent);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            EndObject(json, ["requests"]);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, SchemaIntent intent)
    {
        BeginObject(json);
        json.WriteStartObject("intent");
        json.WriteString("type", "string");
        Values(json, [intent.Name]);
        json.WriteEndObject();
        json.WritePropertyName("slots");
        BeginObject(json);
        foreach (var slot in intent.Slots) Write(json, slot);
        EndObject(json, intent.Slots.Select(s => s.Name));
        EndObject(json, ["intent", "slots"]);
    }

    private static void Write(Utf8JsonWriter json, SchemaSlot slot)
    {
        json.WriteStartObject(slot.Name);
        json.WriteStartArray("type");
        json.WriteStringValue("string");
        json.WriteStringValue("null");
        json.WriteEndArray();
        if (slot.Options.Count > 0) Values(json, [.. slot.Options, null]);
        else json.WriteString("description", Meaning(slot.Type));
        json.WriteEndObject();
    }

    private static string Meaning(EntityType type) => type switch
    {
        EntityType.Person => "The words of the message that name the person, one of the people listed, or $me for whoever writes.",
        EntityType.Project => "The words of the message that name the project, or one of the projects listed.",
        EntityType.Environment => "The words of the message that name the environment, or one of the environments listed.",
        EntityType.Task => "The words of the message that say which task: its number or words of its title; $last for the task spoken of before.",
        EntityType.Date or EntityType.DateRange or EntityType.Duration => "The words of the message that say when, as they stand there; never a computed date.",
        EntityType.Number or EntityType.Estimate => "The number as it stands in the message, with its unit.",
        _ => "The words of the message, exactly as they stand there.",
    };

    private static void BeginObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
    }

    // A strict schema lists every property as required and closes every object.
    private static void EndObject(Utf8JsonWriter json, IEnumerable<string> properties)
    {
        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var property in properties) json.WriteStringValue(property);
        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, IReadOnlyList<string?> values)
    {
        json.WriteStartArray("enum");
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
