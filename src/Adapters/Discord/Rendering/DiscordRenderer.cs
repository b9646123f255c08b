using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord.Rendering;

/// <summary>From an activity to Discord messages within all limits: text as content, cards as embeds, buttons and lists as components.</summary>
internal static class DiscordRenderer
{
    /// <summary>What Discord shows.</summary>
    public static ChannelFeatures Features { get; } = new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 12_000)
    {
        Forms = true, FormFields = DiscordLimits.ModalParts, FormChoices = DiscordLimits.Options, FormText = DiscordLimits.ModalValue,
    };

    private static readonly ChannelFeatures SharedFeatures = Features with { Shared = true };
    private static readonly ChannelFeatures Whispered = SharedFeatures with { OnlyForThem = true };

    /// <summary>What Discord shows in a conversation.</summary>
    public static ChannelFeatures FeaturesOf(ConversationReference reference) =>
        reference.Conversation.IsGroup != true ? Features : DiscordPlace.Interaction(reference) is { IsPrivate: true } ? Whispered : SharedFeatures;

    /// <summary>The messages that show an activity: at least one; more where it is too long for one. What is to be pressed stands under the last.</summary>
    /// <param name="activity">A message.</param>
    /// <param name="choose">What a list says before something is chosen.</param>
    public static DiscordMessages Render(Activity activity, string? choose = null)
    {
        var kept = new List<KeptData>();
        var (texts, embeds, controls) = Parts(activity);
        var messages = Pack(texts, embeds);
        var rows = ControlRows.Of(controls, choose, kept);
        if (rows.Count > 0) messages[^1]["components"] = rows;
        return new(messages, kept);
    }

    /// <summary>The one message that an earlier one becomes: what is too long for it is cut, since a message cannot become two.</summary>
    /// <param name="activity">A message.</param>
    /// <param name="choose">What a list says before something is chosen.</param>
    public static DiscordMessages RenderOne(Activity activity, string? choose = null)
    {
        var kept = new List<KeptData>();
        var (texts, embeds, controls) = Parts(activity);
        var message = Pack(texts.Count > 1 ? [DiscordText.Cut(texts[0], DiscordLimits.Content - 1) + "…"] : texts, embeds)[0];
        // Said expressly: what is left out of an edit stays as it was.
        message["content"] ??= "";
        message["embeds"] ??= new JsonArray();
        message["components"] = ControlRows.Of(controls, choose, kept);
        return new([message], kept);
    }

    private static (List<string> Texts, List<JsonObject> Embeds, List<Control> Controls) Parts(Activity activity)
    {
        var texts = new List<string>();
        var embeds = new List<JsonObject>();
        var controls = new List<Control>();
        if (activity.Text is { Length: > 0 } text) texts.AddRange(DiscordText.Split(Markdown(activity, text), DiscordLimits.Content).Where(t => !string.IsNullOrWhiteSpace(t)));
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (attachment is { ContentType: Attachment.AdaptiveCard, Content: { } card }) Card(card, activity, embeds, controls);
            else if (attachment.ContentUrl is { } url && IsFetchable(url)) embeds.Add(attachment.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true ? Picture(url) : File(attachment, url));
        }

        foreach (var action in activity.SuggestedActions?.Actions ?? [])
        {
            var value = action.Value is { ValueKind: JsonValueKind.String } said ? said.GetString() : null;
            if (action.Type is "openUrl" && value is { Length: <= DiscordLimits.ButtonUrl } && IsFetchable(value)) controls.Add(Control.Link(action.Title ?? value, value));
            else if (action.Value is { } data && action.Type is not "openUrl") controls.Add(new(action.Title ?? value ?? "", ComponentKind.Submit, JsonNode.Parse(data.GetRawText())));
            else if (action.Title is { Length: > 0 } title && action.Type is not "openUrl") controls.Add(new(title, ComponentKind.Submit, JsonValue.Create(title)));
        }

        if (texts.Count == 0 && embeds.Count == 0) texts.Add(activity.Summary is { Length: > 0 } summary && !string.IsNullOrWhiteSpace(summary) ? DiscordText.Cut(DiscordText.Escape(summary), DiscordLimits.Content) : "…");
        return (texts, embeds, controls);
    }

    /// <summary>The text as Markdown; people whom it mentions by Discord's own ids stay mentioned, which rings nobody's bell.</summary>
    private static string Markdown(Activity activity, string text)
    {
        var markdown = activity.TextFormat is "plain" ? DiscordText.Escape(text) : text;
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity is { Type: "mention", Text: { Length: > 0 } mention, Mentioned.Id: { } id } && id.All(char.IsAsciiDigit) && id.Length > 0)
                markdown = markdown.Replace(activity.TextFormat is "plain" ? DiscordText.Escape(mention) : mention, $"<@{id}>", StringComparison.Ordinal);
        }

        return markdown;
    }

    private static void Card(JsonElement card, Activity activity, List<JsonObject> embeds, List<Control> controls)
    {
        var read = CardReader.Read(card, Extra(activity, "form"));
        controls.AddRange(read.Controls);
        var pieces = DiscordText.Split(string.Join('\n', read.Lines).Trim('\n'), DiscordLimits.EmbedDescription);
        for (var i = 0; i < pieces.Count; i++)
        {
            var embed = new JsonObject();
            if (i == 0 && read.Title is { } title) embed["title"] = title;
            if (!string.IsNullOrWhiteSpace(pieces[i])) embed["description"] = pieces[i];
            if (read.Color is { } color) embed["color"] = color;
            if (i == 0 && read.Pictures.Count > 0) embed["image"] = new JsonObject { ["url"] = read.Pictures[0] };
            if (embed.ContainsKey("title") || embed.ContainsKey("description") || embed.ContainsKey("image")) embeds.Add(embed);
        }

        embeds.AddRange(read.Pictures.Skip(1).Select(Picture));
    }

    private static string? Extra(Activity activity, string name) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static JsonObject Picture(string url) => new() { ["image"] = new JsonObject { ["url"] = url } };

    private static JsonObject File(Attachment attachment, string url) =>
        new() { ["title"] = DiscordText.Cut(DiscordText.Escape(attachment.Name is { Length: > 0 } name ? name : url), DiscordLimits.EmbedTitle), ["url"] = url };

    private static bool IsFetchable(string url) =>
        url.Length <= 2048 && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !Loopback.IsHost(uri.Host);

    /// <summary>As few messages as the limits let it be.</summary>
    private static List<JsonObject> Pack(List<string> texts, List<JsonObject> embeds)
    {
        List<JsonObject> messages = [.. texts.Select(t => new JsonObject { ["content"] = t })];
        var total = 0;
        JsonArray? open = null;
        foreach (var embed in embeds)
        {
            var length = Length(embed, "title") + Length(embed, "description");
            if (open is null || open.Count == DiscordLimits.Embeds || total + length > DiscordLimits.EmbedTotal)
            {
                if (open is not null || messages.Count == 0) messages.Add([]);
                messages[^1]["embeds"] = open = [];
                total = 0;
            }

            open.Add((JsonNode)embed);
            total += length;
        }

        return messages;
    }

    private static int Length(JsonObject embed, string name) => embed[name]?.GetValue<string>().Length ?? 0;
}

/// <summary>What is to be sent.</summary>
/// <param name="Messages">Bodies, in order; without mentions that ring and without anything about who sees them.</param>
/// <param name="Kept">What must be kept before, for their components.</param>
internal sealed record DiscordMessages(IReadOnlyList<JsonObject> Messages, IReadOnlyList<KeptData> Kept);
