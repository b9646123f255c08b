using System.Text.Json;

namespace PmBot.Nlu.Llm;

/// <summary>Reads the answer of a language model strictly against the schema that it was given.</summary>
/// <remarks>
/// What is no JSON of that form is refused as a whole. An intent or a slot that was not offered is dropped: whatever a message
/// or a name talks a model into, the list of what it can propose stays the one it was given.
/// </remarks>
public static class ProposalParser
{
    /// <summary>The most requests that one message can hold; an answer with more is refused.</summary>
    public const int MaxRequests = 8;

    private const int MaxLength = 16_384;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The proposals of an answer, in its order.</summary>
    /// <exception cref="LanguageModelAnswerException">The answer is not of the form that was asked for.</exception>
    public static IReadOnlyList<Proposal> Parse(string answer, RequestSchema schema)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(schema);
        if (answer.Length > MaxLength) throw new LanguageModelAnswerException("The answer is far too long.");
        try
        {
            using var document = JsonDocument.Parse(answer, Strict);
            return Parse(document.RootElement, schema);
        }
        catch (JsonException e)
        {
            throw new LanguageModelAnswerException("The answer is no JSON.", e);
        }
    }

    private static List<Proposal> Parse(JsonElement root, RequestSchema schema)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("requests", out var requests) || requests.ValueKind != JsonValueKind.Array)
            throw new LanguageModelAnswerException("The answer has no list of requests.");
        if (requests.GetArrayLength() > MaxRequests) throw new LanguageModelAnswerException("The answer has too many requests.");
        var proposals = new List<Proposal>();
        foreach (var request in requests.EnumerateArray())
        {
            if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("intent", out var name) || name.ValueKind != JsonValueKind.String
                || !request.TryGetProperty("slots", out var slots) || slots.ValueKind != JsonValueKind.Object)
                throw new LanguageModelAnswerException("A request has no intent or no slots.");
            if (schema.Find(name.GetString()!) is { } intent) proposals.Add(new Proposal(intent, Slots(slots, intent)));
        }

        return proposals;
    }

    private static List<KeyValuePair<SchemaSlot, string>> Slots(JsonElement slots, SchemaIntent intent)
    {
        var read = new List<KeyValuePair<SchemaSlot, string>>();
        foreach (var slot in intent.Slots)
        {
            if (!slots.TryGetProperty(slot.Name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            if (value.ValueKind != JsonValueKind.String) throw new LanguageModelAnswerException($"The slot {slot.Name} is no text.");
            if (value.GetString() is { } words && !string.IsNullOrWhiteSpace(words)) read.Add(new(slot, words));
        }

        return read;
    }
}
