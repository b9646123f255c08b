using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>Stores what came in before it is acknowledged, for channels that want an early answer.</summary>
public interface IInbox
{
    /// <summary>Stores it; from here on it is worked on, whatever crashes.</summary>
    /// <returns>False when an item of the same adapter and key was stored before: a redelivery.</returns>
    ValueTask<bool> AddAsync(InboxItem item, CancellationToken cancellationToken);
}

/// <summary>Something that came in, verified and translated.</summary>
/// <param name="Adapter">The <see cref="IInboxReceiver.Adapter"/> that works on it.</param>
/// <param name="Key">The channel's own id of the event, the same when it is delivered again; unique within the adapter.</param>
/// <param name="Lane">Items of one lane run one after another, in the order in which they were stored; lanes run side by side. Usually the conversation.</param>
/// <param name="Activity">What came in.</param>
/// <param name="Reference">The way back.</param>
public sealed record InboxItem(string Adapter, string Key, string Lane, Activity Activity, ConversationReference Reference);

/// <summary>Works on what is in the inbox; one implementation an adapter.</summary>
public interface IInboxReceiver
{
    /// <summary>Whose items it takes.</summary>
    string Adapter { get; }

    /// <summary>Works on one item, usually by <see cref="TurnHost"/> with <see cref="QueuedReplies"/>. It may have been begun before, by a process that died.</summary>
    /// <remarks>Whatever it throws has the item tried again later, a few times, and then set aside; returning ends it.</remarks>
    Task HandleAsync(InboxItem item, CancellationToken cancellationToken);

    /// <summary>An item is given up: what stands open for the person because of it, such as a form that waits, says so.</summary>
    /// <param name="item">Which.</param>
    /// <param name="sorry">What to say, in the person's language.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when the person was told by it; else they are told where they asked.</returns>
    Task<bool> GiveUpAsync(InboxItem item, string sorry, CancellationToken cancellationToken) => Task.FromResult(false);
}
