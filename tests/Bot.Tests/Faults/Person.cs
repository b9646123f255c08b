using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PmBot.Bot.Tests.Faults;

/// <summary>Somebody who writes to <c>/api/messages</c> from this machine and reads the replies in the answer.</summary>
internal sealed class Person(string username, string conversation, string locale = "es", string serviceUrl = "http://localhost:9/") : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromMinutes(2) };
    private int _messages;

    /// <summary>A new activity id.</summary>
    public string NewId() => string.Create(CultureInfo.InvariantCulture, $"{username}-{conversation}-{++_messages}");

    /// <summary>Says something under a new id.</summary>
    /// <returns>The reply's texts, a line each.</returns>
    public Task<string> SayAsync(Service service, string text) => SayAsync(service, text, NewId());

    /// <summary>Says something under an id: again, when the id is an old one.</summary>
    /// <exception cref="HttpRequestException">It was not answered.</exception>
    public async Task<string> SayAsync(Service service, string text, string id)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(service.Address, "/api/messages"), Message(text, id));
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, $"'{text}' was answered with {body}\n{service.Diagnostics}");
        using var replies = JsonDocument.Parse(body);
        return string.Join('\n', replies.RootElement.GetProperty("activities").EnumerateArray()
            .Select(a => a.TryGetProperty("text", out var said) ? said.GetString() : ""));
    }

    /// <summary>The activity of a message.</summary>
    public JsonObject Message(string text, string id) => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["channelId"] = "emulator",
        ["serviceUrl"] = serviceUrl,
        ["deliveryMode"] = "expectReplies",
        ["locale"] = locale,
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["from"] = new JsonObject { ["id"] = username, ["name"] = username },
        ["recipient"] = new JsonObject { ["id"] = "bot" },
        ["text"] = text,
    };

    public void Dispose() => _http.Dispose();
}
