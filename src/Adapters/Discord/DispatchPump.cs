using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord.Gateway;
using PmBot.Adapters.Discord.Interactions;
using PmBot.Adapters.Discord.Wire;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord;

/// <summary>Between the gateway and the inbox: stores what is for the bot, in the order in which it came, and keeps how far the session was dealt with.</summary>
/// <remarks>
/// The gateway never waits for it. Interactions are answered as they come, beside the queue. What cannot be stored is tried again until it
/// can; if the process dies before, the kept session has Discord send it again.
/// </remarks>
internal sealed class DispatchPump(
    DiscordOptions options, IInbox inbox, ChannelBook book, DiscordInteractions interactions, FirstAnswers answers, IGatewaySessions sessions, TimeProvider time, ILogger<DispatchPump> log)
    : LastingService(time, log), IDispatchSink
{
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>();
    private readonly CancellationTokenSource closing = new();
    private long? keptAt;

    /// <inheritdoc/>
    public void Take(GatewayDispatch dispatch)
    {
        var bot = new ChannelAccount { Id = dispatch.Session.BotId, Name = dispatch.Session.BotName, Role = "bot" };
        Task<InboxItem?>? planned = null;
        // Nothing here may throw: Discord would send the event again over the next connection, and so without end.
        if (dispatch.Event is "INTERACTION_CREATE" && Read(dispatch, DiscordJson.Default.DiscordInteraction) is { Id.Length: > 0, Token.Length: > 0 } interaction)
            planned = Task.Run(() => interactions.TakeAsync(interaction, bot, closing.Token));
        queue.Writer.TryWrite(new Waiting(dispatch, bot, planned));
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What came is stored before the end: the gateway was closed for good, and Discord would not send it again.
        queue.Writer.TryComplete();
        await using (cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), closing))
        {
            if (ExecuteTask is { } running) await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await answers.SettleAsync();
        }

        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        closing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var waiting in queue.Reader.ReadAllAsync(closing.Token)) await TakeUpAsync(waiting);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The time for storing what came is over.
        }
    }

    private async Task TakeUpAsync(Waiting waiting)
    {
        try
        {
            await HandleAsync(waiting, closing.Token);
        }
#pragma warning disable CA1031 // One event that cannot be dealt with must not stop all that come after it (D11).
        catch (Exception e) when (!closing.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Logger.EventFailed(waiting.Dispatch.Event, e);
        }

        await KeepAsync(waiting.Dispatch, queue.Reader.Count == 0);
    }

    private async Task HandleAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        var (dispatch, bot, planned) = waiting;
        switch (dispatch.Event)
        {
            case "MESSAGE_CREATE" when Read(dispatch, DiscordJson.Default.DiscordMessage) is { } message && DiscordTranslator.IsHeard(message, bot.Id!):
                await HearAsync(message, bot, cancellationToken);
                break;
            case "INTERACTION_CREATE" when planned is not null && await planned is { } item:
                await InsistAsync(dispatch.Event, () => inbox.AddAsync(item, cancellationToken), cancellationToken);
                break;
            case "GUILD_CREATE" when Read(dispatch, DiscordJson.Default.DiscordGuild) is { } guild:
                book.Learn(guild, bot.Id!);
                break;
            case "THREAD_CREATE" or "THREAD_UPDATE" or "CHANNEL_CREATE" or "CHANNEL_UPDATE" when Read(dispatch, DiscordJson.Default.DiscordChannel) is { } channel:
                book.Learn(channel);
                break;
            case "GUILD_DELETE" when Read(dispatch, DiscordJson.Default.DiscordGuild) is { Id.Length: > 0, Unavailable: not true } guild:
                await LeaveAsync(dispatch, bot, new ConversationAccount { Id = guild.Id, TenantId = guild.Id }, cancellationToken);
                break;
            case "CHANNEL_DELETE" or "THREAD_DELETE" when Read(dispatch, DiscordJson.Default.DiscordChannel) is { Id.Length: > 0 } channel:
                book.Forget(channel.Id);
                await LeaveAsync(dispatch, bot, DiscordPlace.Conversation(channel.Id, ChannelBook.IsThread(channel.Type) ? channel.ParentId : null, channel.GuildId, channel.Name), cancellationToken);
                break;
        }
    }

    /// <summary>A place is gone; told once however often Discord sends the event.</summary>
    private async Task LeaveAsync(GatewayDispatch dispatch, ChannelAccount bot, ConversationAccount place, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"gone:{place.Id}:{dispatch.Session.Id}:{dispatch.Sequence}");
        var activity = new Activity
        {
            Type = ActivityTypes.InstallationUpdate, Action = "remove", Id = key, ChannelId = DiscordPlace.Adapter, Timestamp = Clock.GetUtcNow(), From = bot, Recipient = bot, Conversation = place,
        };
        var item = new InboxItem(DiscordPlace.Adapter, key, place.Id!, activity, DiscordTranslator.Reference(activity, null));
        await InsistAsync(dispatch.Event, () => inbox.AddAsync(item, cancellationToken), cancellationToken);
    }

    private async Task HearAsync(DiscordMessage message, ChannelAccount bot, CancellationToken cancellationToken)
    {
        // In a server without the privileged intent only what names the bot has a text; the rest is not for it.
        var isDirect = message.GuildId is null;
        if (!isDirect && !DiscordTranslator.IsAddressed(message, bot.Id!, book.IsOwnRole) && string.IsNullOrEmpty(message.Content)) return;
        var channel = isDirect ? new ChannelBook.Known(null, null) : await InsistAsync("channel", () => book.FindAsync(message.ChannelId, cancellationToken), cancellationToken);
        var activity = DiscordTranslator.ToActivity(message, channel, bot, book.IsOwnRole);
        var item = new InboxItem(DiscordPlace.Adapter, $"m:{message.Id}", activity.Conversation!.Id!, activity, DiscordTranslator.Reference(activity, null));
        await InsistAsync("MESSAGE_CREATE", () => inbox.AddAsync(item, cancellationToken), cancellationToken);
    }

    /// <summary>Tries until it is done: what has come must not be lost because a store or Discord is away for a while. Only for what these can fail at: anything else would fail for ever.</summary>
    private async Task<T> InsistAsync<T>(string name, Func<ValueTask<T>> store, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await store();
            }
#pragma warning disable CA1031 // Whatever a store throws while it is away.
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Logger.EventNotStored(name, pause.TotalSeconds, e);
            }

            await Task.Delay(pause, Clock, cancellationToken);
        }
    }

    /// <summary>Keeps the session with the number of what was dealt with, at most once a second: a number that is too low only has Discord send some again.</summary>
    private async Task KeepAsync(GatewayDispatch dispatch, bool isLast)
    {
        if (dispatch.Event is not "READY" && (!isLast || (keptAt is { } at && Clock.GetElapsedTime(at) < KeepEvery))) return;
        keptAt = Clock.GetTimestamp();
        try
        {
            await sessions.SaveAsync(options.SessionName, dispatch.Session with { Sequence = dispatch.Sequence }, closing.Token);
        }
#pragma warning disable CA1031 // Whatever the store throws: the session is kept with the next event.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Logger.SessionNotKept(e);
        }
    }

    private T? Read<T>(GatewayDispatch dispatch, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return dispatch.Data.Deserialize(type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NotSupportedException or ArgumentException or OverflowException)
        {
            Logger.EventUnreadable(dispatch.Event, e);
            return null;
        }
    }

    /// <summary>An event that waits, and what is planned for it.</summary>
    private sealed record Waiting(GatewayDispatch Dispatch, ChannelAccount Bot, Task<InboxItem?>? Planned);
}
