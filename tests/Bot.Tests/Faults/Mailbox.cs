using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PmBot.Bot.Tests.Faults;

/// <summary>One message that the bot sent or replaced: <c>POST</c> or <c>PUT</c>.</summary>
internal sealed record Letter(string Method, string Conversation, string? Replaces, string Text);

/// <summary>Stands for a channel's Connector: keeps what the bot says of its own accord.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<Letter> _letters = new();
    private readonly WebApplication _server;
    private int _sent;

    private Mailbox(WebApplication server) => _server = server;

    /// <summary>What people give as their service address.</summary>
    public string Url => _server.Urls.Single();

    /// <summary>All that came, in order.</summary>
    public IReadOnlyList<Letter> Letters => [.. _letters];

    public static async Task<Mailbox> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var mailbox = new Mailbox(server);
        server.MapPost("/v3/conversations/{conversation}/activities/{replaced?}", (string conversation, HttpRequest request) => mailbox.TakeAsync("POST", conversation, null, request));
        server.MapPut("/v3/conversations/{conversation}/activities/{replaced}", (string conversation, string replaced, HttpRequest request) => mailbox.TakeAsync("PUT", conversation, replaced, request));
        await server.StartAsync();
        return mailbox;
    }

    /// <summary>Waits until so many messages say something.</summary>
    public async Task<IReadOnlyList<Letter>> WaitAsync(string text, int count, Func<string> diagnostics)
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var found = Letters.Where(l => l.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count >= count) return found;
            if (waited.Elapsed > Patience) throw new TimeoutException($"'{text}' came {found.Count} times, not {count}. All that came:\n{string.Join('\n', Letters)}\n{diagnostics()}");
            await pause.WaitForNextTickAsync();
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> TakeAsync(string method, string conversation, string? replaced, HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        if (body.RootElement.GetProperty("type").GetString() == "message")
        {
            _letters.Enqueue(new Letter(method, conversation, replaced, body.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : ""));
        }

        return Results.Json(new { id = replaced ?? $"m{Interlocked.Increment(ref _sent)}" });
    }
}
