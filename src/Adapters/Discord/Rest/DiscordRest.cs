using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord.Rest;

/// <summary>Discord's REST API v10, within its limits.</summary>
internal sealed class DiscordRest
{
    internal const string HttpClientName = "PmBot.Discord";

    // https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
    private const string UnknownChannel = "10003";
    private const string UnknownServer = "10004";
    private const string MissingAccess = "50001";
    // A person who takes no direct messages from the bot, or shares no server with it any more.
    private const string NotReachable = "50007";

    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;
    private readonly DiscordOptions options;
    private readonly DiscordStatus status;
    private readonly TimeProvider time;
    private readonly ILogger<DiscordRest> log;
    private readonly RateLimits limits;
    private readonly InvalidRequests invalid;
    private volatile bool tokenRefused;

    public DiscordRest(HttpClient http, DiscordOptions options, DiscordStatus status, TimeProvider time, ILogger<DiscordRest> log)
    {
        (this.http, this.options, this.status, this.time, this.log) = (http, options, status, time, log);
        (limits, invalid) = (new RateLimits(time), new InvalidRequests(time));
    }

    /// <summary>The longest pause that a call waits out by itself; a longer one is the caller's to wait.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls, once.</summary>
    /// <returns>The answer's JSON; undefined where it has none.</returns>
    /// <exception cref="DeliveryException">It was not taken; <see cref="DeliveryException.RetryAfter"/> says when another attempt makes sense.</exception>
    public async Task<JsonElement> CallAsync(DiscordCall call, CancellationToken cancellationToken)
    {
        await WaitAsync(call, cancellationToken);
        using var request = new HttpRequestMessage(call.Method, options.ApiBaseUrl + call.Path);
        if (!call.IsInteraction) request.Headers.TryAddWithoutValidation("Authorization", $"Bot {options.BotToken}");
        if (call.Body is not null) request.Content = new StringContent(call.Body.ToJsonString(DiscordText.Json), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            limits.Learn(call, response.Headers);
            return response.IsSuccessStatusCode ? Json(body) : throw Refused(call, response, body);
        }
        catch (HttpRequestException lost)
        {
            throw new DeliveryException("Discord could not be reached.", lost)
            {
                MayHaveArrived = lost.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
            };
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException("Discord did not answer in time.", late) { MayHaveArrived = true };
        }
    }

    /// <summary>The longest pause after which <see cref="InsistAsync"/> calls again: who is asked for a longer one is to hear of it.</summary>
    public static TimeSpan LongestInsistence { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls, and again while that makes sense: for what is safe to be done twice.</summary>
    /// <param name="call">What.</param>
    /// <param name="attempts">At most so often.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeliveryException">It was not taken.</exception>
    public async Task<JsonElement> InsistAsync(DiscordCall call, int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CallAsync(call, cancellationToken);
            }
            catch (DeliveryException e) when (e.IsTransient && attempt < attempts && !(e.RetryAfter > LongestInsistence))
            {
                await Pauses.AtLeastAsync(e.RetryAfter ?? TimeSpan.FromSeconds(0.5 * Math.Pow(2, attempt) * (0.5 + (Jitter.Next() / 2))), time, cancellationToken);
            }
        }
    }

    private async Task WaitAsync(DiscordCall call, CancellationToken cancellationToken)
    {
        if (tokenRefused && !call.IsInteraction) throw new DeliveryException("Discord refused the bot token.", (int)HttpStatusCode.Unauthorized, "stopped");
        var pause = invalid.Pause();
        while (pause <= LongestWait && (pause > TimeSpan.Zero || (pause = limits.Take(call)) > TimeSpan.Zero))
        {
            if (pause > LongestWait) break;
            await Pauses.AtLeastAsync(pause, time, cancellationToken);
            pause = invalid.Pause();
        }

        if (pause > LongestWait) throw new DeliveryException("Discord's rate limit is used up.", (int)HttpStatusCode.TooManyRequests, "held") { RetryAfter = pause };
    }

    private DeliveryException Refused(DiscordCall call, HttpResponseMessage response, string body)
    {
        var answer = Json(body);
        var code = answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("code", out var given) ? given.ToString() : null;
        var refused = (int)response.StatusCode;
        var isShared = Header(response.Headers, "X-RateLimit-Scope") is "shared";
        if (refused is 401 or 403 || (refused is 429 && !isShared)) invalid.Count();
        switch (refused)
        {
            case 401 when !call.IsInteraction:
                // Whatever else were tried would be refused as well, and counted.
                tokenRefused = true;
                status.Is(DiscordState.Stopped, "Discord refused the bot token (401): set Discord:BotToken to the token of the developer portal, page Bot.");
                log.TokenRefused();
                break;
            case 429:
                var pause = Pause(answer, response.Headers);
                var isGlobal = Header(response.Headers, "X-RateLimit-Global") is "true"
                    || (answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("global", out var all) && all.ValueKind is JsonValueKind.True);
                limits.Hold(call, pause, isGlobal && !call.IsInteraction);
                log.RateLimited(call.Method.Method, call.Route, pause.TotalSeconds, isGlobal);
                return new DeliveryException("Discord wants a pause.", refused, code) { RetryAfter = pause };
            default:
                log.CallRefused(call.Method.Method, call.Route, refused, code);
                break;
        }

        return new DeliveryException($"Discord answered {refused.ToString(CultureInfo.InvariantCulture)} {code}.", refused, code) { IsGone = refused is 403 or 404 && code is UnknownChannel or UnknownServer or MissingAccess or NotReachable };
    }

    /// <summary>How long a 429 asks to wait: <c>retry_after</c> of the body, in seconds with a fraction; a body in plain text leaves the header.</summary>
    private static TimeSpan Pause(JsonElement answer, HttpResponseHeaders headers)
    {
        if (answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("retry_after", out var after) && after.ValueKind is JsonValueKind.Number && after.TryGetDouble(out var seconds))
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
        foreach (var name in (ReadOnlySpan<string>)["Retry-After", "X-RateLimit-Reset-After"])
        {
            if (double.TryParse(Header(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var said) && said >= 0)
                return TimeSpan.FromSeconds(Math.Min(said, 86_400));
        }

        return Unsaid;
    }

    private static string? Header(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // Proxies answer in plain text and in HTML.
    private static JsonElement Json(string body) => LenientJson.Parse(Encoding.UTF8.GetBytes(body)) ?? default;
}
