using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>Activities as Slack messages, as many as it takes: what is too long for one is never refused.</summary>
internal static class MessageRenderer
{
    /// <summary>The messages of an activity, in order; at least one.</summary>
    public static IReadOnlyList<SlackMessage> Render(Activity activity)
    {
        var blocks = Blocks(activity);
        return blocks.Blocks.Count == 0 ? TextOnly(activity) : [.. Pages(activity, blocks.Blocks)];
    }

    /// <summary>The same without blocks: what is sent when Slack refuses them.</summary>
    public static IReadOnlyList<SlackMessage> TextOnly(Activity activity)
    {
        var text = Said(activity);
        if (text.Trim().Length == 0) return [new SlackMessage("…", null, Mrkdwn: false)];
        return IsPlain(activity)
            ? [.. TextObjects.Split(text, BlockLimits.Fallback, t => SlackText.Escape(t).Length).Select(t => new SlackMessage(SlackText.Escape(t), null, Mrkdwn: false))]
            : [.. TextObjects.Split(text, BlockLimits.Fallback, t => TextObjects.Mark(t).Length).Select(t => new SlackMessage(TextObjects.Mark(t), null, Mrkdwn: true))];
    }

    /// <summary>The blocks of an activity; none where its text is all there is.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="into">Blocks that they are added to: ids stay unique within one list.</param>
    public static BlockList Blocks(Activity activity, BlockList? into = null)
    {
        var blocks = into ?? new BlockList();
        var cards = (activity.Attachments ?? []).Where(a => a.ContentType == Attachment.AdaptiveCard && a.Content is { ValueKind: JsonValueKind.Object }).ToList();
        var images = (activity.Attachments ?? []).Where(a => a.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true && a.ContentUrl is { Length: > 0 }).ToList();
        var suggested = activity.SuggestedActions?.Actions ?? [];
        if (cards.Count == 0 && images.Count == 0 && suggested.Count == 0) return blocks;

        if (activity.Text is { } text && !string.IsNullOrWhiteSpace(text) && !(cards.Count > 0 && text == activity.Summary))
        {
            if (IsPlain(activity)) blocks.Literal(text);
            else blocks.Section(text);
        }

        foreach (var image in images) blocks.Image(image.ContentUrl!, image.Name ?? "");
        var renderer = new CardBlocks(blocks);
        foreach (var card in cards) renderer.Add(card.Content!.Value);
        blocks.Actions(suggested.Select(Button).OfType<JsonObject>(), once: true);
        return blocks;
    }

    private static IEnumerable<SlackMessage> Pages(Activity activity, IReadOnlyList<JsonObject> blocks)
    {
        var page = new JsonArray();
        var size = 0;
        var isFirst = true;
        foreach (var block in blocks)
        {
            var length = BlockText.Length(block);
            if (page.Count == BlockLimits.MessageBlocks || (page.Count > 0 && size + length > BlockLimits.MessageText))
            {
                yield return new SlackMessage(Fallback(activity, page, isFirst), page, IsMrkdwn(activity));
                (page, size, isFirst) = ([], 0, false);
            }

            page.Add(block);
            size += length;
        }

        if (page.Count > 0) yield return new SlackMessage(Fallback(activity, page, isFirst), page, IsMrkdwn(activity));
    }

    /// <summary>What a notification says.</summary>
    private static string Fallback(Activity activity, JsonArray page, bool isFirst)
    {
        var text = isFirst ? Said(activity) : "";
        if (text.Trim().Length == 0) text = BlockText.Of(page);
        var cut = TextObjects.Cut(text.Trim().Length == 0 ? "…" : text, BlockLimits.Fallback * 3 / 4);
        while (SlackText.Escape(cut).Length > BlockLimits.Fallback) cut = TextObjects.Cut(cut, cut.Length * 3 / 4);
        return SlackText.Escape(cut);
    }

    /// <summary>All that is said in words.</summary>
    private static string Said(Activity activity)
    {
        if (!string.IsNullOrWhiteSpace(activity.Text)) return activity.Text;
        if (!string.IsNullOrWhiteSpace(activity.Summary)) return activity.Summary;
        return (activity.Attachments ?? []).Select(a => a.Content is { } card ? LenientJson.Text(card, "fallbackText") : null).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t)) ?? "";
    }

    // Slack reads a notification's text as it reads any text; only escapes matter there.
    private static bool IsMrkdwn(Activity activity) => !IsPlain(activity);

    private static bool IsPlain(Activity activity) => activity.TextFormat is not "markdown";

    private static JsonObject? Button(CardAction action)
    {
        var title = action.Title is { Length: > 0 } given ? given : action.Text ?? "…";
        if (action.Type is "openUrl" && Value(action) is { Length: <= BlockLimits.Url } url)
        {
            var link = BlockList.Button(title, null, null);
            link["url"] = url;
            return link;
        }

        return (Value(action) ?? action.Text ?? action.Title) is { Length: > 0 } words && new SlackButton(SlackButtonKind.Say, words).ToValue() is { } value
            ? BlockList.Button(title, value, null)
            : null;
    }

    private static string? Value(CardAction action) => action.Value switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { ValueKind: JsonValueKind.Object } value => LenientJson.Text(value, "say"),
        _ => null,
    };
}
