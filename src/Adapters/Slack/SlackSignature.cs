using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PmBot.Adapters.Slack;

/// <summary>Whether a request is Slack's: HMAC-SHA256 over <c>v0:{timestamp}:{raw body}</c>, and not older or newer than five minutes.</summary>
internal static class SlackSignature
{
    /// <summary>How far a request's time may be from ours, in seconds.</summary>
    public const long WindowSeconds = 300;

    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    private const string Version = "v0=";

    /// <summary>Whether the time of a request is near enough; tells old recordings before their body is read.</summary>
    public static bool IsFresh(string? timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= WindowSeconds;

    /// <summary>Whether the signature is that of this body, compared in constant time.</summary>
    public static bool IsGenuine(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!IsFresh(timestamp, now) || signature is null || !signature.StartsWith(Version, StringComparison.Ordinal)) return false;
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != Version.Length + (2 * claimed.Length)
            || Convert.FromHexString(signature.AsSpan(Version.Length), claimed, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != claimed.Length) return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return hmac.TryGetHashAndReset(expected, out _) && CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    /// <summary>The signature of a body, as Slack writes it.</summary>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return Version + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
