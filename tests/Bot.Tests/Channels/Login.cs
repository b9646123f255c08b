using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PmBot.Bot.Tests.Channels;

/// <summary>A login service that gives every caller the same answer.</summary>
internal sealed class Login : IAsyncDisposable
{
    private readonly WebApplication app;

    private Login(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public static async Task<Login> StartAsync(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return new Login(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
