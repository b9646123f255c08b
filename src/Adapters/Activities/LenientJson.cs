using System.Text.Json;

namespace PmBot.Adapters.Activities;

/// <summary>Reads JSON that others wrote (payloads of channels, cards) leniently: what is missing or of another type is not there.</summary>
internal static class LenientJson
{
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
