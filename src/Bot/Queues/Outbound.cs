using System.Collections.Concurrent;
using System.Text.Json;
using Polly.CircuitBreaker;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>The one way out, over the database; see <see cref="IOutbound"/>.</summary>
internal sealed class Outbound : IOutbound, IDisposable
{
    /// <summary>How long whoever sends waits to see the message delivered.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private readonly WorkQueue<OutboundRow> queue;
    private readonly OutboundQueries queries;
    private readonly Dictionary<string, IChannelSender> senders;
    private readonly ReplyCatalog replies;
    private readonly GonePlaces gone;
    private readonly TimeProvider clock;
    private readonly ILogger<Outbound> logger;
    private readonly ConcurrentDictionary<string, ChannelWire> wires = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string?>> waiting = new(StringComparer.Ordinal);

    // Lanes whose head has failed: whoever sends there need not wait to see it.
    private readonly ConcurrentDictionary<string, byte> troubled = new(StringComparer.Ordinal);

    /// <param name="queue">The table.</param>
    /// <param name="queries">What has to be known of other rows.</param>
    /// <param name="senders">The adapters' wires.</param>
    /// <param name="replies">The words for what may come twice.</param>
    /// <param name="gone">Told of places that are not there any more.</param>
    /// <param name="clock">A clock that runs.</param>
    /// <param name="logger">Hears of what fails.</param>
    public Outbound(WorkQueue<OutboundRow> queue, OutboundQueries queries, IEnumerable<IChannelSender> senders, ReplyCatalog replies, GonePlaces gone, DeliveryClock clock, ILogger<Outbound> logger)
    {
        (this.queue, this.queries, this.replies, this.gone, this.clock, this.logger) = (queue, queries, replies, gone, clock.Time, logger);
        this.senders = senders.ToDictionary(s => s.Adapter, StringComparer.Ordinal);
        Lanes = new LaneRunner<OutboundRow>(queue, [.. this.senders.Values.Where(s => !s.IsImmediate).Select(s => s.Adapter)], row => row.Scope, DeliverAsync, this.clock, logger);
    }

    internal LaneRunner<OutboundRow> Lanes { get; }

    /// <summary>The channels that are left alone now, each as often as it has teams whose messages wait.</summary>
    internal IEnumerable<string> Open => wires.Where(w => w.Value.IsOpen).Select(w => w.Key[..w.Key.IndexOf(':', StringComparison.Ordinal)]);

    /// <summary>Goes the way of a message, as far as it leaves no trace.</summary>
    internal async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var reference = new ConversationReference { Adapter = "warm-up", ChannelId = "", Conversation = new ConversationAccount { Id = Guid.NewGuid().ToString() } };
        var row = Row(new OutboundMessage(reference.Conversation.Id!, OutboundVerb.Send, reference, new Activity { Type = ActivityTypes.Message, Text = "" }));
        _ = JsonSerializer.Deserialize(row.Payload, DeliveryJson.Default.StoredMessage);
        using var wire = new ChannelWire(row.Scope, clock, logger);
        await wire.ExecuteAsync(_ => Task.FromResult<string?>(null), mayRepeat: true, _ => { }, cancellationToken);
        await Lanes.WarmUpAsync(row, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string?> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var reference = message.Reference;
        if (!senders.TryGetValue(reference.Adapter, out var sender)) throw new DeliveryException($"Nothing here writes to {reference.Adapter}.");
        if (sender.IsImmediate) return await CallAsync(sender, message.Verb, reference, message.Activity, message.MessageId, cancellationToken);
        var wire = Wire(Scope(reference));
        if (message.Activity.Type is ActivityTypes.Typing && message.Verb is OutboundVerb.Send)
        {
            await SignAsync(wire, sender, message, cancellationToken);
            return null;
        }

        return await StoreAsync(message, wire, cancellationToken);
    }

    /// <summary>What fails as a whole: a channel, of one team.</summary>
    internal static string Scope(ConversationReference reference) => $"{reference.Adapter}:{reference.ChannelId}:{reference.Conversation.TenantId}";

    /// <inheritdoc/>
    public void Dispose()
    {
        Lanes.Dispose();
        foreach (var wire in wires.Values) wire.Dispose();
    }

    private async Task<string?> StoreAsync(OutboundMessage message, ChannelWire wire, CancellationToken cancellationToken)
    {
        var row = Row(message);
        var name = Name(row);
        var delivered = waiting.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            var stored = await queue.AddAsync(row, cancellationToken);
            if (stored.IsNew) DeliveryTelemetry<OutboundRow>.Stored(row.Adapter);
            if (stored.IsClaimed) Lanes.Start(stored.Row);
            if (!stored.IsNew && stored.Row.DoneAt is not null)
            {
                if (stored.Row.Outcome != QueuedOutcome.Dead) return stored.Row.Result;
                await queue.ReviveAsync([stored.Row.Id], cancellationToken);
                await Lanes.LookAsync(cancellationToken);
            }

            if (wire.IsOpen || (!stored.IsClaimed && troubled.ContainsKey(row.Lane))) return null;
            return await delivered.Task.WaitAsync(Wait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            waiting.TryRemove(new KeyValuePair<string, TaskCompletionSource<string?>>(name, delivered));
        }
    }

    private static OutboundRow Row(OutboundMessage message) => new()
    {
        Adapter = message.Reference.Adapter,
        Key = message.Key,
        Lane = $"{message.Reference.Adapter}|{message.Reference.ChannelId}|{message.Reference.Conversation.Id}",
        Scope = Scope(message.Reference),
        Target = message.Verb is OutboundVerb.Send ? null : message.MessageId,
        Payload = JsonSerializer.Serialize(new StoredMessage(message.Verb, message.Reference, message.Activity), DeliveryJson.Default.StoredMessage),
    };

    private async Task<Ending> DeliverAsync(OutboundRow row, CancellationToken stopping)
    {
        var message = JsonSerializer.Deserialize(row.Payload, DeliveryJson.Default.StoredMessage)!;
        var sender = senders[row.Adapter];
        var (verb, target) = await TargetAsync(row, message.Verb, stopping);
        if (verb is null) return Ended(row, Ending.Dropped);
        message.Activity.Id = row.Key;
        var delivery = new Delivery(row, message, verb.Value, target) { MayBeThere = row.IsUnsure };
        try
        {
            var id = await CallAsync(sender, delivery, stopping);
            troubled.TryRemove(row.Lane, out _);
            return Ended(row, Ending.Done(id));
        }
        catch (BrokenCircuitException open)
        {
            troubled[row.Lane] = 0;
            return Ended(row, Later(delivery, open.RetryAfter + Retries.Pause(1) ?? Retries.Pause(3), "The channel is away.", counts: false));
        }
        catch (DeliveryException failure) when (failure.IsGone)
        {
            // What else waits for it would be refused as well.
            await gone.ForgetAsync(Departure.From(message.Reference), asOf: null, stopping);
            return Ended(row, Ending.Dead(GonePlaces.Reason), failure);
        }
        catch (DeliveryException failure)
        {
            return Ended(row, After(delivery, failure), failure);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Later(delivery, TimeSpan.Zero, row.LastError, counts: false);
        }
    }

    private async Task<string?> CallAsync(IChannelSender sender, Delivery delivery, CancellationToken stopping)
    {
        var (row, message, verb, target) = delivery;
        delivery.MayRepeat = verb is not OutboundVerb.Send || sender.TellsDuplicates(message.Reference, message.Activity, TimeSpan.Zero);
        var isAgain = verb is OutboundVerb.Send && delivery.MayBeThere;
        // Whoever may have read it already should not take it for something new.
        if (isAgain && !sender.TellsDuplicates(message.Reference, message.Activity, clock.GetUtcNow() - row.StoredAt)) SayAgain(message);
        return await Wire(row.Scope).ExecuteAsync(
            ct =>
            {
                // From here on, and until an answer says otherwise, it may be there.
                (delivery.WasThereBefore, delivery.MayBeThere) = (delivery.MayBeThere, true);
                return isAgain ? sender.SendAgainAsync(message.Reference, message.Activity, ct)
                    : verb is OutboundVerb.Update && delivery.WasThereBefore ? sender.UpdateAgainAsync(message.Reference, target!, message.Activity, ct)
                    : CallAsync(sender, verb, message.Reference, message.Activity, target, ct);
            },
            delivery.MayRepeat,
            failure =>
            {
                troubled[row.Lane] = 0;
                delivery.MayBeThere = delivery.WasThereBefore || failure.MayHaveArrived;
            },
            stopping);
    }

    private void SayAgain(StoredMessage message)
    {
        var language = (message.Activity.Locale ?? message.Reference.Locale)?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "es";
        var text = message.Activity.Text ?? "";
        message.Activity.Text = $"{replies.Say(language, "maybe_again")}{(text.Contains('\n', StringComparison.Ordinal) ? "\n\n" : " ")}{text}".TrimEnd();
    }

    /// <summary>What is to be done by now: an update of a message that never arrived says it anew, and what a later one makes stale is left out.</summary>
    private async Task<(OutboundVerb? Verb, string? Target)> TargetAsync(OutboundRow row, OutboundVerb verb, CancellationToken cancellationToken)
    {
        if (row.Target is not { } target) return (OutboundVerb.Send, null);
        if (verb is OutboundVerb.Update && await queries.IsOutdatedAsync(row, cancellationToken)) return (null, null);
        if (await queue.FindAsync(row.Adapter, target, cancellationToken) is not { } earlier) return (verb, await queries.CurrentAsync(row, target, cancellationToken));
        if (earlier.Result is { } id) return (verb, await queries.CurrentAsync(row, id, cancellationToken));
        return verb is OutboundVerb.Update ? (OutboundVerb.Send, null) : (null, null);
    }

    private static Ending After(Delivery delivery, DeliveryException failure)
    {
        var row = delivery.Row;
        if (!failure.IsTransient || row.Attempts >= Retries.MostAttempts) return Ending.Dead(failure.Message);
        if (failure.MayHaveArrived && !delivery.MayRepeat) return Later(delivery, Retries.Doubt, failure.Message, counts: true);
        return ChannelWire.IsOfTheChannel(failure) && failure.Status is not 500
            ? Later(delivery, failure.RetryAfter ?? Retries.Pause(row.Attempts), failure.Message, counts: false)
            : Later(delivery, failure.RetryAfter ?? Retries.Pause(row.Attempts), failure.Message, counts: failure.Status is not 429);
    }

    /// <summary>It is tried again; that it may be there already is kept by keeping no failure of an attempt that counts: see <see cref="QueuedRow.IsUnsure"/>.</summary>
    private static Ending Later(Delivery delivery, TimeSpan pause, string? error, bool counts) => delivery.MayBeThere
        ? Ending.Later(pause, error: null, counts || delivery.Row.Attempts <= 1)
        : Ending.Later(pause, error, counts);

    /// <summary>Tells whoever waits, and gives up what has waited for too long.</summary>
    private Ending Ended(OutboundRow row, Ending ending, DeliveryException? failure = null)
    {
        if (ending.Outcome is null && clock.GetUtcNow() - row.StoredAt > Retries.Longest) ending = Ending.Dead(ending.Error ?? "The channel was away for too long.");
        if (ending.Outcome is QueuedOutcome.Dead) DeliveryLog.GivenUp(logger, row.Scope, row.Attempts, ending.Error!);
        if (!waiting.TryGetValue(Name(row), out var waits)) return ending;
        if (ending.Outcome is QueuedOutcome.Dead) waits.TrySetException(failure ?? new DeliveryException(ending.Error!));
        else waits.TrySetResult(ending.Result);
        return ending;
    }

    private async Task SignAsync(ChannelWire wire, IChannelSender sender, OutboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await wire.TryAsync(ct => sender.SendAsync(message.Reference, message.Activity, ct), cancellationToken);
        }
        catch (DeliveryException failure)
        {
            DeliveryLog.TypingFailed(logger, failure, Scope(message.Reference));
        }
    }

    private static async Task<string?> CallAsync(
        IChannelSender sender, OutboundVerb verb, ConversationReference reference, Activity activity, string? target, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case OutboundVerb.Update when target is not null:
                return await sender.UpdateAsync(reference, target, activity, cancellationToken);
            case OutboundVerb.Delete when target is not null:
                await sender.DeleteAsync(reference, target, cancellationToken);
                return null;
            case OutboundVerb.Delete:
                return null;
            default:
                return await sender.SendAsync(reference, activity, cancellationToken);
        }
    }

    private ChannelWire Wire(string scope) => wires.GetOrAdd(scope, s => new ChannelWire(s, clock, logger));

    private sealed record Delivery(OutboundRow Row, StoredMessage Message, OutboundVerb Verb, string? Target)
    {
        /// <summary>Whether what may have arrived can be sent again at once.</summary>
        public bool MayRepeat { get; set; }

        /// <summary>The channel may have it.</summary>
        public bool MayBeThere { get; set; }

        /// <summary>What <see cref="MayBeThere"/> was before the attempt that is under way.</summary>
        public bool WasThereBefore { get; set; }
    }

    private static string Name(OutboundRow row) => $"{row.Adapter}\n{row.Key}";
}
