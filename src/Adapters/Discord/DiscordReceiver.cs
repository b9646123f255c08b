using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord.Interactions;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord;

/// <summary>Runs the turns of what is in the inbox, and shows what invokes answer.</summary>
internal sealed class DiscordReceiver(TurnHost turns, IOutbound outbound, DiscordTexts texts, DiscordOptions options) : IInboxReceiver
{
    /// <inheritdoc/>
    public string Adapter => DiscordPlace.Adapter;

    /// <inheritdoc/>
    public async Task HandleAsync(InboxItem item, CancellationToken cancellationToken)
    {
        var isInteraction = DiscordPlace.Interaction(item.Reference) is not null;
        var replies = new CountedReplies(new QueuedReplies(outbound, DiscordRenderer.FeaturesOf(item.Reference), item.Reference, $"{DiscordPlace.Adapter}:{item.Key}"));
        var limits = new TurnLimits(options.TurnTimeout, ShowTyping: !isInteraction && item.Activity.Type is ActivityTypes.Message);
        var result = await turns.RunAsync(item.Activity, replies, limits, cancellationToken);
        // Cut off by the end of the service: the next one goes on with it.
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Outcome is TurnOutcome.Failed or TurnOutcome.TimedOut) throw new InvalidOperationException("The turn did not come to its end.");
        if (result.Outcome is TurnOutcome.Undelivered)
        {
            if (replies.Delivered == 0) await RelieveAsync(item, cancellationToken);
            return;
        }

        if (item.Activity.Type is ActivityTypes.Invoke) await ShowAsync(item, result.InvokeResponse, replies, cancellationToken);
        else if (isInteraction && replies.Count == 0 && item.Activity.ReplyToId is null) await replies.SendAsync(Text(texts.Done(item.Activity.Locale), item), cancellationToken);
    }

    /// <summary>Discord has refused what was to be said: where a command waits with its "thinking", that says so.</summary>
    private async Task RelieveAsync(InboxItem item, CancellationToken cancellationToken)
    {
        if (DiscordPlace.Interaction(item.Reference) is not { Message: null }) return;
        try
        {
            await outbound.SendAsync(new OutboundMessage($"{DiscordPlace.Adapter}:{item.Key}#refused#1", OutboundVerb.Send, item.Reference, Text(texts.Refused(item.Activity.Locale), item)), cancellationToken);
        }
        catch (DeliveryException)
        {
            // An admin sees both among what was not delivered.
        }
    }

    /// <summary>Shows the answer to an invoke: the card that was pressed becomes it, or it is said.</summary>
    private async Task ShowAsync(InboxItem item, InvokeResponse? response, CountedReplies replies, CancellationToken cancellationToken)
    {
        var locale = item.Activity.Locale;
        var body = response?.Body is { ValueKind: JsonValueKind.Object } given ? given : default;
        if (DirectAnswers.Task(body) is { } task)
        {
            await ShowTaskAsync(item, task, replies, cancellationToken);
            return;
        }

        var shown = Shown(body, item);
        if (item.Activity.Name is "adaptiveCard/action")
        {
            // Where something was said or changed in the turn itself, the answer only repeats it for clients that show it.
            if (replies.Count > 0) return;
            if (shown is not null && item.Activity.ReplyToId is { } pressed && !IsError(body))
            {
                shown.Id = pressed;
                await replies.UpdateAsync(shown, cancellationToken);
                return;
            }
        }

        if (shown is not null || replies.Count == 0)
        {
            await replies.SendAsync(shown ?? Text(response is { Status: >= 200 and < 300 } ? texts.Done(locale) : texts.Unknown(locale), item), cancellationToken);
        }
    }

    private async Task ShowTaskAsync(InboxItem item, JsonElement task, CountedReplies replies, CancellationToken cancellationToken)
    {
        var value = task.TryGetProperty("value", out var given) ? given : default;
        if (value.ValueKind is JsonValueKind.String)
        {
            await replies.SendAsync(Text(value.GetString()!, item), cancellationToken);
        }
        else if (DirectAnswers.Card(value) is { } card)
        {
            // A form cannot open another one: it is shown, with a button that opens it again.
            var activity = Card(card, item);
            activity.ChannelData = JsonElement.Parse($$"""{"form":"{{item.Activity.Name}}"}""");
            await replies.SendAsync(activity, cancellationToken);
        }
        else if (replies.Count == 0)
        {
            await replies.SendAsync(Text(texts.Done(item.Activity.Locale), item), cancellationToken);
        }
    }

    private static Activity? Shown(JsonElement body, InboxItem item)
    {
        if (body.ValueKind is not JsonValueKind.Object) return null;
        if (body.TryGetProperty("composeExtension", out var extension) && extension.ValueKind is JsonValueKind.Object)
        {
            if (extension.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String) return Text(text.GetString()!, item);
            return extension.TryGetProperty("attachments", out var cards) && cards.ValueKind is JsonValueKind.Array && cards.GetArrayLength() > 0
                && cards[0].TryGetProperty("content", out var first) ? Card(first, item) : null;
        }

        if (!body.TryGetProperty("value", out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: > 0 } said => Text(said, item),
            JsonValueKind.Object when Is(body, "application/vnd.microsoft.card.adaptive") => Card(value, item),
            JsonValueKind.Object when value.TryGetProperty("message", out var message) && message.ValueKind is JsonValueKind.String => Text(message.GetString()!, item),
            _ => null,
        };
    }

    private static bool IsError(JsonElement body) => Is(body, "application/vnd.microsoft.error");

    private static bool Is(JsonElement body, string type) => body.TryGetProperty("type", out var given) && given.ValueKind is JsonValueKind.String && given.ValueEquals(type);

    private static Activity Text(string text, InboxItem item) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain", Locale = item.Activity.Locale, ReplyToId = item.Activity.Id };

    private static Activity Card(JsonElement card, InboxItem item) => new()
    {
        Type = ActivityTypes.Message, Locale = item.Activity.Locale, ReplyToId = item.Activity.Id, Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = card }],
    };

    /// <summary>Counts what was said.</summary>
    private sealed class CountedReplies(IReplyChannel inner) : IReplyChannel
    {
        public int Count { get; private set; }

        /// <summary>How much of it was taken.</summary>
        public int Delivered { get; private set; }

        public ChannelFeatures Features => inner.Features;

        public ConversationReference? Reference => inner.Reference;

        public async Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            if (reply.Type is ActivityTypes.Typing) return await inner.SendAsync(reply, cancellationToken);
            Count++;
            var id = await inner.SendAsync(reply, cancellationToken);
            Delivered++;
            return id;
        }

        public async Task UpdateAsync(Activity reply, CancellationToken cancellationToken)
        {
            Count++;
            await inner.UpdateAsync(reply, cancellationToken);
            Delivered++;
        }

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => inner.DeleteAsync(activityId, cancellationToken);
    }
}
