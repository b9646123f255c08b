using System.Text.Json;

namespace PmBot.Nlu.Training;

/// <summary>Labelled sentences as JSON lines: <c>{"text","intent","entities":[{"type","start","end"}]}</c>, offsets in UTF-16 units, ends exclusive.</summary>
public static class SentenceLines
{
    /// <summary>Reads all of them; empty lines are skipped, unknown fields ignored.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="source">How messages name the file.</param>
    /// <exception cref="FormatException">A line cannot be read; file and line stand in front.</exception>
    public static IReadOnlyList<LabelledSentence> Read(TextReader reader, string source)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var sentences = new List<LabelledSentence>();
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (number == 1) line = line.TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                sentences.Add(Sentence(json.RootElement));
            }
            catch (Exception e) when (e is JsonException or FormatException)
            {
                throw new FormatException($"{source}:{number}: {Why(e)}", e);
            }
        }

        return sentences;
    }

    private static string Why(Exception e) => e is JsonException ? "this is no JSON object." : e.Message;

    private static LabelledSentence Sentence(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object) throw new FormatException("this is no JSON object.");
        var text = Text(line, "text");
        var intent = Text(line, "intent");
        if (intent.Length == 0) throw new FormatException("\"intent\" is empty.");
        if (!line.TryGetProperty("entities", out var entities) || entities.ValueKind == JsonValueKind.Null) return new LabelledSentence(text, intent, []);
        if (entities.ValueKind != JsonValueKind.Array) throw new FormatException("\"entities\" is no array.");
        var spans = new List<LabelledSpan>(entities.GetArrayLength());
        foreach (var entity in entities.EnumerateArray()) spans.Add(Span(entity, text.Length));
        spans.Sort((a, b) => a.Start.CompareTo(b.Start));
        for (var i = 1; i < spans.Count; i++)
            if (spans[i].Start < spans[i - 1].End) throw new FormatException($"the entities at {spans[i - 1].Start} and {spans[i].Start} overlap.");
        return new LabelledSentence(text, intent, spans);
    }

    private static LabelledSpan Span(JsonElement entity, int length)
    {
        if (entity.ValueKind != JsonValueKind.Object) throw new FormatException("an entity is no JSON object.");
        var type = Text(entity, "type");
        var start = Number(entity, "start");
        var end = Number(entity, "end");
        if (start < 0 || end > length || start >= end) throw new FormatException($"the entity from {start} to {end} is not inside the text, which has {length} units.");
        return new LabelledSpan(type, start, end);
    }

    private static string Text(JsonElement from, string name)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) throw new FormatException($"\"{name}\" is missing or no string.");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"\"{name}\" holds half of a surrogate pair.", e);
        }
    }

    private static int Number(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw new FormatException($"\"{name}\" of an entity is missing or no whole number.");
}
