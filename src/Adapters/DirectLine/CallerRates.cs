using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>Slows down one remote line that asks for ever new tokens and conversations.</summary>
/// <remarks>Loopback is not counted: behind a local proxy everybody comes from there.</remarks>
internal sealed class CallerRates(IOptions<DirectLineOptions> options, TimeProvider time)
{
    private const int Addresses = 10_000;
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    public bool Allow(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address || Loopback.Is(address)) return true;
        if (_buckets.Count >= Addresses) Forget();
        var perMinute = options.Value.TokensPerMinute;
        return _buckets.GetOrAdd(CallerLine.Of(address), _ => new TokenBucket(perMinute / 60, perMinute, time)).TryTake();
    }

    private void Forget()
    {
        foreach (var (address, bucket) in _buckets)
        {
            if (bucket.IsFull()) _buckets.TryRemove(address, out _);
        }
        if (_buckets.Count >= Addresses) _buckets.Clear();
    }
}
