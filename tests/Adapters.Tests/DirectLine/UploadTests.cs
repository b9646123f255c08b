using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed class UploadTests
{
    [Fact]
    public async Task A_file_is_declined_in_the_persons_language_and_the_text_beside_it_processed()
    {
        Activity? got = null;
        await using var server = await DirectLineServer.StartAsync((turn, ct) =>
        {
            if (turn.Activity.Type is "message") got = turn.Activity;
            return DirectLineServer.EchoAsync(turn, ct);
        });
        var chat = await server.OpenAsync(locale: "es-CO");
        using var activity = new StringContent(
            """{"type":"message","text":"mira esto","from":{"id":"x"},"channelData":{"clientActivityID":"u-1"}}""", Encoding.UTF8, "application/vnd.microsoft.activity");
        using var image = File("image/png");
        using var form = new MultipartFormDataContent { { activity, "activity", "blob" }, { image, "file", "plano 1.png" } };

        var answer = await server.PostAsync($"{chat.Path}/upload?userId=x", chat.Token, form);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var (activities, _) = await chat.ReadAsync();
        activities.Select(activity => activity.GetProperty("text").GetString())
            .ShouldBe(["mira esto", "No puedo recibir archivos por aquí. Escríbeme con palabras lo que necesitas, o pega un enlace.", "echo mira esto"]);
        activities[0].GetProperty("id").GetString().ShouldBe(answer.Json.GetProperty("id").GetString());
        activities[0].GetProperty("channelData").GetProperty("clientActivityID").GetString().ShouldBe("u-1");
        var file = activities[0].GetProperty("attachments")[0];
        file.GetProperty("contentType").GetString().ShouldBe("image/png");
        file.TryGetProperty("contentUrl", out _).ShouldBeFalse();
        got!.Attachments.ShouldBeNull();
        got.From!.Id.ShouldBe("dl_ana");
    }

    [Fact]
    public async Task A_bare_file_never_reaches_the_bot()
    {
        var turns = 0;
        await using var server = await DirectLineServer.StartAsync((turn, _) => { if (turn.Activity.Type is "message") turns++; return Task.CompletedTask; });
        var chat = await server.OpenAsync(locale: "en-US");
        using var raw = File("image/jpeg");
        raw.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "joke.jpg" };

        var answer = await server.PostAsync($"{chat.Path}/upload?userId=x", chat.Token, raw);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var (activities, _) = await chat.ReadAsync();
        activities[0].GetProperty("attachments")[0].GetProperty("name").GetString().ShouldBe("joke.jpg");
        activities[1].GetProperty("text").GetString()!.ShouldStartWith("I can't take files");
        turns.ShouldBe(0);
    }

    [Fact]
    public async Task An_attachment_in_a_plain_post_is_declined_alike()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync(locale: "en-US");
        await chat.PostAsync("""{"type":"message","attachments":[{"contentType":"text/plain","contentUrl":"data:text/plain;base64,eA==","name":"a.txt"}]}""");
        var (activities, _) = await chat.ReadAsync();
        activities.Count.ShouldBe(2);
        activities[0].GetRawText().ShouldNotContain("base64");
        activities[1].GetProperty("text").GetString()!.ShouldStartWith("I can't take files");
    }

    [Fact]
    public async Task Uploads_that_are_broken_or_too_big_are_refused()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("DirectLine:MaxUploadBytes", "300000"));
        var chat = await server.OpenAsync();
        foreach (var (type, body, status) in new (string, string, HttpStatusCode)[]
        {
            ("multipart/form-data", "x", HttpStatusCode.BadRequest),
            ("multipart/form-data; boundary=b", "no boundary in here", HttpStatusCode.BadRequest),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{nope\r\n--b--\r\n", HttpStatusCode.BadRequest),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\"type\":\"conversationUpdate\"}\r\n--b--\r\n", HttpStatusCode.BadRequest),
            ("image/png", new string('x', 300_001), HttpStatusCode.RequestEntityTooLarge),
        })
        {
#pragma warning disable CA2000 // Disposed by the using; the analyzer loses it over the deconstruction.
            using var content = new StringContent(body);
#pragma warning restore CA2000
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            (await server.PostAsync($"{chat.Path}/upload", chat.Token, content)).Status.ShouldBe(status, $"{type}: {body[..Math.Min(60, body.Length)]}");
        }
        (await chat.ReadAsync()).Activities.ShouldBeEmpty();
    }

    private static ByteArrayContent File(string type) => new(new byte[5000]) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
