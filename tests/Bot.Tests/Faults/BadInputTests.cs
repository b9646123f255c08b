using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PmBot.Bot.Tests.Faults;

/// <summary>Whatever is posted to the real service: a clear refusal, never a 500, and the next person is served.</summary>
public sealed class BadInputTests(RunningService running) : IClassFixture<RunningService>, IDisposable
{
    private const string Routing = """ "channelId":"emulator","deliveryMode":"expectReplies","conversation":{"id":"x"},"from":{"id":"camila"},"recipient":{"id":"bot"} """;

    private readonly HttpClient _http = new();

    [Fact]
    public async Task Malformed_bodies_are_refused_with_the_reason()
    {
        (string Name, byte[] Body, int Status)[] bodies =
        [
            ("nothing", [], 400),
            ("no JSON", "hola"u8.ToArray(), 400),
            ("cut off", "{\"type\":\"message\""u8.ToArray(), 400),
            ("a list", "[]"u8.ToArray(), 400),
            ("null", "null"u8.ToArray(), 400),
            ("two", "{\"type\":\"message\"}{}"u8.ToArray(), 400),
            ("invalid UTF-8", [.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8], 400),
            ("half a surrogate", Encoding.UTF8.GetBytes($$"""{"type":"message","text":"\ud800",{{Routing}}}"""), 400),
            ("deep", Encoding.UTF8.GetBytes($$"""{"type":"message",{{Routing}},"channelData":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}"""), 400),
            ("deep objects", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_000)), 400),
            ("256 KiB + 1", Encoding.UTF8.GetBytes(OfSize((256 * 1024) + 1)), 413),
            ("no type", Encoding.UTF8.GetBytes($$"""{"text":"hola",{{Routing}}}"""), 400),
            ("no conversation", """{"type":"message","text":"hola","channelId":"emulator","from":{"id":"camila"}}"""u8.ToArray(), 400),
            ("no sender", """{"type":"message","text":"hola","channelId":"emulator","conversation":{"id":"x"}}"""u8.ToArray(), 400),
            ("wrong field type", Encoding.UTF8.GetBytes($$"""{"type":"message","text":{"a":1},{{Routing}}}"""), 400),
            ("type is a number", Encoding.UTF8.GetBytes($$"""{"type":7,{{Routing}}}"""), 400),
            ("nowhere to answer", """{"type":"message","text":"hola","channelId":"emulator","conversation":{"id":"x"},"from":{"id":"camila"}}"""u8.ToArray(), 400),
        ];
        foreach (var (name, body, status) in bodies)
        {
            var (answered, said) = await PostAsync(body);
            answered.ShouldBe(status, $"{name}: {said}");
            ShouldExplain(said, name);
        }

        await ShouldGoOnAsync();
    }

    [Fact]
    public async Task Exactly_256_KiB_are_taken_and_a_body_without_a_length_is_counted()
    {
        (await PostAsync(Encoding.UTF8.GetBytes(OfSize(256 * 1024)))).Status.ShouldBe(200);

        using var endless = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(OfSize(2 * 1024 * 1024))));
        endless.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("/api/messages")) { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await _http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(413);
        await ShouldGoOnAsync();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? type)
    {
        var (status, said) = await PostAsync("{}"u8.ToArray(), type);

        status.ShouldBe(415);
        ShouldExplain(said, type ?? "none");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Another_method_is_refused(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address("/api/messages"));
        using var answer = await _http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/api/message")]
    [InlineData("/api/messages/../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/webchat/%2e%2e%2fpmbot.dll")]
    [InlineData("/v3/directline/conversations/%00")]
    [InlineData("/pmbot.db")]
    [InlineData("/%ff%fe")]
    public async Task Another_path_is_refused(string path)
    {
        var answer = await SendRawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        answer.ShouldMatch("^HTTP/1.1 4[0-9][0-9] ");
        await ShouldGoOnAsync();
    }

    [Theory]
    [InlineData("""{"type":"dance",{0}}""")]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"},null],{0}}""")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[null,{"id":null},{"id":"bot"}],{0}}""")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"somebody-new"}],{0}}""")]
    [InlineData("""{"type":"event","name":"x","value":[1,2],{0}}""")]
    [InlineData("""{"type":"endOfConversation",{0}}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"x"}],{0}}""")]
    [InlineData("""{"type":"message","value":{"say":7},{0}}""")]
    [InlineData("""{"type":"message","value":[[]],"entities":[{"type":"mention"},null,{"type":"mention","mentioned":{},"text":"x"}],"text":"hola",{0}}""")]
    [InlineData("""{"type":"message","text":"","locale":"zz-!!","localTimezone":"Mars/Base","timestamp":"never",{0}}""")]
    public async Task Unusual_activities_are_taken_or_refused_and_never_fail(string activity)
    {
        var (status, said) = await PostAsync(Encoding.UTF8.GetBytes(activity.Replace("{0}", Routing, StringComparison.Ordinal)));

        status.ShouldBeInRange(200, 499, said);
        await ShouldGoOnAsync();
    }

    [Theory]
    [InlineData("""  "x" """)]
    [InlineData("""  null """)]
    [InlineData("""  7 """)]
    [InlineData("""  {} """)]
    [InlineData("""  {"action":7} """)]
    [InlineData("""  {"action":{"type":"Action.Execute","verb":"rm","data":"x"}} """)]
    [InlineData("""  {"action":{"type":"Action.Execute","data":{"say":7,"confirmation":[]}}} """)]
    [InlineData("""  {"action":{"type":"Action.Execute","data":{"say":"","confirmation":"x"}}} """)]
    [InlineData("""  {"action":{"type":"Action.Execute","data":{"say":"sí","confirmation":"of somebody else"}}} """)]
    public async Task Garbage_in_a_card_action_is_answered_as_a_card_action(string value)
    {
        var (status, said) = await PostAsync(Encoding.UTF8.GetBytes($$"""{"type":"invoke","name":"adaptiveCard/action","serviceUrl":"http://localhost:9/","value":{{value}},{{Routing}}}"""));

        status.ShouldBe(200, said);
        using var answer = JsonDocument.Parse(said);
        answer.RootElement.GetProperty("statusCode").GetInt32().ShouldBeOneOf(200, 400);
        answer.RootElement.GetProperty("value").ToString().ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("Host: evil.example", 403)]
    [InlineData("Host: 169.254.169.254", 403)]
    [InlineData("Host: localhost:99999999", 400)]
    [InlineData("Host: a b", 400)]
    [InlineData("Host: <script>", 400)]
    [InlineData("Host:", 403)]
    [InlineData("X-No: host", 400)]
    [InlineData("Host: localhost\r\nHost: evil.example", 400)]
    [InlineData("Host: localhost\r\nOrigin: https://evil.example", 403)]
    [InlineData("Host: localhost\r\nX-Forwarded-For: 8.8.8.8", 403)]
    public async Task A_weird_host_or_origin_is_refused(string headers, int status)
    {
        var answer = await SendRawAsync($"POST /api/messages HTTP/1.1\r\n{headers}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}");

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        await ShouldGoOnAsync();
    }

    [Theory]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("POST /api/messages HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    [InlineData("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: x\r\n\r\n")]
    [InlineData("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n")]
    public async Task Requests_that_are_no_HTTP_are_refused(string request)
    {
        (await SendRawAsync(request)).ShouldMatch("^HTTP/1.1 (4[0-9][0-9]|505) ");
        await ShouldGoOnAsync();
    }

    [Fact]
    public async Task A_caller_who_hangs_up_in_the_middle_hurts_nobody()
    {
        for (var i = 0; i < 20; i++)
        {
            using var caller = new TcpClient();
            await caller.ConnectAsync(running.Service.Address.Host, running.Service.Address.Port);
            await caller.GetStream().WriteAsync("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"type\""u8.ToArray());
            caller.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await ShouldGoOnAsync();
        running.Service.Diagnostics.ShouldNotContain("xception", Case.Insensitive, running.Service.Diagnostics);
    }

    public void Dispose() => _http.Dispose();

    private static string OfSize(int bytes)
    {
        var start = $$"""{"type":"message","id":"big","text":"hola",{{Routing}},"channelData":" """;
        return start + new string('x', bytes - start.Length - 2) + "\"}";
    }

    private static void ShouldExplain(string body, string of)
    {
        using var json = JsonDocument.Parse(body.Length > 0 ? body : "{}");
        json.RootElement.TryGetProperty("error", out var error).ShouldBeTrue($"{of}: {body}");
        error.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("message").GetString()!.Length.ShouldBeGreaterThan(10);
        body.ShouldNotContain("   at ");
    }

    private Uri Address(string path) => new(running.Service.Address, path);

    private async Task<(int Status, string Body)> PostAsync(byte[] body, string? type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.ContentType = new(type);
        using var answer = await _http.PostAsync(Address("/api/messages"), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> SendRawAsync(string request)
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(running.Service.Address.Host, running.Service.Address.Port);
        await using var stream = caller.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(patience.Token);
    }

    private async Task ShouldGoOnAsync()
    {
        using var camila = new Person("camila", "well");
        (await camila.SayAsync(running.Service, "hola", Guid.NewGuid().ToString("N"))).ShouldNotBeEmpty();
    }
}
