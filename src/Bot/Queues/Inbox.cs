using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>The inbox over the database: what is stored begins at once in this process, and is found by another when this one dies.</summary>
internal sealed class Inbox : IInbox, IDisposable
{
    // A channel that floods us, or whose turns are slow, takes no more than this of the others' time.
    private const int MostTurnsOfAnAdapter = 100;

    private readonly WorkQueue<InboxRow> queue;
    private readonly Lazy<Apology> apology;
    private readonly Lazy<Dictionary<string, Receiver>> receivers;
    private readonly Lazy<LaneRunner<InboxRow>> lanes;

    /// <param name="queue">The table.</param>
    /// <param name="services">Where the receivers come from: they may need what needs the inbox.</param>
    /// <param name="clock">A clock that runs.</param>
    /// <param name="logger">Hears of what fails.</param>
    public Inbox(WorkQueue<InboxRow> queue, IServiceProvider services, DeliveryClock clock, ILogger<Inbox> logger)
    {
        this.queue = queue;
        apology = new(services.GetRequiredService<Apology>);
        receivers = new(() => services.GetServices<IInboxReceiver>().ToDictionary(r => r.Adapter, r => new Receiver(r, new SemaphoreSlim(MostTurnsOfAnAdapter)), StringComparer.Ordinal));
        lanes = new(() => new LaneRunner<InboxRow>(queue, receivers.Value.Keys, row => row.Adapter, HandleAsync, clock.Time, logger));
    }

    internal LaneRunner<InboxRow> Lanes => lanes.Value;

    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(InboxItem item, CancellationToken cancellationToken)
    {
        var stored = await queue.AddAsync(Row(item), cancellationToken);
        if (stored.IsNew) DeliveryTelemetry<InboxRow>.Stored(item.Adapter);
        if (stored.IsClaimed) Lanes.Start(stored.Row);
        return stored.IsNew;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (lanes.IsValueCreated) lanes.Value.Dispose();
        if (!receivers.IsValueCreated) return;
        foreach (var receiver in receivers.Value.Values) receiver.Slots.Dispose();
    }

    private async Task<Ending> HandleAsync(InboxRow row, CancellationToken stopping)
    {
        var (receiver, slots) = receivers.Value[row.Adapter];
        var item = Read(row);
        await slots.WaitAsync(stopping);
        try
        {
            // A turn that was begun ends by its own time limit, also while the service is being stopped.
            await receiver.HandleAsync(item, CancellationToken.None);
            return Ending.Done();
        }
        catch when (row.Attempts >= Retries.MostFailures)
        {
            // It is given up with this. The item is read anew: the turn may have changed what it was given.
            await apology.Value.SayAsync(receiver, Read(row), CancellationToken.None);
            throw;
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Goes the way of something that comes in, as far as it leaves no trace.</summary>
    internal Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var activity = new Activity { Type = ActivityTypes.Message, Text = "" };
        var place = new ConversationReference { Adapter = "warm-up", ChannelId = "", Conversation = new ConversationAccount() };
        var row = Row(new InboxItem(place.Adapter, Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), activity, place));
        Read(row);
        return Lanes.WarmUpAsync(row, cancellationToken);
    }

    private static InboxRow Row(InboxItem item) => new()
    {
        Adapter = item.Adapter,
        Key = item.Key,
        Lane = $"{item.Adapter}|{item.Lane}",
        Payload = JsonSerializer.Serialize(new StoredArrival(item.Lane, item.Activity, item.Reference), DeliveryJson.Default.StoredArrival),
    };

    private static InboxItem Read(InboxRow row)
    {
        var stored = JsonSerializer.Deserialize(row.Payload, DeliveryJson.Default.StoredArrival)!;
        return new InboxItem(row.Adapter, row.Key, stored.Lane, stored.Activity, stored.Reference);
    }

    private sealed record Receiver(IInboxReceiver Of, SemaphoreSlim Slots);
}
