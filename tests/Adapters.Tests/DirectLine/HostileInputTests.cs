using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed class HostileInputTests
{
    public static TheoryData<string> BadBodies => new(
        "", " ", "null", "[]", "1", "\"x\"", "{", "{}", """{"type":""}""", """{"type":1}""", """{"type":"message","text":5}""", """{"type":"message","from":"ana"}""",
        """{"type":"message","text":"\ud800"}""", """{"type":"message","channelData":{"x":"\uDC00"}}""", """{"type":"message","channelData":{"\ud800":1}}""",
        """{"type":"message","channelData":{"clientActivityID":"\ud800"}}""", """{"type":"message","timestamp":"yesterday"}""",
        """{"type":"conversationUpdate","membersAdded":[{"id":"dl_eve"}]}""", """{"type":"installationUpdate"}""", """{"type":"invokeResponse"}""",
        $$"""{"type":"message","channelData":{{new string('[', 300)}}{{new string(']', 300)}}}""", $$"""{"type":"{{new string('x', 65)}}"}""");

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_that_is_no_activity_is_a_bad_request(string body)
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        var answer = await chat.PostAsync(body);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe("BadArgument");
        (await chat.ReadAsync()).Activities.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_types_and_sizes_that_do_not_fit_are_refused()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        using var broken = new ByteArrayContent([.. """{"type":"message","text":" """u8, 0xC3, 0x28, .. "\"}"u8]);
        broken.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var plain = new StringContent("""{"type":"message","text":"x"}""", Encoding.UTF8, "text/plain");

        (await server.PostAsync($"{chat.Path}/activities", chat.Token, broken)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.PostAsync($"{chat.Path}/activities", chat.Token, plain)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await chat.PostAsync(new { type = "message", text = "x", channelData = new string('x', 262_144) })).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Ids_that_are_too_long_or_odd_open_nothing_and_break_nothing()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        foreach (var id in new[] { new string('a', 4000), "%2e%2e%2f", "%00", "a%7Cb", "..", "%F0%9F%92%A9", "%FF", "'%20or%201=1" })
        {
            var answer = await server.GetAsync($"/v3/directline/conversations/{id}/activities", chat.Token);
            ((int)answer.Status).ShouldBeInRange(400, 405, id);
        }
        foreach (var watermark in new[] { "-", "--1", "x-99999999999999999999999", "0000a-42", new string('9', 3000), "%00", "1-2-3", "💩" })
        {
            (await server.GetAsync($"{chat.Path}/activities?watermark={watermark}", chat.Token)).Status.ShouldBe(HttpStatusCode.OK, watermark);
        }
    }

    [Fact]
    public async Task Whatever_strings_come_they_are_echoed_or_refused()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [("DirectLine:MessagesPerSecond", "100000")]);
        var chat = await server.OpenAsync();
        foreach (var text in Gen.Sample(ArbMap.Default.ArbFor<string>().Generator, 300, 200))
        {
            var answer = await chat.PostAsync(new { type = "message", text, channelData = new { clientActivityID = text, text } });
            ((int)answer.Status).ShouldBeOneOf(200, 400);
        }
    }

    [Fact]
    public void A_watermark_survives_the_way_to_the_client_and_back() => Prop.ForAll<long>(number =>
    {
        var mark = new Watermark("0a1b2c3d4e", Math.Abs(number % long.MaxValue));
        return Watermark.Parse(mark.ToString()) == mark;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_some_watermark() => Prop.ForAll<string>(text => Watermark.Parse(text).Sequence >= 0).QuickCheckThrowOnFailure();
}
