using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>One call that a bot made.</summary>
internal sealed record ConnectorCall(string Method, string Path, string? Authorization, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? Text => Json.TryGetProperty("text", out var text) ? text.GetString() : null;
}

/// <summary>Stands for a channel's Connector: keeps what it is sent, answers as it is told.</summary>
internal sealed class ConnectorStandIn : IAsyncDisposable
{
    private readonly ConcurrentQueue<ConnectorCall> calls = new();
    private StandInServer server = null!;

    public string Url => server.Url;

    public IReadOnlyList<ConnectorCall> Calls => [.. calls];

    /// <summary>How the next calls are answered; afterwards 200 with an id.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers { get; } = new();

    public static async Task<ConnectorStandIn> StartAsync()
    {
        var connector = new ConnectorStandIn();
        connector.server = await StandInServer.StartAsync(connector.AnswerAsync);
        return connector;
    }

    public void Answer(int status, string? body = null, string? retryAfter = null) => Answers.Enqueue(async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        if (body is null) return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var authorization = context.Request.Headers.Authorization.ToString();
        calls.Enqueue(new(context.Request.Method, path, authorization.Length == 0 ? null : authorization, body));
        if (Answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"id":"sent-{{calls.Count}}"}""", context.RequestAborted);
    }
}
