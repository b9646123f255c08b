using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework.Authentication;

/// <summary>The bot's own tokens (client credentials): one at a time is fetched, and kept until shortly before it expires.</summary>
internal sealed class AppTokens(HttpClient http, LoginService service, TimeProvider time, ILogger<AppTokens> log) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile Held? held;

    /// <summary>A token for a Connector; null when the bot has no app id.</summary>
    /// <exception cref="DeliveryException">The login service gave none.</exception>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) => service.AppId is null
        ? new((string?)null)
        : Fresh is { } token ? new(token) : new(FetchOnceAsync(cancellationToken));

    /// <summary>Does not use <paramref name="token"/> again; another one that came meanwhile stays.</summary>
    public void Forget(string token)
    {
        var current = held;
        if (string.Equals(current?.Token, token, StringComparison.Ordinal)) Interlocked.CompareExchange(ref held, null, current);
    }

    public void Dispose() => fetching.Dispose();

    private string? Fresh => held is { } current && time.GetUtcNow() < current.Until ? current.Token : null;

    private async Task<string?> FetchOnceAsync(CancellationToken cancellationToken)
    {
        await fetching.WaitAsync(cancellationToken);
        try
        {
            if (Fresh is { } meanwhile) return meanwhile;
            var fetched = await FetchAsync(cancellationToken);
            held = fetched;
            return fetched.Token;
        }
        finally
        {
            fetching.Release();
        }
    }

    private async Task<Held> FetchAsync(CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", service.AppId),
            new("client_secret", service.AppPassword),
            new("scope", service.Scope),
        ]);
        try
        {
            using var response = await http.PostAsync(service.TokenEndpoint, form, cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync(LoginJson.Default.TokenAnswer, cancellationToken);
            if (response.IsSuccessStatusCode && answer is { AccessToken.Length: > 0 })
            {
                var life = TimeSpan.FromSeconds(Math.Clamp(answer.ExpiresIn, 0, 86_400));
                return new(answer.AccessToken, time.GetUtcNow() + (life > 2 * Margin ? life - Margin : life / 2));
            }

            log.LoginRefused((int)response.StatusCode, answer?.Error);
            throw new DeliveryException("The login service gave the bot no token.", (int)response.StatusCode, answer?.Error);
        }
        catch (Exception lost) when (lost is HttpRequestException or JsonException or NotSupportedException)
        {
            throw new DeliveryException("The login service gave the bot no token.", lost);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException("The login service did not answer in time.", late);
        }
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}

internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] double ExpiresIn,
    [property: JsonPropertyName("error")] string? Error);

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class LoginJson : JsonSerializerContext;
