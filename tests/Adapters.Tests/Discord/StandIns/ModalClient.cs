using System.Text.Json.Nodes;

namespace PmBot.Adapters.Tests.Discord.StandIns;

/// <summary>Sends a modal as Discord's clients do: every component with its value, whether it was touched or not.</summary>
/// <remarks>Components reference, "interaction response" of text inputs and string selects: an unchanged select sends the values that were its defaults, an empty field an empty value.</remarks>
internal static class ModalClient
{
    /// <summary>The data of the submission.</summary>
    /// <param name="modal">The first answer that opened it.</param>
    /// <param name="changes">What the person entered or chose; an empty value clears a field.</param>
    public static JsonObject Submit(JsonNode modal, params (string Field, string Value)[] changes)
    {
        var parts = new JsonArray();
        foreach (var label in modal["data"]!["components"]!.AsArray())
        {
            var component = label!["component"]!;
            var id = component["custom_id"]!.GetValue<string>();
            var change = changes.FirstOrDefault(c => c.Field == id).Value;
            var sent = new JsonObject { ["type"] = component["type"]!.GetValue<int>(), ["custom_id"] = id };
            if (component["type"]!.GetValue<int>() == 3)
            {
                var chosen = change is not null
                    ? change.Length == 0 ? [] : [change]
                    : component["options"]!.AsArray().Where(o => o!["default"]?.GetValue<bool>() == true).Select(o => o!["value"]!.GetValue<string>()).ToList();
                if (chosen.Exists(c => component["options"]!.AsArray().All(o => o!["value"]!.GetValue<string>() != c))) throw new InvalidOperationException($"{id} offers no {change}.");
                sent["values"] = new JsonArray([.. chosen.Select(c => (JsonNode)c)]);
            }
            else
            {
                sent["value"] = change ?? component["value"]?.GetValue<string>() ?? "";
            }

            parts.Add((JsonNode)new JsonObject { ["type"] = 18, ["component"] = sent });
        }

        if (changes.Any(c => parts.All(p => p!["component"]!["custom_id"]!.GetValue<string>() != c.Field))) throw new InvalidOperationException("The form has no such field.");
        return new JsonObject { ["custom_id"] = modal["data"]!["custom_id"]!.GetValue<string>(), ["components"] = parts };
    }

    /// <summary>What a field of the modal shows: its text, or the value that is chosen; null where there is no such field.</summary>
    public static string? Value(JsonNode modal, string field)
    {
        var component = modal["data"]!["components"]!.AsArray().Select(l => l!["component"]!).FirstOrDefault(c => c["custom_id"]!.GetValue<string>() == field);
        if (component is null) return null;
        return component["type"]!.GetValue<int>() == 3
            ? component["options"]!.AsArray().FirstOrDefault(o => o!["default"]?.GetValue<bool>() == true)?["value"]!.GetValue<string>() ?? ""
            : component["value"]?.GetValue<string>() ?? "";
    }
}
