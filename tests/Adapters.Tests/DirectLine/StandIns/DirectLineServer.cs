using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.DirectLine.StandIns;

/// <summary>Direct Line on a real port before a bot that the test writes.</summary>
internal sealed class DirectLineServer : IAsyncDisposable
{
    public const string Secret = "the-secret-of-the-tests";

    /// <summary>How long a test waits for what must come; generous, as the machine may be busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication app;

    private DirectLineServer(WebApplication app)
    {
        this.app = app;
        Address = app.Urls.First();
        Client = new HttpClient { BaseAddress = new Uri(Address), Timeout = Patience };
    }

    public string Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<DirectLineServer> StartAsync(
        Func<TurnContext, CancellationToken, Task>? onTurn = null, TimeProvider? time = null, int port = 0, ITranscripts? transcripts = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        // Not the builder's own: what is set on the developer's machine must not count.
        var values = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal);
        values.TryAdd("DirectLine:Secret", Secret);
        values.TryAdd("DirectLine:SigningKey", "the-signing-key-of-the-tests");
        builder.Services.AddSingleton(time ?? new PacedTime(1, DateTimeOffset.UtcNow));
        if (transcripts is not null) builder.Services.AddSingleton(transcripts);
        builder.Services.AddSingleton<ITurnHandler>(new Handler(onTurn ?? EchoAsync));
        builder.Services.AddDirectLine(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        var host = builder.Build();
        host.MapDirectLine();
        await host.StartAsync(CancellationToken.None);
        return new(host);
    }

    /// <summary>A bot that answers every message with its own text and greets nobody.</summary>
    public static Task EchoAsync(TurnContext turn, CancellationToken cancellationToken) =>
        turn.Activity.Type is "message" ? turn.SendAsync(new() { Text = $"echo {turn.Activity.Text}" }, cancellationToken) : Task.CompletedTask;

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? bearer = null, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType is "application/json";
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, isJson ? JsonElement.Parse(text) : default, text, all);
    }

    public Task<Answer> GetAsync(string path, string? bearer = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, bearer, body: null, headers);

    public Task<Answer> PostAsync(string path, string? bearer = null, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, bearer, body, headers);

    /// <summary>A token from the secret.</summary>
    public async Task<string> TokenAsync(string? user = "dl_ana", string? name = null)
    {
        var answer = await PostAsync("/v3/directline/tokens/generate", Secret, user is null ? null : new { user = new { id = user, name } });
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Json.GetProperty("token").GetString()!;
    }

    /// <summary>A conversation that has begun, as the widget begins it.</summary>
    public async Task<Chat> OpenAsync(string? user = "dl_ana", string locale = "es-CO")
    {
        var answer = await PostAsync("/v3/directline/conversations", await TokenAsync(user), new { locale });
        answer.Status.ShouldBe(HttpStatusCode.Created);
        return new Chat(this, answer.Json);
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private sealed class Handler(Func<TurnContext, CancellationToken, Task> onTurn) : ITurnHandler
    {
        public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => onTurn(turn, cancellationToken);
    }
}

/// <summary>An HTTP answer, read.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public string? ErrorCode => Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;
}
