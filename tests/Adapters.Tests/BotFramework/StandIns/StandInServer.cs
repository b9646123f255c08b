using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>A real HTTP server on this machine that answers in place of somebody else's.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private StandInServer(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public static async Task<StandInServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(CancellationToken.None);
        return new(server);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
