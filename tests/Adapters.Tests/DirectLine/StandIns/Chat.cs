using System.Text.Json;

namespace PmBot.Adapters.Tests.DirectLine.StandIns;

/// <summary>A client in a conversation: knows its id, its token and where its stream is.</summary>
internal sealed class Chat(DirectLineServer server, JsonElement conversation)
{
    public string Id { get; } = conversation.GetProperty("conversationId").GetString()!;

    public string Token { get; } = conversation.GetProperty("token").GetString()!;

    public string StreamUrl { get; } = conversation.GetProperty("streamUrl").GetString()!;

    public string Path => $"/v3/directline/conversations/{Id}";

    public Task<Answer> SayAsync(string text, string? clientActivityId = null, string? from = null) => PostAsync(new
    {
        type = "message",
        text,
        from = new { id = from ?? "whoever" },
        channelData = new { clientActivityID = clientActivityId },
    });

    public Task<Answer> PostAsync(object activity) => server.PostAsync($"{Path}/activities", Token, activity);

    public async Task<(IReadOnlyList<JsonElement> Activities, string Watermark)> ReadAsync(string watermark = "")
    {
        var answer = await server.GetAsync($"{Path}/activities?watermark={watermark}", Token);
        return ([.. answer.Json.GetProperty("activities").EnumerateArray()], answer.Json.GetProperty("watermark").GetString()!);
    }

    public Task<StreamClient> ListenAsync() => StreamClient.ConnectAsync(StreamUrl);

    /// <summary>What the widget does after a close.</summary>
    public async Task<StreamClient> ReconnectAsync(string watermark)
    {
        var answer = await server.GetAsync($"{Path}?watermark={watermark}", Token);
        return await StreamClient.ConnectAsync(answer.Json.GetProperty("streamUrl").GetString()!);
    }
}
