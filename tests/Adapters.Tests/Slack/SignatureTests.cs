using System.Text;
using PmBot.Adapters.Slack;

namespace PmBot.Adapters.Tests.Slack;

public sealed class SignatureTests
{
    // The worked example of Slack's own page on verifying requests.
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    [Fact]
    public void The_published_example_is_genuine() => SlackSignature.IsGenuine(Secret, Timestamp, Signature, Body, Then).ShouldBeTrue();

    [Fact]
    public void What_is_written_is_what_is_read() => SlackSignature.Of(Secret, Timestamp, Body).ShouldBe(Signature);

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void Five_minutes_are_near_enough_in_both_directions(int seconds, bool genuine) =>
        SlackSignature.IsGenuine(Secret, Timestamp, Signature, Body, Then.AddSeconds(seconds)).ShouldBe(genuine);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5")]
    [InlineData("v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void Anything_else_is_not(string? signature) => SlackSignature.IsGenuine(Secret, Timestamp, signature, Body, Then).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1531420618")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_time_that_is_none_is_not_fresh(string? timestamp) => SlackSignature.IsFresh(timestamp, Then).ShouldBeFalse();

    [Fact]
    public void Another_body_another_time_another_secret_break_it()
    {
        SlackSignature.IsGenuine(Secret, Timestamp, Signature, Body.AsSpan(1), Then).ShouldBeFalse();
        SlackSignature.IsGenuine(Secret, "1531420619", Signature, Body, Then).ShouldBeFalse();
        SlackSignature.IsGenuine(Secret[1..], Timestamp, Signature, Body, Then).ShouldBeFalse();
    }
}
