using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PmBot.Bot.Tests.Faults;

/// <summary>A browser whose service is restarted finds its conversation again, on either store.</summary>
public sealed class WebChatRestartTests(PostgresCluster postgres) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task What_was_said_is_there_after_a_restart()
    {
        using var deployment = new Deployment();
        await RestartAsync(deployment);
    }

    [SkippableFact]
    public async Task What_was_said_is_there_after_a_restart_on_PostgreSQL()
    {
        using var deployment = new Deployment(("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        await RestartAsync(deployment);
    }

    private static async Task RestartAsync(Deployment deployment)
    {
        JsonElement grant;
        string path, watermark;
        string[] before;
        await using (var service = await deployment.StartAsync())
        {
            using var http = new HttpClient { BaseAddress = service.Address };
            grant = await TokenAsync(http, resume: null);
            path = $"/v3/directline/conversations/{grant.GetProperty("conversationId").GetString()}/activities";
            using (await http.PostAsJsonAsync("/v3/directline/conversations", new { locale = "es-CO" }))
            using (await http.PostAsJsonAsync(path, new { type = "message", text = "nueva tarea en catálogo: revisar precios", from = new { id = "camila" } }))
            {
                (before, watermark) = await ReadAsync(http, path, "");
            }

            before.Count(t => t.Contains("#9 revisar precios", StringComparison.Ordinal)).ShouldBe(1);
            service.Signal("TERM");
            (await service.EndAsync()).ShouldBe(0);
        }

        await using var restarted = await deployment.StartAsync();
        using var again = new HttpClient { BaseAddress = restarted.Address };
        var resumed = await TokenAsync(again, grant.GetProperty("resume").GetString());

        resumed.GetProperty("conversationId").GetString().ShouldBe(grant.GetProperty("conversationId").GetString());
        resumed.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        (await ReadAsync(again, path, "")).Texts.ShouldBe(before);
        using (await again.PostAsJsonAsync(path, new { type = "message", text = "¿en qué va la 9?", from = new { id = "camila" } }))
        {
            var (later, _) = await ReadAsync(again, path, watermark);
            later[0].ShouldBe("¿en qué va la 9?");
            later.ShouldNotContain(text => before.Contains(text));
        }
    }

    private static async Task<JsonElement> TokenAsync(HttpClient http, string? resume)
    {
        using var answer = await http.PostAsJsonAsync("/api/webchat/token", new { userId = "camila", resume });
        var grant = (await answer.Content.ReadFromJsonAsync<JsonElement>()).Clone();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", grant.GetProperty("token").GetString());
        return grant;
    }

    private static async Task<(string[] Texts, string Watermark)> ReadAsync(HttpClient http, string path, string watermark)
    {
        var read = await http.GetFromJsonAsync<JsonElement>($"{path}?watermark={watermark}");
        return ([.. read.GetProperty("activities").EnumerateArray().Select(a => a.TryGetProperty("text", out var text) ? text.GetString()! : "")], read.GetProperty("watermark").GetString()!);
    }
}
