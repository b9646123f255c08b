using System.Text;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>The text in blocks.</summary>
internal static class BlockText
{
    /// <summary>How much text a block has, as Slack counts it against a message's limit: all of its texts.</summary>
    public static int Length(JsonNode? node) => node switch
    {
        JsonObject item => item.Sum(field => Counts(field.Key) && field.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text.Length : Length(field.Value)),
        JsonArray list => list.Sum(Length),
        _ => 0,
    };

    private static bool Counts(string field) => field is "text" or "alt_text" or "value" or "url" or "image_url";

    /// <summary>The text of sections, headings and small print, a line each.</summary>
    public static string Of(JsonArray blocks)
    {
        var builder = new StringBuilder();
        foreach (var block in blocks.OfType<JsonObject>())
        {
            var text = block["text"] is JsonObject own ? own["text"] : block["elements"] is JsonArray { Count: > 0 } elements && elements[0] is JsonObject { } first && first["text"] is JsonValue ? first["text"] : null;
            if (text is JsonValue value && value.TryGetValue<string>(out var line)) builder.Append(line).Append('\n');
        }

        return builder.ToString().Trim();
    }
}
