using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack.Client;

/// <summary>The Web API: one call is one attempt, and <c>ok: false</c> is a failure whatever the HTTP status.</summary>
internal sealed class SlackClient(HttpClient http, SlackOptions options, SlackRates rates, SlackHealth health, TimeProvider time, ILogger<SlackClient> log)
{
    public const string HttpClientName = "PmBot.Slack";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    // Codes after which the same call may succeed.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "message_limit_exceeded",
    };

    /// <summary>Calls a method that takes JSON.</summary>
    /// <exception cref="DeliveryException">It failed; its code is Slack's.</exception>
    public async Task<JsonElement> PostAsync(SlackTeam team, string method, JsonObject arguments, CancellationToken cancellationToken)
    {
        using var body = Body(arguments);
        return await CallAsync(team.Id, method, Bearer(team.Token), body, cancellationToken);
    }

    /// <summary>Calls a method that reads: those take form fields only.</summary>
    /// <exception cref="DeliveryException">It failed; its code is Slack's.</exception>
    public async Task<JsonElement> ReadAsync(SlackTeam team, string method, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await CallAsync(team.Id, method, Bearer(team.Token), form, cancellationToken);
    }

    /// <summary>Calls a method without a workspace: with the app's own token or, with none, its secret.</summary>
    /// <exception cref="DeliveryException">It failed; its code is Slack's.</exception>
    public async Task<JsonElement> AsAppAsync(string method, AuthenticationHeaderValue credentials, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await CallAsync("", method, credentials, form, cancellationToken);
    }

    /// <summary>Answers to a <c>response_url</c>, which needs no token.</summary>
    /// <exception cref="DeliveryException">It failed.</exception>
    public async Task RespondAsync(string responseUrl, JsonObject message, CancellationToken cancellationToken)
    {
        // It comes from Slack in what Slack signed, and still: our answers go to Slack only.
        if (!IsSlack(responseUrl)) throw new DeliveryException("The response_url is not Slack's.");
        using var body = Body(message);
        using var response = await SendAsync(new Uri(responseUrl), "response_url", credentials: null, body, cancellationToken);
        await ReadAnswerAsync(response, "", "response_url", cancellationToken);
    }

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    private bool IsSlack(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (Loopback.IsUrl(options.ApiBaseUrl)
            ? Loopback.IsUrl(url) || uri.Host == new Uri(options.ApiBaseUrl).Host
            : uri.Scheme is "https" && (uri.Host is "slack.com" or "slack-gov.com" || uri.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith(".slack-gov.com", StringComparison.OrdinalIgnoreCase)
                || uri.Host == new Uri(options.ApiBaseUrl).Host));

    private static ByteArrayContent Body(JsonObject arguments) =>
        new(JsonSerializer.SerializeToUtf8Bytes(arguments, ActivityJson.Default.JsonObject)) { Headers = { ContentType = Json } };

    private async Task<JsonElement> CallAsync(string team, string method, AuthenticationHeaderValue credentials, HttpContent body, CancellationToken cancellationToken)
    {
        await rates.EnterAsync(team, method, cancellationToken);
        using var response = await SendAsync(options.Method(method), method, credentials, body, cancellationToken);
        try
        {
            var answer = await ReadAnswerAsync(response, team, method, cancellationToken);
            health.Answered(credentials, null);
            return answer;
        }
        catch (DeliveryException refused) when (refused.Code is { } code)
        {
            health.Answered(credentials, code);
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, string method, AuthenticationHeaderValue? credentials, HttpContent body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Authorization = credentials;
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException lost)
        {
            var unsent = lost.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            throw new DeliveryException($"Slack could not be reached for {method}.", lost) { MayHaveArrived = !unsent };
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException($"Slack did not answer {method} in time.", late) { MayHaveArrived = true };
        }
    }

    private async Task<JsonElement> ReadAnswerAsync(HttpResponseMessage response, string team, string method, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode is HttpStatusCode.TooManyRequests)
        {
            var wait = RetryAfter(response);
            if (method != "response_url") rates.Rest(team, method, wait);
            log.RateLimited(method, wait.TotalSeconds);
            throw new DeliveryException($"Slack limits {method}.", status, "ratelimited") { RetryAfter = wait };
        }

        string text;
        try
        {
            text = await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new DeliveryException($"Slack's answer to {method} broke off.", e) { MayHaveArrived = true };
        }

        if (status >= 500) throw Refused(method, status, null);
        var answer = LenientJson.Parse(Encoding.UTF8.GetBytes(text));
        if (answer is { ValueKind: JsonValueKind.Object } json)
        {
            if (json.TryGetProperty("ok", out var ok) && ok.ValueKind is JsonValueKind.True) return json;
            if (json.TryGetProperty("ok", out _) || !response.IsSuccessStatusCode) throw Refused(method, status, json);
            return json;
        }

        if (response.IsSuccessStatusCode && method == "response_url") return default;
        throw Refused(method, response.IsSuccessStatusCode ? 502 : status, null);
    }

    private DeliveryException Refused(string method, int status, JsonElement? answer)
    {
        var code = answer is { } json && json.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.String ? error.GetString() : null;
        log.Refused(method, status, code);
        return new DeliveryException($"Slack answered {method} with {status} {code}.", status, code)
        {
            IsTransient = status >= 500 || status == 408 || (code is not null && Passing.Contains(code)),
            MayHaveArrived = status >= 500,
            IsGone = code is "channel_not_found" or "is_archived" or "not_in_channel",
        };
    }

    private TimeSpan RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;
        if (double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(Math.Clamp(seconds, 0.1, 3600));
        return response.Headers.RetryAfter?.Date is { } date && date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.FromSeconds(1);
    }

    /// <summary>The credentials of the app itself.</summary>
    public static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));
}
