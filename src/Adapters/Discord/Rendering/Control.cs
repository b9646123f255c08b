using System.Text.Json.Nodes;

namespace PmBot.Adapters.Discord.Rendering;

/// <summary>Something to press.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Kind">What pressing it does; null for a link.</param>
/// <param name="Data">What it sends, or the address of a link.</param>
/// <param name="IsRow">It stands for a line of the card, and is chosen from a list rather than pressed.</param>
/// <param name="Style">Discord's button style: 1 primary, 2 secondary, 3 success, 4 danger, 5 link.</param>
internal sealed record Control(string Label, ComponentKind? Kind, JsonNode? Data, bool IsRow = false, int Style = 2)
{
    public static Control Link(string label, string url) => new(label, null, JsonValue.Create(url), Style: 5);
}
