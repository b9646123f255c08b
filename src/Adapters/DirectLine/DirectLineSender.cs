using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>Writes to web conversations outside a turn.</summary>
/// <remarks>Only to those that are open here: a browser that has gone cannot be reached, and the sender is told so.</remarks>
internal sealed class DirectLineSender(DirectLineConversations conversations) : IChannelSender
{
    public string Adapter => DirectLineChannel.Id;

    public bool IsImmediate => true;

    public async Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
    {
        if (reference.Conversation.Id is not { } id || !conversations.TryFind(id, out var conversation) || conversation.Ended)
        {
            throw new DeliveryException("The web conversation is no longer open.");
        }

        var about = new Activity
        {
            ChannelId = DirectLineChannel.Id,
            Conversation = reference.Conversation,
            From = reference.User,
            Recipient = reference.Bot,
            Locale = reference.Locale,
        };
        var sent = await new TurnContext(about, new DirectLineReplies(conversation, about, shown: false)).SendAsync(message, cancellationToken);
        conversations.Grew();
        return sent;
    }
}
