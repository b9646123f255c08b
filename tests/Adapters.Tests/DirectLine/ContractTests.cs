using System.Runtime.CompilerServices;
using System.Text.Json;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

/// <summary>What we answer, against the public description of Direct Line 3.0.</summary>
public sealed class ContractTests
{
    [SkippableFact]
    public async Task Every_answer_is_of_the_published_form_and_status()
    {
        var file = SharedFile("specs/botframework/directline-3.0.json");
        Skip.If(file is null, "The folder ../shared with the protocol's public descriptions is not there.");
        var swagger = Swagger.Read(file);
        var paths = JsonElement.Parse(await File.ReadAllTextAsync(file)).GetProperty("paths");
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            await turn.SendAsync(new() { Text = "hola", SuggestedActions = new() { Actions = [new() { Title = "Ayuda", Value = JsonElement.Parse("\"Ayuda\"") }] } }, ct);
        });
        var chat = await server.OpenAsync();
        using var upload = new ByteArrayContent([1]) { Headers = { ContentType = new("image/png") } };

        foreach (var (method, route, path, bearer, body, definition) in new (HttpMethod, string, string, string?, object?, string)[]
        {
            (HttpMethod.Post, "tokens/generate", "tokens/generate", DirectLineServer.Secret, null, "Conversation"),
            (HttpMethod.Post, "tokens/refresh", "tokens/refresh", chat.Token, null, "Conversation"),
            (HttpMethod.Post, "conversations", "conversations", await server.TokenAsync(), null, "Conversation"),
            (HttpMethod.Post, "conversations", "conversations", chat.Token, null, "Conversation"),
            (HttpMethod.Get, "conversations/{conversationId}", $"conversations/{chat.Id}", chat.Token, null, "Conversation"),
            (HttpMethod.Post, "conversations/{conversationId}/activities", $"conversations/{chat.Id}/activities", chat.Token, """{"type":"message","text":"x"}""", "ResourceResponse"),
            (HttpMethod.Post, "conversations/{conversationId}/upload", $"conversations/{chat.Id}/upload", chat.Token, upload, "ResourceResponse"),
            (HttpMethod.Get, "conversations/{conversationId}/activities", $"conversations/{chat.Id}/activities", chat.Token, null, "ActivitySet"),
            (HttpMethod.Post, "conversations/{conversationId}/activities", $"conversations/{chat.Id}/activities", chat.Token, "{", "ErrorResponse"),
            (HttpMethod.Get, "conversations/{conversationId}", "conversations/other", chat.Token, null, "ErrorResponse"),
            (HttpMethod.Get, "conversations/{conversationId}", "conversations/other", DirectLineServer.Secret, null, "ErrorResponse"),
            (HttpMethod.Post, "conversations", "conversations", null, null, "ErrorResponse"),
        })
        {
            var answer = await server.SendAsync(method, $"/v3/directline/{path}", bearer, body);
            var described = paths.GetProperty($"/v3/directline/{route}").GetProperty(method == HttpMethod.Get ? "get" : "post").GetProperty("responses");
            described.TryGetProperty($"{(int)answer.Status}", out _).ShouldBeTrue($"{method} {path}: {(int)answer.Status} is not described");
            swagger.Check(answer.Json, definition).ShouldBeEmpty($"{method} {path}: {answer.Text}");
        }
    }

    private static string? SharedFile(string path, [CallerFilePath] string here = "")
    {
        for (var folder = Directory.GetParent(here); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "PmBot.sln"))) continue;
            var file = Path.Combine(folder.FullName, "..", "shared", path);
            return File.Exists(file) ? file : null;
        }
        return null;
    }
}
