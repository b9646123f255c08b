using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>One incoming activity and the way back to where it came from.</summary>
/// <remarks>Not thread safe: a turn is one flow. Replies leave in the order in which they are sent.</remarks>
public sealed class TurnContext(Activity activity, IReplyChannel replies)
{
    /// <summary>What came in; <c>channelId</c>, <c>conversation.id</c> and <c>from.id</c> are always set.</summary>
    public Activity Activity { get; } = activity;

    /// <summary>What the channel can show.</summary>
    public ChannelFeatures Features => replies.Features;

    /// <summary>
    /// Whether whoever called vouches for the sender's id: a caller on this machine, the holder of the Direct Line secret, the
    /// terminal. Then an id that is a username is that person; else only linked accounts count.
    /// </summary>
    public bool SenderIsVouchedFor { get; init; }

    /// <summary>The answer to an invoke activity; null leaves it to the adapter (501).</summary>
    public InvokeResponse? InvokeResponse { get; set; }

    /// <summary>What to keep to write to this conversation later; null where that cannot be done.</summary>
    public ConversationReference? Reference => replies.Reference;

    /// <summary>Sends a reply; routing fields (conversation, from, recipient, replyToId) are filled in from <see cref="Activity"/>.</summary>
    /// <returns>The channel's id of the new message, or null where the channel gives none.</returns>
    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        Route(reply);
        return replies.SendAsync(reply, cancellationToken);
    }

    /// <summary>Replaces an earlier reply, by its <c>id</c>; where the channel cannot, it is sent as a new one.</summary>
    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken)
    {
        Route(reply);
        return replies.UpdateAsync(reply, cancellationToken);
    }

    /// <summary>Takes an earlier reply back; nothing happens where the channel cannot.</summary>
    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => replies.DeleteAsync(activityId, cancellationToken);

    private void Route(Activity reply)
    {
        reply.Type ??= ActivityTypes.Message;
        reply.ChannelId = Activity.ChannelId;
        reply.ServiceUrl = Activity.ServiceUrl;
        reply.Conversation = Activity.Conversation;
        reply.From = Activity.Recipient;
        reply.Recipient = Activity.From;
        reply.ReplyToId ??= Activity.Id;
        reply.Locale ??= Activity.Locale;
    }
}

/// <summary>Where the replies of a turn go: a Connector, a Direct Line stream, a terminal, a list.</summary>
public interface IReplyChannel
{
    /// <summary>What the channel can show.</summary>
    ChannelFeatures Features { get; }

    /// <inheritdoc cref="TurnContext.Reference"/>
    ConversationReference? Reference => null;

    /// <inheritdoc cref="TurnContext.SendAsync"/>
    Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken);

    /// <inheritdoc cref="TurnContext.UpdateAsync"/>
    Task UpdateAsync(Activity reply, CancellationToken cancellationToken);

    /// <inheritdoc cref="TurnContext.DeleteAsync"/>
    Task DeleteAsync(string activityId, CancellationToken cancellationToken);
}

/// <summary>What a channel can show; the bot shapes its replies to it.</summary>
/// <param name="SuggestedActions">Buttons under a message.</param>
/// <param name="AdaptiveCards">Adaptive Cards.</param>
/// <param name="ExecuteActions">Cards may use Action.Execute (else Action.Submit); Web Chat 4.18 does not send it.</param>
/// <param name="Updates">Messages can be replaced in place.</param>
/// <param name="MaxTextLength">The longest text of one message, in UTF-16 units.</param>
public sealed record ChannelFeatures(bool SuggestedActions, bool AdaptiveCards, bool ExecuteActions, bool Updates, int MaxTextLength)
{
    /// <summary>Forms can be opened: a button whose data has <c>msteams.type = task/fetch</c> asks for one, and it comes back by <c>task/submit</c>.</summary>
    public bool Forms { get; init; }

    /// <summary>A form that is sent back may have <c>errors</c> beside its <c>card</c>: sentences by the id of the field that they are about.</summary>
    public bool FieldErrors { get; init; }

    /// <summary>The most fields that a form has room for.</summary>
    public int FormFields { get; init; } = int.MaxValue;

    /// <summary>The most choices of a list in a form; where there are more, they are looked up while somebody types (<c>choices.data</c>).</summary>
    public int FormChoices { get; init; } = 100;

    /// <summary>The longest text of a field in a form, in UTF-16 units.</summary>
    public int FormText { get; init; } = 4_000;

    /// <summary>Others read along: the buttons of a card act on it in place instead of filling the room with words.</summary>
    public bool Shared { get; init; }

    /// <summary>Although others write there too, only the person sees what is answered; a message marked by <see cref="Audience.Everyone"/> is seen by all.</summary>
    public bool OnlyForThem { get; init; }

    /// <summary>A terminal or any channel of which nothing is known: plain text.</summary>
    public static ChannelFeatures PlainText { get; } = new(SuggestedActions: false, AdaptiveCards: false, ExecuteActions: false, Updates: false, MaxTextLength: 4000);
}

/// <summary>The body and status of an invoke's answer.</summary>
/// <param name="Status">HTTP status, 200 for an Adaptive Card action whatever its own status code.</param>
/// <param name="Body">JSON body, or null for none.</param>
public sealed record InvokeResponse(int Status, System.Text.Json.JsonElement? Body);
