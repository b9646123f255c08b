using System.Globalization;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Discord.Rendering;

/// <summary>Lays controls out in Discord's rows: five at most, five buttons in each, or one list of 25 choices.</summary>
internal static class ControlRows
{
    /// <summary>The rows; empty where there is nothing to press.</summary>
    /// <param name="controls">What there is to press. What does not fit is left out from the end: it can be said as well.</param>
    /// <param name="choose">What a list says before something is chosen; null for Discord's own words.</param>
    /// <param name="kept">Takes data that is too long for an id.</param>
    public static JsonArray Of(IReadOnlyList<Control> controls, string? choose, ICollection<KeptData> kept)
    {
        var buttons = controls.Where(c => !c.IsRow).ToList();
        var choices = controls.Where(c => c.IsRow && c.Kind is not null).ToList();
        var most = (choices.Count > 0 ? DiscordLimits.Rows - 1 : DiscordLimits.Rows) * DiscordLimits.ButtonsPerRow;
        if (buttons.Count > most)
        {
            // A row of buttons less makes room for a list with all that are left.
            most = (DiscordLimits.Rows - 1) * DiscordLimits.ButtonsPerRow;
            choices.InsertRange(0, buttons.Skip(most).Where(b => b.Kind is not null));
            buttons = buttons[..most];
        }

        var rows = new JsonArray();
        var index = 0;
        foreach (var row in buttons.Chunk(DiscordLimits.ButtonsPerRow)) rows.Add((JsonNode)Row([.. row.Select(b => Button(b, index++, kept))]));
        foreach (var list in choices.Chunk(DiscordLimits.Options).Take(DiscordLimits.Rows - rows.Count)) rows.Insert(0, Row(List(list, ref index, choose, kept)));
        return rows;
    }

    private static JsonObject Row(params JsonNode[] parts) => new() { ["type"] = 1, ["components"] = new JsonArray(parts) };

    private static JsonObject Button(Control control, int index, ICollection<KeptData> kept)
    {
        var button = new JsonObject { ["type"] = 2, ["style"] = control.Style, ["label"] = Words(control.Label, DiscordLimits.ButtonLabel) };
        if (control.Kind is { } kind) button["custom_id"] = ComponentToken.Write(kind, index, control.Data, kept);
        else button["url"] = control.Data!.GetValue<string>();
        return button;
    }

    private static JsonObject List(Control[] controls, ref int index, string? choose, ICollection<KeptData> kept)
    {
        var list = new JsonObject { ["type"] = 3, ["custom_id"] = string.Create(CultureInfo.InvariantCulture, $"list{index++}") };
        if (choose is not null) list["placeholder"] = Words(choose, DiscordLimits.Placeholder);
        var options = new JsonArray();
        foreach (var control in controls)
        {
            options.Add((JsonNode)new JsonObject
            {
                ["label"] = Words(control.Label, DiscordLimits.OptionLabel),
                ["value"] = ComponentToken.Write(control.Kind!.Value, index++, control.Data, kept),
            });
        }

        list["options"] = options;
        return list;
    }

    private static string Words(string label, int limit) => DiscordText.Cut(DiscordText.Label(label), limit) is { Length: > 0 } words && !string.IsNullOrWhiteSpace(words) ? words : "…";
}
