using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Hosting;
using static PmBot.Adapters.Activities.LenientJson;

namespace PmBot.Adapters.Discord.Interactions;

/// <summary>Asks the bot what a form is made of, or which choices there are, and shows it as a modal or as choices.</summary>
internal sealed class DirectAnswers(TurnHost turns, IComponentData data, DiscordTexts texts)
{
    /// <summary>How long the bot may take: what is left of the three seconds must do for the way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.2);

    /// <summary>The first answer to the interaction.</summary>
    public async Task<JsonObject> AskAsync(DirectQuestion question, ConversationReference reference, CancellationToken cancellationToken)
    {
        var replies = new CollectedReplies(reference);
        var result = await turns.RunAsync(question.Activity, replies, new TurnLimits(Patience, ShowTyping: false), cancellationToken);
        var body = result.InvokeResponse?.Body;
        if (question.IsSearch) return Callbacks.Choices(Results(body));
        var locale = question.Activity.Locale;
        if (Task(body) is { } task)
        {
            if (task.TryGetProperty("value", out var value) && value.ValueKind is JsonValueKind.String) return Callbacks.Whisper(value.GetString()!);
            if (Card(value) is { } card) return await FormAsync(card, Text(value, "title"), question, cancellationToken);
        }

        return Callbacks.Whisper(replies.Text ?? (result.Outcome is TurnOutcome.Completed ? texts.Unknown(locale) : texts.Slow(locale)));
    }

    /// <summary>The <c>task</c> of a form's answer.</summary>
    public static JsonElement? Task(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("task", out var task) && task.ValueKind is JsonValueKind.Object ? task : null;

    /// <summary>The card in the value of a <c>task</c>: as an attachment, or as it is.</summary>
    public static JsonElement? Card(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty("card", out var card) || card.ValueKind is not JsonValueKind.Object) return null;
        return card.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Object ? content : card;
    }

    private async Task<JsonObject> FormAsync(JsonElement card, string? title, DirectQuestion question, CancellationToken cancellationToken)
    {
        if (CardForm.Of(card, question.Invoke, question.Extra) is not { } form)
        {
            // Nothing to fill in: it is shown.
            var shown = DiscordRenderer.RenderOne(new Activity { Type = ActivityTypes.Message, Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = card }] }, texts.Choose(question.Activity.Locale));
            await data.KeepAsync(shown.Kept, cancellationToken);
            var message = shown.Messages[0];
            message["flags"] = DiscordLimits.Ephemeral;
            message["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() };
            return new JsonObject { ["type"] = 4, ["data"] = message };
        }

        var kept = new List<KeptData>();
        var token = ComponentToken.Write(ComponentKind.Form, 0, form, kept);
        await data.KeepAsync(kept, cancellationToken);
        return Callbacks.Modal(CardForm.Modal(JsonSerializer.SerializeToElement(form, ActivityJson.Default.JsonObject), title, token));
    }

    private static IEnumerable<(string Name, string Value)> Results(JsonElement? body)
    {
        if (body is not { ValueKind: JsonValueKind.Object } answer || !answer.TryGetProperty("value", out var value) || value.ValueKind is not JsonValueKind.Object
            || !value.TryGetProperty("results", out var results) || results.ValueKind is not JsonValueKind.Array) return [];
        return results.EnumerateArray().Select(r => (Text(r, "title") ?? Text(r, "value") ?? "", Text(r, "value") ?? ""));
    }

    /// <summary>Keeps what is said where only one answer can be given.</summary>
    private sealed class CollectedReplies(ConversationReference reference) : IReplyChannel
    {
        public string? Text { get; private set; }

        public ChannelFeatures Features => DiscordRenderer.FeaturesOf(reference);

        public ConversationReference? Reference => reference;

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            if (reply.Type is ActivityTypes.Message && (reply.Text ?? reply.Summary) is { } said) Text = Text is null ? said : $"{Text}\n{said}";
            return System.Threading.Tasks.Task.FromResult<string?>(null);
        }

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => System.Threading.Tasks.Task.CompletedTask;
    }
}
