using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Hosting;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Queues;

/// <summary>Writes web conversations to the database, a moment after they were shown, many at once, sealed under the service's own key.</summary>
/// <remarks>
/// What was said can hold a secret, so it lies in the database as little readable as other secrets. What a crash keeps from being written
/// is lost to a page that loads anew; one that stays open has it.
/// </remarks>
internal sealed class WebTranscriptKeeper : LastingService, ITranscripts
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    // While the database is away no more than this is held for it; the oldest go first.
    private const int MaxWaiting = 20_000;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly WebTranscripts store;
    private readonly TimeSpan lifetime;
    private readonly int keep;
    private readonly byte[] key;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0, 1);
    private Dictionary<string, WebConversationRow> heads = new(StringComparer.Ordinal);
    private List<WebEntryRow> entries = [];

    public WebTranscriptKeeper(WebTranscripts store, IOptions<DirectLineOptions> options, IOptions<WebChatOptions> webChat, DeliveryClock clock, ILogger<WebTranscriptKeeper> logger)
        : base(clock.Time, logger)
    {
        this.store = store;
        (lifetime, keep) = (webChat.Value.KeepTranscripts, options.Value.ActivitiesPerConversation);
        key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.SigningKey ?? ""), 32, info: "PmBot web transcripts"u8.ToArray());
    }

    /// <inheritdoc/>
    public async Task<Transcript?> LoadAsync(string conversation, CancellationToken cancellationToken)
    {
        if (lifetime <= TimeSpan.Zero)
        {
            return null;
        }

        try
        {
            return await store.LoadAsync(conversation, keep, cancellationToken) is { Conversation: var row, Entries: var said } && row.SeenAt > Clock.GetUtcNow() - lifetime
                ? new Transcript(row.Epoch, row.Sequence, row.Person, row.Locale, row.Ended, [.. said.Select(Opened).OfType<TranscriptEntry>()])
                : null;
        }
        catch (StorageUnavailableException e)
        {
            // The talk begins anew rather than not at all.
            DeliveryLog.TranscriptsUnavailable(Logger, e);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Keep(string conversation, Transcript head, TranscriptEntry? entry)
    {
        if (lifetime <= TimeSpan.Zero)
        {
            return;
        }

        var row = new WebConversationRow
        {
            Id = conversation, Epoch = head.Epoch, Sequence = head.Sequence, Person = head.Person, Locale = head.Locale, Ended = head.Ended, SeenAt = Clock.GetUtcNow(),
        };
        lock (gate)
        {
            heads[conversation] = row;
            if (entry is not null)
            {
                entries.Add(new WebEntryRow { Conversation = conversation, Activity = entry.ActivityId, Sequence = entry.Sequence, ShownAt = entry.Timestamp, Content = Sealed(conversation, entry) });
            }

            if (entries.Count > MaxWaiting)
            {
                entries.RemoveRange(0, entries.Count - MaxWaiting);
            }

            Wake();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        await WriteAsync(limit.Token);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        work.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        // What is left at the end is written when the service stops.
        var swept = DateTimeOffset.MinValue;
        while (true)
        {
            await work.WaitAsync(stoppingToken);
            await Task.Delay(Pause, Clock, stoppingToken);
            if (!await WriteAsync(stoppingToken))
            {
                await Task.Delay(Patience, Clock, stoppingToken);
                Wake();
            }
            else if (Clock.GetUtcNow() - swept > SweepEvery)
            {
                swept = Clock.GetUtcNow();
                await SweepAsync(stoppingToken);
            }
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            if (work.CurrentCount == 0)
            {
                work.Release();
            }
        }
    }

    private async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, WebConversationRow> conversations;
        List<WebEntryRow> said;
        lock (gate)
        {
            if (heads.Count == 0)
            {
                return true;
            }

            (conversations, said) = (heads, entries);
            (heads, entries) = (new(StringComparer.Ordinal), []);
        }

        try
        {
            await store.SaveAsync(conversations.Values, said, keep, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is StorageUnavailableException or OperationCanceledException)
        {
            DeliveryLog.TranscriptsUnavailable(Logger, e);
            lock (gate)
            {
                foreach (var (id, row) in conversations)
                {
                    heads.TryAdd(id, row);
                }

                entries.InsertRange(0, said);
            }

            return false;
        }
#pragma warning disable CA1031 // The job runner's own loop: what the database will never take is lost to pages that load anew, and must not end the service.
        catch (Exception e)
#pragma warning restore CA1031
        {
            DeliveryLog.TranscriptsRefused(Logger, e, said.Count);
            return true;
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ForgetAsync(Clock.GetUtcNow() - lifetime, cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            DeliveryLog.TranscriptsUnavailable(Logger, e);
        }
    }

    private string Sealed(string conversation, TranscriptEntry entry)
    {
        var box = new byte[NonceBytes + entry.Json.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, entry.Json.Span, box.AsSpan(NonceBytes, entry.Json.Length), box.AsSpan(NonceBytes + entry.Json.Length), Encoding.UTF8.GetBytes(conversation));
        return Convert.ToBase64String(box);
    }

    /// <summary>An entry as it was, or null where another key sealed it.</summary>
    private TranscriptEntry? Opened(WebEntryRow row)
    {
        try
        {
            var box = Convert.FromBase64String(row.Content);
            var json = new byte[box.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, json.Length), box.AsSpan(NonceBytes + json.Length), json, Encoding.UTF8.GetBytes(row.Conversation));
            return new TranscriptEntry(row.Sequence, row.Activity, row.ShownAt, json);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
