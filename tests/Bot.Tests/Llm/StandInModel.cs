using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PmBot.Bot.Tests.Llm;

/// <summary>A local service that speaks the chat completions protocol, as well or as badly as it is told.</summary>
internal sealed class StandInModel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInModel(WebApplication app) => _app = app;

    /// <summary>What it does with a request.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Requests();

    /// <summary>What was sent to it: path, headers and body.</summary>
    public ConcurrentQueue<Received> Heard { get; } = new();

    public string Endpoint => $"{_app.Urls.Single()}/v1";

    public static async Task<StandInModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var model = new StandInModel(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            model.Heard.Enqueue(new Received(context.Request.Path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync()));
            await model.Answer(context);
        });
        await app.StartAsync();
        return model;
    }

    /// <summary>Proposes requests: intent and slots; slots that are not named are null, as in a strict answer.</summary>
    public static Func<HttpContext, Task> Requests(params (string Intent, (string Slot, string Words)[] Slots)[] requests) => Says(new JsonObject
    {
        ["requests"] = new JsonArray([.. requests.Select(r => (JsonNode)new JsonObject
        {
            ["intent"] = r.Intent,
            ["slots"] = new JsonObject(r.Slots.Select(s => KeyValuePair.Create(s.Slot, (JsonNode?)s.Words))),
        })]),
    }.ToJsonString());

    /// <summary>Answers with a text.</summary>
    public static Func<HttpContext, Task> Says(string content) => Body(JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_772_000_000,
        model = "stand-in",
        choices = new[] { new { index = 0, message = new { role = "assistant", content }, finish_reason = "stop" } },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    }));

    /// <summary>Answers with a body of its own.</summary>
    public static Func<HttpContext, Task> Body(string body, int status = 200, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

        /// <summary>What the user turn says.</summary>
        public string Told => Json.GetProperty("messages")[1].GetProperty("content").GetString()!;
    }
}
