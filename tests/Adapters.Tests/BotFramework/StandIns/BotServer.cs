using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>A bot on a real port whose turns the test writes.</summary>
internal sealed class BotServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private BotServer(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<BotServer> StartAsync(
        Func<TurnContext, CancellationToken, Task> onTurn, IDictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Not the builder's own: what is set on the developer's machine must not count.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal)).Build();
        builder.Services.AddSingleton(time ?? new PacedTime(1, DateTimeOffset.UtcNow));
        builder.Services.AddSingleton<ITurnHandler>(new Handler(onTurn));
        builder.Services.AddSingleton<IOutbound, PlainOutbound>();
        builder.Services.AddBotFramework(configuration);
        var bot = builder.Build();
        bot.MapBotFramework();
        await bot.StartAsync(CancellationToken.None);
        return new(bot);
    }

    /// <summary>A bot that answers every message with its own text.</summary>
    public static Task<BotServer> StartEchoAsync(IDictionary<string, string?>? settings = null, TimeProvider? time = null) => StartAsync(
        (turn, ct) => turn.SendAsync(new() { Text = $"echo {turn.Activity.Text}" }, ct), settings, time);

    public async Task<HttpResponseMessage> PostAsync(string json, string? token = null, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await PostAsync(content, token, [], cancellationToken);
    }

    public async Task<HttpResponseMessage> PostAsync(
        HttpContent content, string? token, (string Name, string Value)[] headers, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, cancellationToken);
    }

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
