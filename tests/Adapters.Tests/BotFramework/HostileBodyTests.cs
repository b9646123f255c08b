using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class HostileBodyTests
{
    public static TheoryData<string> Refused => new()
    {
        "", " ", "{", "[]", "[{\"type\":\"message\"}]", "null", "42", "\"text\"", "not json", "{\"type\":\"message\"", "{}", "{\"type\":null}", "{\"type\":\"\"}",
        "{\"type\":5}", "{\"type\":\"message\"}", "{\"type\":\"ping\"} {}", "{\"type\":\"ping\"}]", "{\"type\":\"ping\",}", "{\"type\":\"ping\",\"conversation\":\"abc\"}",
        "{\"type\":\"ping\",\"from\":[]}", "{\"type\":\"ping\",\"from\":{\"id\":7}}", "{\"type\":\"ping\",\"text\":{}}", "{\"type\":\"ping\",\"timestamp\":\"yesterday\"}",
        "{\"type\":\"ping\",\"timestamp\":1e400}", "{\"type\":\"ping\",\"membersAdded\":{}}", "{\"type\":\"ping\",\"entities\":[5]}",
        "{\"type\":\"ping\",\"id\":\"a\\nb\"}", "{\"type\":\"ping\",\"id\":\"..\"}",
        "{\"type\":\"ping\",\"text\":\"\\ud800\"}", "{\"type\":\"ping\",\"text\":\"\\udc00\\ud800\"}", "{\"type\":\"ping\",\"\\ud800\":1}",
        "{\"type\":\"ping\",\"channelData\":{\"a\":\"\\uD83D x\"}}", "{\"type\":\"ping\",\"id\":\"" + new string('x', 513) + "\"}",
        "{\"type\":\"ping\",\"channelData\":" + new string('[', 500) + new string(']', 500) + "}",
        new string('[', 100_000),
        Sample.Message().Replace("\"c1|livechat\"", "\"\"", StringComparison.Ordinal),
        Sample.Message().Replace("\"u1\"", "null", StringComparison.Ordinal),
        Sample.Message().Replace("\"emulator\"", "null", StringComparison.Ordinal),
        Sample.Message().Replace("\"c1|livechat\"", "\"..\"", StringComparison.Ordinal),
    };

    public static TheoryData<string> Taken => new()
    {
        "{\"type\":\"ping\"}", "\uFEFF{\"type\":\"ping\"}", " {\"type\":\"ping\"} \n", "{\"type\":\"ping\",\"type\":\"typing\"}",
        "{\"type\":\"ping\",\"x\":1,\"x\":2,\"channelData\":{\"a\":1,\"a\":2}}", "{\"type\":\"ping\",\"value\":1e999999}",
        "{\"type\":\"ping\",\"channelData\":" + new string('9', 10_000) + "}", "{\"type\":\"ping\",\"text\":\"\\ud83d\\ude00 \\\\ud800\"}",
        "{\"type\":\"ping\",\"attachments\":null,\"entities\":[],\"from\":null,\"text\":null,\"membersAdded\":[null],\"suggestedActions\":{\"actions\":null}}",
        "{\"type\":\"" + new string('x', 512) + "\"}",
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_body_that_is_no_activity_is_refused_with_a_reason(string body)
    {
        await using var bot = await BotServer.StartEchoAsync();

        using var response = await bot.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        error.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task An_odd_but_valid_activity_is_taken(string body)
    {
        await using var bot = await BotServer.StartEchoAsync();

        using var response = await bot.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var bot = await BotServer.StartEchoAsync();
        using var content = new ByteArrayContent([.. "{\"type\":\"ping\",\"channelData\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        using var response = await bot.PostAsync(content, token: null, []);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_256_KiB_is_too_large_with_and_without_a_length(bool withLength)
    {
        await using var bot = await BotServer.StartEchoAsync();
        using HttpContent content = withLength ? new ByteArrayContent(Big(1)) : new StreamContent(new EndlessStream(ActivityBody.MaxBytes + 1));
        content.Headers.ContentType = new("application/json");

        using var response = await bot.PostAsync(content, token: null, []);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_of_256_KiB_is_taken()
    {
        await using var bot = await BotServer.StartEchoAsync();
        using var content = new ByteArrayContent(Big(0));
        content.Headers.ContentType = new("application/json");

        using var response = await bot.PostAsync(content, token: null, []);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/jsonp", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("Application/JSON; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/vnd.microsoft.activity+json", HttpStatusCode.OK)]
    public async Task The_body_must_be_said_to_be_json(string? type, HttpStatusCode status)
    {
        await using var bot = await BotServer.StartEchoAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"type\":\"ping\"}"));
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await bot.PostAsync(content, token: null, []);

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Deep_data_that_was_taken_can_be_sent_back()
    {
        // 64 is as deep as the parser goes; the answer wraps it in two levels more.
        var deep = new string('[', 60) + new string(']', 60);
        await using var bot = await BotServer.StartEchoAsync();
        var body = Sample.ExpectingReplies().Replace("\"c1|livechat\"", $"\"c1\",\"more\":{deep}", StringComparison.Ordinal);

        using var response = await bot.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain(deep);
    }

    [Fact]
    public void Any_bytes_give_an_activity_or_a_refusal_and_never_an_exception()
    {
        var fragments = Gen.Elements(
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "null", "true", "-1e9", "\"type\"", "\"message\"", "\"from\"", "\"conversation\"",
            "\"id\"", "\"entities\"", "\"value\"", "\"timestamp\"", "\"2026-03-03T00:00:00Z\"", "ñ", "\u0000", " ", "{\"type\":\"message\",");
        var texts = fragments.ListOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        var bytes = ArbMap.Default.GeneratorFor<byte[]>().Select(all => all ?? []);

        Check.QuickThrowOnFailure(Prop.ForAll(Gen.OneOf(texts, bytes).ToArbitrary(), body =>
        {
            var (activity, refusal) = ActivityBody.Parse(new ReadOnlySequence<byte>(body));
            return (activity is null) != (refusal is null);
        }));
    }

    [Fact]
    public void A_body_in_pieces_parses_like_one_in_one_piece()
    {
        var body = Encoding.UTF8.GetBytes(Sample.Message("año \\ud83d\\ude00"));
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, body.Length).Two().ToArbitrary(), cut =>
        {
            var (from, to) = cut.Item1 < cut.Item2 ? (cut.Item1, cut.Item2) : (cut.Item2, cut.Item1);
            var (activity, _) = ActivityBody.Parse(Pieces.Of(body[..from], body[from..to], body[to..]));
            return activity?.Text == "año 😀";
        }));
    }

    private static byte[] Big(int over)
    {
        const string Head = "{\"type\":\"ping\",\"text\":\"";
        const string Tail = "\"}";
        return Encoding.UTF8.GetBytes(Head + new string('x', ActivityBody.MaxBytes + over - Head.Length - Tail.Length) + Tail);
    }
}
