using PmBot.Adapters.Activities;
using PmBot.Bot.State;
using PmBot.Bot.Telemetry;

namespace PmBot.Bot.Dialogs;

/// <summary>Where others read along, tells what is meant for the bot: what names it, stands in a thread of its own, or answers what it asked that very person.</summary>
public sealed class Listener(TalkThreads threads, ILogger<Listener> logger)
{
    /// <summary>What a message is to the bot.</summary>
    /// <param name="activity">The message.</param>
    /// <param name="place">Where it was said.</param>
    /// <param name="state">The person's talk there; null where they are alone with the bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<Hearing> ListenAsync(Activity activity, Place place, ConversationState? state, CancellationToken cancellationToken)
    {
        if (!place.IsShared)
        {
            return new Hearing(IsMeant: true, Thread: null);
        }

        var thread = place.Thread is { } root ? await threads.FindAsync(place.ThreadKey(root), cancellationToken) : null;
        var isTold = Place.Addresses(activity) || state?.Top is { Asking: not null } or { Confirmation: not null };
        return new Hearing(isTold || thread is not null, thread) { IsOverheard = !isTold };
    }

    /// <summary>Remembers what may become a thread: the message and what was answered; or the thread that was answered in.</summary>
    /// <param name="place">Where it was said.</param>
    /// <param name="messages">Ids of the message and of its answers.</param>
    /// <param name="task">What it was about, if it was one task.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task RememberAsync(Place place, IEnumerable<string?> messages, TaskReference? task, CancellationToken cancellationToken)
    {
        if (!place.IsShared)
        {
            return;
        }

        try
        {
            foreach (var message in place.Thread is { } root ? [root] : messages.OfType<string>())
            {
                await threads.RememberAsync(place.ThreadKey(message), task, cancellationToken);
            }
        }
        catch (StateUnavailableException e)
        {
            // What was done is done and said; only that a thread belongs to it is forgotten.
            Log.TalkForgotten(logger, e, place.Room);
        }
    }

    /// <summary>Whether the bot is in a place for the first time, as far as it remembers; from then on it is not.</summary>
    internal async Task<bool> IsFirstAsync(Place place, CancellationToken cancellationToken)
    {
        var key = Greeted(place.Room);
        try
        {
            if (await threads.FindAsync(key, cancellationToken) is not null)
            {
                return false;
            }

            await threads.RememberAsync(key, task: null, cancellationToken);
            return true;
        }
        catch (StateUnavailableException e)
        {
            // Nobody asked for anything: rather no greeting than two.
            Log.TalkForgotten(logger, e, place.Room);
            return false;
        }
    }

    /// <summary>The bot is gone from rooms: if it comes back it is there for the first time.</summary>
    internal async Task LeaveAsync(string channelId, IEnumerable<string> conversations, CancellationToken cancellationToken)
    {
        foreach (var room in conversations.Select(c => Place.Of(new Activity { ChannelId = channelId, Conversation = new ConversationAccount { Id = c } }).Room).Distinct(StringComparer.Ordinal))
        {
            try
            {
                await threads.ForgetAsync(Greeted(room), cancellationToken);
            }
            catch (StateUnavailableException e)
            {
                // Then nobody is greeted when it comes back.
                Log.TalkForgotten(logger, e, room);
            }
        }
    }

    private static string Greeted(string room) => $"greeted|{room}";
}

/// <summary>What a message is to the bot.</summary>
/// <param name="IsMeant">The bot is to answer.</param>
/// <param name="Thread">The thread of its own that it stands in, or null.</param>
internal sealed record Hearing(bool IsMeant, TalkThread? Thread)
{
    /// <summary>Only that it stands in a thread of the bot's speaks for it: people talk to each other there too.</summary>
    public bool IsOverheard { get; init; }
}
