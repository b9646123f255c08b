using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>Puts the bot's replies into a conversation.</summary>
/// <param name="conversation">Where.</param>
/// <param name="incoming">What is answered.</param>
/// <param name="shown">Whether the clients see the activity that is answered; one they don't see may not be named in a reply.</param>
internal sealed class DirectLineReplies(DirectLineConversation conversation, Activity incoming, bool shown) : IReplyChannel
{
    /// <summary>Web Chat 4.18 shows Action.Execute but does not send it.</summary>
    public static ChannelFeatures Shows { get; } =
        new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: false, Updates: true, MaxTextLength: 28_000);

    public ChannelFeatures Features => Shows;

    public ConversationReference? Reference => new()
    {
        Adapter = DirectLineChannel.Id,
        ChannelId = DirectLineChannel.Id,
        Conversation = new ConversationAccount { Id = conversation.Id },
        User = incoming.From,
        Bot = incoming.Recipient,
        Locale = incoming.Locale,
    };

    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Prepare(reply);
        return Task.FromResult<string?>(reply.Type switch
        {
            ActivityTypes.Typing => conversation.Flash(reply),
            ActivityTypes.ConversationUpdate or ActivityTypes.InvokeResponse => null,
            _ => Say(reply),
        });
    }

    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Prepare(reply);
        if (reply.Id is null) Say(reply);
        else conversation.Replace(reply);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Clients replace by id, and show no event; Web Chat knows no deletion of its own.
        conversation.Replace(new Activity
        {
            Type = ActivityTypes.Event,
            Id = activityId,
            Name = ActivityTypes.MessageDelete,
            ChannelId = DirectLineChannel.Id,
            Conversation = new ConversationAccount { Id = conversation.Id },
            From = new ChannelAccount { Role = "bot" },
        });
        return Task.CompletedTask;
    }

    private string Say(Activity reply)
    {
        if (reply.Type is ActivityTypes.EndOfConversation) conversation.End();
        return conversation.Add(reply);
    }

    private void Prepare(Activity reply)
    {
        reply.ServiceUrl = null;
        reply.From = new ChannelAccount { Id = reply.From?.Id, Name = reply.From?.Name, Role = "bot" };
        if (!shown) reply.ReplyToId = null;
        if (reply.SuggestedActions is not { } suggested) return;
        if (suggested.Actions.Count == 0) reply.SuggestedActions = null;
        else if (suggested.To is not { Count: > 0 } && reply.Recipient?.Id is { } person) suggested.To = [person];
    }
}
