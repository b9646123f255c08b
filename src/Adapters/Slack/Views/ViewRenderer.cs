using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack.Views;

/// <summary>Adaptive Cards as modals and home pages.</summary>
internal static class ViewRenderer
{
    /// <summary>The callback id of our modals.</summary>
    public const string CallbackId = "pmbot";

    /// <summary>A form.</summary>
    /// <param name="card">The card with its inputs.</param>
    /// <param name="title">What stands above.</param>
    /// <param name="form">What comes back with what was entered.</param>
    /// <param name="words">The sentences, in the person's language.</param>
    public static JsonObject Modal(JsonElement card, string title, SlackForm form, SlackWords words)
    {
        var blocks = new BlockList();
        var renderer = new CardBlocks(blocks);
        renderer.Add(card, actions: false);
        var actions = LenientJson.List(card, "actions").ToList();
        var submit = actions.FirstOrDefault(a => LenientJson.Text(a, "type") is "Action.Submit" or "Action.Execute");
        renderer.Actions(actions.Where(a => LenientJson.Text(a, "type") is not ("Action.Submit" or "Action.Execute")));
        // A view without blocks is refused: a card of which nothing can be shown here is shown as what it says of itself.
        if (blocks.Blocks.Count == 0) blocks.Literal(LenientJson.Text(card, "fallbackText") is { Length: > 0 } fallback && !string.IsNullOrWhiteSpace(fallback) ? fallback : "…");
        if (submit.ValueKind is JsonValueKind.Object && submit.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object)
        {
            var rest = JsonNode.Parse(data.GetRawText())!.AsObject();
            rest.Remove("msteams");
            form = form with { Data = rest };
        }

        var view = Frame(title, blocks.Blocks, words);
        view["private_metadata"] = form.ToMetadata();
        if (submit.ValueKind is JsonValueKind.Object || blocks.Blocks.Any(b => b["type"]!.GetValue<string>() == "input"))
            view["submit"] = TextObjects.Plain(LenientJson.Text(submit, "title") is { Length: > 0 } label ? label : words["form.submit"], BlockLimits.ViewTitle);
        return view;
    }

    /// <summary>A sentence in a modal: that it is being loaded, that something is wrong.</summary>
    public static JsonObject Notice(string text, string title, SlackWords words)
    {
        var blocks = new BlockList();
        blocks.Literal(text);
        return Frame(title, blocks.Blocks, words);
    }

    /// <summary>Blocks in a modal without a form.</summary>
    public static JsonObject Shown(IReadOnlyList<JsonObject> blocks, string title, SlackWords words) => Frame(title, blocks, words);

    /// <summary>A home page.</summary>
    public static JsonObject Home(IReadOnlyList<JsonObject> blocks) => new() { ["type"] = "home", ["blocks"] = Fit(blocks) };

    private static JsonObject Frame(string title, IReadOnlyList<JsonObject> blocks, SlackWords words) => new()
    {
        ["type"] = "modal",
        ["callback_id"] = CallbackId,
        ["title"] = TextObjects.Plain(title.ReplaceLineEndings(" "), BlockLimits.ViewTitle),
        ["close"] = TextObjects.Plain(words["form.close"], BlockLimits.ViewTitle),
        ["blocks"] = Fit(blocks),
    };

    private static JsonArray Fit(IReadOnlyList<JsonObject> blocks)
    {
        if (blocks.Count <= BlockLimits.ViewBlocks) return new JsonArray([.. blocks.Select(b => (JsonNode)b)]);
        var rest = new BlockList();
        rest.Context("…");
        return new JsonArray([.. blocks.Take(BlockLimits.ViewBlocks - 1).Select(b => (JsonNode)b), rest.Blocks[0]]);
    }
}
