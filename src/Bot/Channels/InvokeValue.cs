using System.Globalization;
using System.Text.Json;

namespace PmBot.Bot.Channels;

/// <summary>Reads what an invoke carries: JSON that a client wrote, of any shape.</summary>
internal static class InvokeValue
{
    /// <summary>A field of an object, or null.</summary>
    public static JsonElement? Field(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    /// <summary>A text that is not empty, or null; numbers count as their digits.</summary>
    public static string? Text(this JsonElement? element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()?.Trim() is { Length: > 0 } said ? said : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A whole number, or null.</summary>
    public static int? Number(this JsonElement? element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value of a named parameter of a search.</summary>
    public static string? Parameter(this JsonElement? element, string name)
    {
        if (element.Field("parameters") is not { ValueKind: JsonValueKind.Array } parameters) return null;
        foreach (var parameter in parameters.EnumerateArray())
        {
            if (((JsonElement?)parameter).Text("name") == name) return ((JsonElement?)parameter).Text("value");
        }

        return null;
    }
}
