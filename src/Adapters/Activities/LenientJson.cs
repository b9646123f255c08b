using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PmBot.Adapters.Activities;

/// <summary>Reads JSON that others wrote (payloads of channels, cards) leniently: what is missing or of another type is not there.</summary>
internal static class LenientJson
{
    /// <summary>JSON in UTF-8, or null for what is none. Bytes that are no text and halves of characters, as cutting a text leaves them, become replacement characters: the rest is not lost for them.</summary>
    public static JsonElement? Parse(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        if (!Utf8.IsValid(json)) json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        if (!SurrogateEscapes.ArePaired(json))
        {
            var repaired = json.ToArray();
            SurrogateEscapes.Repair(repaired);
            json = repaired;
        }

        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text, or null.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>A true, also where it is written as a text.</summary>
    public static bool Flag(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && (value.ValueKind is JsonValueKind.True || (value.ValueKind is JsonValueKind.String && bool.TryParse(value.GetString(), out var said) && said));

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object)
            : [];

    /// <summary>A value as a form shows it: text as it is, numbers and booleans as they are written.</summary>
    public static string? Value(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            }
            : null;

    /// <summary>Whether an element of a card is not shown.</summary>
    public static bool IsHidden(JsonElement element) => element.ValueKind is JsonValueKind.Object && element.TryGetProperty("isVisible", out var visible) && visible.ValueKind is JsonValueKind.False;
}
