using System.Collections.Concurrent;
using System.Text.Json;
using Polly.CircuitBreaker;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
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
    private readonly TimeProvider clock;
    private readonly ILogger<Outbound> logger;
    private readonly ConcurrentDictionary<string, ChannelWire> wires = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string?>> waiting = new(StringComparer.Ordinal);

    // Lanes whose head has failed: whoever sends there need not wait to see it.
    private readonly ConcurrentDictionary<string, byte> troubled = new(StringComparer.Ordinal);

    public Outbound(WorkQueue<OutboundRow> queue, OutboundQueries queries, IEnumerable<IChannelSender> senders, DeliveryClock clock, ILogger<Outbound> logger)
    {
        (this.queue, this.queries, this.clock, this.logger) = (queue, queries, clock.Time, logger);
        this.senders = senders.ToDictionary(s => s.Adapter, StringComparer.Ordinal);
        Lanes = new LaneRunner<OutboundRow>(queue, [.. this.senders.Values.Where(s => !s.IsImmediate).Select(s => s.Adapter)], row => row.Scope, DeliverAsync, this.clock, logger);
    }

    internal LaneRunner<OutboundRow> Lanes { get; }

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
        var row = new OutboundRow
        {
            Adapter = message.Reference.Adapter,
            Key = message.Key,
            Lane = $"{message.Reference.Adapter}|{message.Reference.ChannelId}|{message.Reference.Conversation.Id}",
            Scope = Scope(message.Reference),
            Target = message.Verb is OutboundVerb.Send ? null : message.MessageId,
            Payload = JsonSerializer.Serialize(new StoredMessage(message.Verb, message.Reference, message.Activity), DeliveryJson.Default.StoredMessage),
        };
        var name = Name(row);
        var delivered = waiting.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            var stored = await queue.AddAsync(row, cancellationToken);
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

    private async Task<Ending> DeliverAsync(OutboundRow row, CancellationToken stopping)
    {
        var message = JsonSerializer.Deserialize(row.Payload, DeliveryJson.Default.StoredMessage)!;
        var sender = senders[row.Adapter];
        var (verb, target) = await TargetAsync(row, message.Verb, stopping);
        if (verb is null) return Ended(row, Ending.Dropped);
        if (verb is OutboundVerb.Send) message.Activity.Id = row.Key;
        try
        {
            var mayRepeat = verb is not OutboundVerb.Send || sender.TellsDuplicates;
            var id = await Wire(row.Scope).ExecuteAsync(
                ct => CallAsync(sender, verb.Value, message.Reference, message.Activity, target, ct), mayRepeat, () => troubled[row.Lane] = 0, stopping);
            troubled.TryRemove(row.Lane, out _);
            return Ended(row, Ending.Done(id));
        }
        catch (BrokenCircuitException open)
        {
            troubled[row.Lane] = 0;
            return Ended(row, Ending.Later(open.RetryAfter + Retries.Pause(1) ?? Retries.Pause(3), "The channel is away.", counts: false));
        }
        catch (DeliveryException failure)
        {
            return Ended(row, After(row, failure, mayRepeat: verb is not OutboundVerb.Send || sender.TellsDuplicates), failure);
        }
    }

    /// <summary>What is to be done by now: an update of a message that never arrived says it anew, and what a later one makes stale is left out.</summary>
    private async Task<(OutboundVerb? Verb, string? Target)> TargetAsync(OutboundRow row, OutboundVerb verb, CancellationToken cancellationToken)
    {
        if (row.Target is not { } target) return (OutboundVerb.Send, null);
        if (verb is OutboundVerb.Update && await queries.IsOutdatedAsync(row, cancellationToken)) return (null, null);
        if (await queue.FindAsync(row.Adapter, target, cancellationToken) is not { } earlier) return (verb, target);
        if (earlier.Result is { } id) return (verb, id);
        return verb is OutboundVerb.Update ? (OutboundVerb.Send, null) : (null, null);
    }

    private static Ending After(OutboundRow row, DeliveryException failure, bool mayRepeat)
    {
        if (!failure.IsTransient || row.Attempts >= Retries.MostAttempts) return Ending.Dead(failure.Message);
        if (failure.MayHaveArrived && !mayRepeat) return Ending.Later(Retries.Doubt, failure.Message, counts: true);
        return ChannelWire.IsOfTheChannel(failure) && failure.Status is not 500
            ? Ending.Later(failure.RetryAfter ?? Retries.Pause(row.Attempts), failure.Message, counts: false)
            : Ending.Later(failure.RetryAfter ?? Retries.Pause(row.Attempts), failure.Message, counts: failure.Status is not 429);
    }

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

    private static string Name(OutboundRow row) => $"{row.Adapter}\n{row.Key}";
}
