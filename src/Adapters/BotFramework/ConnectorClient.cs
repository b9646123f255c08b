using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.BotFramework.Authentication;
using PmBot.Adapters.Hosting;
using Polly;

namespace PmBot.Adapters.BotFramework;

/// <summary>The Connector REST API of whatever channel a serviceUrl leads to: send, reply, update, delete, members, new conversations.</summary>
/// <remarks>
/// Messages are attempted once: trying again is the affair of <see cref="IOutbound"/>, which keeps their order. Questions are asked again.
/// Our token goes only to addresses that an authenticated activity named; see <see cref="ServiceAddress.Trusted"/>.
/// </remarks>
public sealed class ConnectorClient
{
    internal const string HttpClientName = "PmBot.BotFramework.Connector";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    // The bot was taken out, the person has removed or blocked it, or there is no such conversation (any more).
    private static readonly HashSet<string> Gone = new(StringComparer.OrdinalIgnoreCase) { "BotNotInConversationRoster", "ConversationBlockedByUser", "MessageWritesBlocked", "ConversationNotFound" };

    private readonly HttpClient http;
    private readonly AppTokens tokens;
    private readonly ILogger<ConnectorClient> log;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<HttpResponseMessage> retries;

    internal ConnectorClient(HttpClient http, AppTokens tokens, TimeProvider time, ILogger<ConnectorClient> log)
    {
        (this.http, this.tokens, this.time, this.log) = (http, tokens, time, log);
        retries = ConnectorRetries.Create(time);
    }

    /// <summary>Sends an activity; as a reply when it has a <c>replyToId</c>.</summary>
    /// <returns>The channel's id, or null: channels may answer with no body at all.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    public async Task<string?> SendAsync(ServiceAddress service, string conversationId, Activity activity, CancellationToken cancellationToken)
    {
        activity.Id = null;
        var body = OutgoingActivity.ToJson(activity);
        var url = activity.ReplyToId is { Length: > 0 } replyTo
            ? ConnectorUrl.Activity(service.Url, conversationId, replyTo)
            : ConnectorUrl.Activities(service.Url, conversationId);
        var answer = await CallAsync(HttpMethod.Post, service, url, body, cancellationToken);
        return activity.Id = ConnectorAnswer.Id(answer);
    }

    /// <summary>Replaces an activity sent earlier; its <c>id</c> says which.</summary>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    public async Task UpdateAsync(ServiceAddress service, string conversationId, Activity activity, CancellationToken cancellationToken)
    {
        var id = activity.Id ?? throw new ArgumentException("An update needs the id of what it replaces.", nameof(activity));
        var body = OutgoingActivity.ToJson(activity);
        await CallAsync(HttpMethod.Put, service, ConnectorUrl.Activity(service.Url, conversationId, id), body, cancellationToken);
    }

    /// <summary>Takes an activity back.</summary>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    public async Task DeleteAsync(ServiceAddress service, string conversationId, string activityId, CancellationToken cancellationToken) =>
        await CallAsync(HttpMethod.Delete, service, ConnectorUrl.Activity(service.Url, conversationId, activityId), default, cancellationToken);

    /// <summary>Opens a conversation, for example a direct one with a person.</summary>
    /// <exception cref="DeliveryException">The channel did not open it.</exception>
    public async Task<ConversationOpened> CreateConversationAsync(
        ServiceAddress service, ConversationParameters parameters, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(parameters.Cleaned(), ConnectorJson.Default.ConversationParameters);
        var answer = await CallAsync(HttpMethod.Post, service, ConnectorUrl.Conversations(service.Url), body, cancellationToken);
        return ConnectorAnswer.Read(answer, ConnectorJson.Default.ConversationOpened) is { Id.Length: > 0 } opened
            ? opened
            : throw new DeliveryException("The channel opened a conversation but did not say which.");
    }

    /// <summary>Who is in a conversation.</summary>
    /// <exception cref="DeliveryException">The channel did not say.</exception>
    public async Task<IReadOnlyList<ChannelAccount>> GetMembersAsync(
        ServiceAddress service, string conversationId, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(HttpMethod.Get, service, ConnectorUrl.Members(service.Url, conversationId), default, cancellationToken);
        return ConnectorAnswer.Read(answer, ConnectorJson.Default.ListChannelAccount) ?? [];
    }

    /// <summary>One member of a conversation, or null when it is not in it.</summary>
    /// <remarks>The Emulator only lists all of them; then the one is looked for there.</remarks>
    /// <exception cref="DeliveryException">The channel did not say.</exception>
    public async Task<ChannelAccount?> GetMemberAsync(
        ServiceAddress service, string conversationId, string memberId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(HttpMethod.Get, service, ConnectorUrl.Member(service.Url, conversationId, memberId), default, cancellationToken);
            return ConnectorAnswer.Read(answer, ConnectorJson.Default.ChannelAccount);
        }
        catch (DeliveryException missing) when (missing.Status is 404 && string.Equals(missing.Code, "MemberNotFoundInConversation", StringComparison.Ordinal))
        {
            return null;
        }
        catch (DeliveryException gap) when (gap.IsUnsupported)
        {
            var all = await GetMembersAsync(service, conversationId, cancellationToken);
            return all.FirstOrDefault(member => string.Equals(member.Id, memberId, StringComparison.Ordinal));
        }
    }

    private async Task<byte[]> CallAsync(
        HttpMethod method, ServiceAddress service, Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var token = service.Trusted ? await tokens.GetAsync(cancellationToken) : null;
        try
        {
            var response = await ExecuteAsync(method, url, body, token, cancellationToken);
            if (response.StatusCode is HttpStatusCode.Unauthorized && token is not null)
            {
                // Revoked or rotated before its time: once more with a new one.
                response.Dispose();
                tokens.Forget(token);
                token = await tokens.GetAsync(cancellationToken);
                response = await ExecuteAsync(method, url, body, token, cancellationToken);
            }

            using (response)
            {
                var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                if (response.IsSuccessStatusCode) return answer;
                var code = ConnectorAnswer.ErrorCode(answer);
                log.ConnectorRefused(method.Method, url.Host, (int)response.StatusCode, code);
                throw new DeliveryException($"The channel answered {(int)response.StatusCode} {code}.", (int)response.StatusCode, code)
                {
                    RetryAfter = ConnectorRetries.Asked(response, time),
                    IsGone = response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound && code is not null && Gone.Contains(code),
                };
            }
        }
        catch (HttpRequestException lost)
        {
            throw new DeliveryException($"The channel at {url.Host} could not be reached.", lost) { MayHaveArrived = !ConnectorRetries.SurelyDidNotArrive(lost) };
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException($"The channel at {url.Host} did not answer in time.", late) { MayHaveArrived = true };
        }
    }

    private async Task<HttpResponseMessage> ExecuteAsync(
        HttpMethod method, Uri url, ReadOnlyMemory<byte> body, string? token, CancellationToken cancellationToken) => method == HttpMethod.Get
        ? await retries.ExecuteAsync(static async (call, ct) => await SendAsync(call.http, call.method, call.url, call.body, call.token, ct), (http, method, url, body, token), cancellationToken)
        : await SendAsync(http, method, url, body, token, cancellationToken);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, HttpMethod method, Uri url, ReadOnlyMemory<byte> body, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (!body.IsEmpty) request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } };
        return await http.SendAsync(request, cancellationToken);
    }
}
