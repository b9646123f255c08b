using System.Text.Json;
using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Proactive;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Proactive;

namespace PmBot.Bot.Queues;

/// <summary>Forgets the way to places that the bot is gone from, and gives up what waits for them. The first message from there brings them back.</summary>
public sealed class GonePlaces(ConversationRefs refs, ConversationBook book, Listener listener, OutboundQueries outbound, TimeProvider clock, ILogger<GonePlaces> logger)
{
    /// <summary>Why what waited was given up.</summary>
    internal const string Reason = "The bot is not there any more.";

    /// <summary>Forgets a place.</summary>
    /// <param name="gone">Which.</param>
    /// <param name="asOf">When it was gone: what was written from there later brought it back. Null for now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task ForgetAsync(Departure gone, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        List<string?> rooms = [gone.Conversation];
        foreach (var known in await refs.OnAsync(People.Channel(gone.ChannelId), gone.Prefix, cancellationToken))
        {
            if (!gone.Concerns(JsonSerializer.Deserialize(known.Reference, ProactiveJson.Default.ConversationReference)!)) continue;
            // Before and after: a message that comes in between is written down, and not taken for one from a place that is known.
            book.Forget(known);
            if (!await refs.ForgetAsync(known.WorkspaceId, known.Key, asOf ?? clock.GetUtcNow(), cancellationToken)) continue;
            book.Forget(known);
            rooms.Add(known.Conversation);
            forgotten++;
        }

        var waiting = (await outbound.WaitingAsync(gone.Adapter, cancellationToken))
            .Where(row => gone.Concerns(JsonSerializer.Deserialize(row.Payload, DeliveryJson.Default.StoredMessage)!.Reference)).Select(row => row.Id).ToList();
        var ended = waiting.Count == 0 ? 0 : await outbound.GiveUpAsync(waiting, Reason, cancellationToken);
        await listener.LeaveAsync(gone.ChannelId, rooms.OfType<string>(), cancellationToken);
        DeliveryLog.PlaceGone(logger, $"{gone.Adapter}:{gone.ChannelId}", forgotten, ended);
    }
}
