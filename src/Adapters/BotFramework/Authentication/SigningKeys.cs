using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace PmBot.Adapters.BotFramework.Authentication;

/// <summary>A key that tokens are signed with, and the channels it may speak for; null for any.</summary>
internal sealed record SigningKey(SecurityKey Key, IReadOnlySet<string>? Endorsements);

/// <summary>What became of the search for a key: one, none with this id, or no keys at all for now.</summary>
internal readonly record struct KeySearch(SigningKey? Key, bool Unavailable);

/// <summary>The signing keys of an OpenID metadata document, or of a key set itself, kept for a day.</summary>
/// <remarks>
/// An unknown key id makes them be fetched again, at most hourly: ids come from unverified tokens, and nobody shall make
/// us hammer the login service. When a fetch fails, the keys at hand go on being used.
/// </remarks>
internal sealed class SigningKeys(HttpClient http, Uri metadata, TimeProvider time, ILogger log) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan RefetchPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile Snapshot? snapshot;
    private long nextAttempt;

    public async ValueTask<KeySearch> FindAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(keyId)) return default;
        if (NeedsFetch(keyId)) await FetchOnceAsync(keyId, cancellationToken);
        return snapshot is { } current ? new(current.Keys.GetValueOrDefault(keyId), Unavailable: false) : new(null, Unavailable: true);
    }

    public void Dispose() => fetching.Dispose();

    private bool NeedsFetch(string keyId)
    {
        var now = time.GetUtcNow();
        if (now.UtcTicks < Volatile.Read(ref nextAttempt)) return false;
        return snapshot is not { } current
            || now - current.FetchedAt >= Lifetime
            || (!current.Keys.ContainsKey(keyId) && now - current.FetchedAt >= RefetchPause);
    }

    private async Task FetchOnceAsync(string keyId, CancellationToken cancellationToken)
    {
        await fetching.WaitAsync(cancellationToken);
        try
        {
            if (!NeedsFetch(keyId)) return;
            snapshot = await FetchAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is HttpRequestException or JsonException or OperationCanceledException or ArgumentException or InvalidOperationException or UriFormatException)
        {
            Volatile.Write(ref nextAttempt, (time.GetUtcNow() + FailurePause).UtcTicks);
            log.KeysNotFetched(metadata.Host, failure);
        }
        finally
        {
            fetching.Release();
        }
    }

    private async Task<Snapshot> FetchAsync(CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await http.GetByteArrayAsync(metadata, cancellationToken));
        using var set = document.RootElement.TryGetProperty("keys", out _) ? null : await FetchSetAsync(document.RootElement, cancellationToken);

        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var entry in (set ?? document).RootElement.GetProperty("keys").EnumerateArray())
        {
            var key = JsonWebKey.Create(entry.GetRawText());
            if (key is { Kty: "RSA", Kid.Length: > 0 }) keys[key.Kid] = new(key, Endorsements(entry));
        }

        if (keys.Count == 0) throw new JsonException("There is no usable key in the set.");
        log.KeysFetched(keys.Count, metadata.Host);
        return new(keys, time.GetUtcNow());
    }

    private async Task<JsonDocument> FetchSetAsync(JsonElement document, CancellationToken cancellationToken)
    {
        var address = document.GetProperty("jwks_uri").GetString() ?? throw new JsonException("jwks_uri is null.");
        return JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(metadata, address), cancellationToken));
    }

    private static HashSet<string>? Endorsements(JsonElement key) =>
        key.TryGetProperty("endorsements", out var channels) && channels.ValueKind is JsonValueKind.Array && channels.GetArrayLength() > 0
            ? channels.EnumerateArray().Where(channel => channel.ValueKind is JsonValueKind.String).Select(channel => channel.GetString()!)
                .ToHashSet(StringComparer.Ordinal)
            : null;

    private sealed record Snapshot(IReadOnlyDictionary<string, SigningKey> Keys, DateTimeOffset FetchedAt);
}
