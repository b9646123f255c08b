using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>What was entered in input blocks, as an Adaptive Card's inputs would give it: one text a field.</summary>
internal static class FormValues
{
    /// <summary>Adds the values to an action's data.</summary>
    /// <param name="state">The <c>state</c> of a view or message.</param>
    /// <param name="data">Gets a field for each input; one that was left empty is an empty text.</param>
    public static void AddTo(JsonElement state, JsonObject data)
    {
        if (state.ValueKind is not JsonValueKind.Object || !state.TryGetProperty("values", out var values) || values.ValueKind is not JsonValueKind.Object) return;
        foreach (var block in values.EnumerateObject().Where(b => b.Value.ValueKind is JsonValueKind.Object && b.Name.StartsWith(InputBlocks.IdMark, StringComparison.Ordinal)))
        {
            foreach (var action in block.Value.EnumerateObject().Where(a => a.Value.ValueKind is JsonValueKind.Object))
                data[block.Name[InputBlocks.IdMark.Length..]] = Value(action.Name, action.Value);
        }
    }

    private static string Value(string actionId, JsonElement entered)
    {
        if (actionId.StartsWith(InputBlocks.ToggleMark, StringComparison.Ordinal))
        {
            var values = actionId[InputBlocks.ToggleMark.Length..].Split('|');
            return LenientJson.List(entered, "selected_options").Any() ? values[0] : values[^1];
        }

        if (entered.TryGetProperty("selected_option", out var option)) return LenientJson.Text(option, "value") ?? "";
        if (entered.TryGetProperty("selected_options", out _)) return string.Join(',', LenientJson.List(entered, "selected_options").Select(o => LenientJson.Text(o, "value")).OfType<string>());
        return LenientJson.Text(entered, "selected_date") ?? LenientJson.Text(entered, "selected_time") ?? LenientJson.Text(entered, "selected_user")
            ?? LenientJson.Text(entered, "selected_conversation") ?? LenientJson.Text(entered, "selected_channel") ?? LenientJson.Value(entered, "value") ?? "";
    }
}
