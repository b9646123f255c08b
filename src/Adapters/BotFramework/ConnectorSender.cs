using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>Writes to Bot Framework conversations outside a turn.</summary>
public sealed class ConnectorSender : IChannelSender
{
    /// <summary>The adapter's name in a <see cref="ConversationReference"/>.</summary>
    public const string AdapterName = "botframework";

    private const string ThreadMark = ";messageid=";

    private readonly ConnectorClient connector;

    internal ConnectorSender(ConnectorClient connector) => this.connector = connector;

    /// <inheritdoc/>
    public string Adapter => AdapterName;

    /// <inheritdoc/>
    public async Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
    {
        var conversation = Route(reference, message);
        return IsChannelItself(reference, conversation)
            ? await BeginThreadAsync(reference, conversation, message, cancellationToken)
            : await connector.SendAsync(ServiceAddress.Of(reference), conversation, message, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken)
    {
        var conversation = Route(reference, message);
        try
        {
            message.Id = messageId;
            if (IsChannelItself(reference, conversation)) conversation += ThreadMark + messageId;
            await connector.UpdateAsync(ServiceAddress.Of(reference), conversation, message, cancellationToken);
            return messageId;
        }
        catch (DeliveryException gone) when (gone.IsUnsupported)
        {
            // The message is gone or the channel cannot: said again is better than not said.
            return await SendAsync(reference, message, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(ConversationReference reference, string messageId, CancellationToken cancellationToken)
    {
        try
        {
            var conversation = Conversation(reference);
            if (IsChannelItself(reference, conversation)) conversation += ThreadMark + messageId;
            await connector.DeleteAsync(ServiceAddress.Of(reference), conversation, messageId, cancellationToken);
        }
        catch (DeliveryException gone) when (gone.IsUnsupported)
        {
            // By contract nothing happens where the channel cannot.
        }
    }

    /// <summary>A Teams channel, not one of its threads: what is sent there begins a new one.</summary>
    private static bool IsChannelItself(ConversationReference reference, string conversation) =>
        reference is { ChannelId: "msteams", Conversation.ConversationType: "channel" } && !conversation.Contains(ThreadMark, StringComparison.OrdinalIgnoreCase);

    private async Task<string?> BeginThreadAsync(ConversationReference reference, string channel, Activity message, CancellationToken cancellationToken)
    {
        message.Id = null;
        message.Conversation = null;
        message.Recipient = null;
        var opened = await connector.CreateConversationAsync(
            ServiceAddress.Of(reference),
            new ConversationParameters
            {
                Bot = reference.Bot ?? new ChannelAccount(),
                IsGroup = true,
                TenantId = reference.Conversation.TenantId,
                Activity = message,
                ChannelData = JsonSerializer.SerializeToElement(new JsonObject { ["channel"] = new JsonObject { ["id"] = channel } }, ActivityJson.Default.JsonObject),
            },
            cancellationToken);
        return opened.ActivityId;
    }

    private static string Conversation(ConversationReference reference) =>
        reference.Conversation.Id is { Length: > 0 } id ? id : throw new DeliveryException("The reference names no conversation.");

    private static string Route(ConversationReference reference, Activity message)
    {
        var conversation = Conversation(reference);
        message.Type ??= ActivityTypes.Message;
        message.ChannelId = reference.ChannelId;
        message.ServiceUrl = reference.ServiceUrl;
        message.Conversation = reference.Conversation;
        message.From = reference.Bot;
        message.Recipient = reference.User;
        message.Locale ??= reference.Locale;
        return conversation;
    }

    /// <summary>What to keep of an incoming activity, or null when it leads nowhere.</summary>
    internal static ConversationReference? ReferenceOf(Activity incoming, bool authenticated) =>
        !ConnectorUrl.IsUsable(incoming.ServiceUrl) || incoming.Conversation?.Id is not { Length: > 0 }
            ? null
            : new ConversationReference
            {
                Adapter = AdapterName,
                ChannelId = incoming.ChannelId!,
                ServiceUrl = incoming.ServiceUrl,
                Trusted = authenticated,
                Conversation = incoming.Conversation,
                User = incoming.From,
                Bot = incoming.Recipient,
                Locale = incoming.Locale,
                ChannelData = TeamOf(incoming),
            };

    /// <summary>The team that a Teams channel belongs to: its channels go with it.</summary>
    private static JsonElement? TeamOf(Activity incoming) =>
        incoming is { ChannelId: "msteams", ChannelData: { ValueKind: JsonValueKind.Object } data } && data.TryGetProperty("team", out var team) && LenientJson.Text(team, "id") is { Length: > 0 and <= ActivityRules.MaxIdLength } id
            ? JsonSerializer.SerializeToElement(new JsonObject { ["team"] = new JsonObject { ["id"] = id } }, ActivityJson.Default.JsonObject)
            : null;
}
