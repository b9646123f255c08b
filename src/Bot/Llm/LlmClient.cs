using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace PmBot.Bot.Llm;

/// <summary>The connection to an OpenAI-compatible service.</summary>
internal static class LlmClient
{
    // Beyond what anybody waits for: the circuit has its own limit, and must be the one that notices.
    private static readonly TimeSpan Limit = 2 * LlmCircuit.Patience;

    /// <summary>A client that asks once and follows no redirect: whoever is named in the settings hears the message, and nobody else.</summary>
    /// <param name="options">Checked settings of a model that is set up.</param>
    public static IChatClient Create(LlmOptions options)
    {
#pragma warning disable CA2000 // The connection lives as long as the client, and that as long as the process.
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Traces are the operator's own.
            ActivityHeadersPropagator = null,
            ConnectTimeout = Limit,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 32,
        };
        var http = new HttpClient(new LlmHttpHandler(sockets, sendsKey: options.ApiKey is not null)) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        var settings = new OpenAIClientOptions
        {
            Endpoint = options.Address(),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Limit,
            Transport = new HttpClientPipelineTransport(http),
        };
        // The client wants some key; where none is set the handler takes it out again.
        return new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey ?? "none"), settings).AsIChatClient();
    }
}
