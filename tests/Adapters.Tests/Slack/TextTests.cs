using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Tests.Slack;

public sealed class TextTests
{
    [Theory]
    [InlineData("a &amp; b &lt;c&gt;", "a & b <c>")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("revisa <https://example.com/a?b=1&amp;c=2>", "revisa https://example.com/a?b=1&c=2")]
    [InlineData("revisa <http://example.com/a|example.com/a>", "revisa example.com/a")]
    [InlineData("revisa <https://example.com|el tablero>", "revisa el tablero (https://example.com)")]
    [InlineData("a <mailto:ana@example.com|ana@example.com>", "a ana@example.com")]
    [InlineData("en <#C123|general> y <#C9>", "en #general y #C9")]
    [InlineData("<!here> <!channel> <!subteam^S1|@equipo> <!date^1^{date}|ayer>", "@here @channel @equipo ayer")]
    [InlineData("1 < 2", "1 < 2")]
    [InlineData(":+1:", "👍")]
    [InlineData(":+1::skin-tone-3: listo :tada::tada:", "👍 listo 🎉🎉")]
    [InlineData("arreglar el :bug: del login :fire:", "arreglar el 🐛 del login 🔥")]
    [InlineData("a las 10:100:3, de 9:00 a 10:30:, :andes_logo: y :: o a:x:b", "a las 10:100:3, de 9:00 a 10:30:, :andes_logo: y :: o a:x:b")]
    [InlineData("<@U1> :white_check_mark: la 7:", "<@U1> ✅ la 7:")]
    public void What_people_wrote_comes_out_of_Slacks_notation(string slack, string text) => SlackText.Read(slack, []).ShouldBe(text);

    [Fact]
    public void Mentions_stay_and_are_listed()
    {
        List<Entity> mentions = [];

        SlackText.Read("<@U1> asigna esto a <@U2|ana>", mentions).ShouldBe("<@U1> asigna esto a <@U2>");

        mentions.Select(m => (m.Type, m.Text, m.Mentioned!.Id, m.Mentioned.Name)).ShouldBe([("mention", "<@U1>", "U1", null), ("mention", "<@U2>", "U2", "ana")]);
    }

    [Theory]
    [InlineData("**negrita** y *cursiva* y ~~no~~ y `código`", "*negrita* y _cursiva_ y ~no~ y `código`")]
    [InlineData("[el tablero](https://example.com/a)", "<https://example.com/a|el tablero>")]
    [InlineData("[mala](javascript:alert)", "[mala](javascript:alert)")]
    [InlineData("- uno\n- dos", "• uno\n• dos")]
    [InlineData("# Título", "*Título*")]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("DB\\_URL y snake_case_name", "DB_URL y snake_case_name")]
    public void Markdown_becomes_mrkdwn(string markdown, string mrkdwn) => TextObjects.Mark(markdown).ShouldBe(mrkdwn);

    [Fact]
    public void Signs_that_people_wrote_mark_nothing()
    {
        TextObjects.Of("\\*no negrita\\*")["type"]!.GetValue<string>().ShouldBe("plain_text");
        TextObjects.Of("\\*no\\* <b>")["text"]!.GetValue<string>().Replace("\u200B", "", StringComparison.Ordinal).ShouldBe("*no* &lt;b&gt;");
        TextObjects.Of("\\*no\\* <b>")["text"]!.GetValue<string>().ShouldNotStartWith("*");
    }

    [Fact]
    public void Whatever_people_write_never_calls_anybody_and_reads_as_they_wrote_it()
    {
        var text = Gen.Elements("<!channel>", "<@U123>", "<http://evil|bank>", "&amp;", "*", "_", "`", "~", "a", " ", "ñ", "😀", "\n", "@here", "<", ">", "|").ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), written =>
        {
            var out1 = TextObjects.Literal(written);
            var sent = out1["text"]!.GetValue<string>();
            if (out1["type"]!.GetValue<string>() == "mrkdwn") sent.ShouldNotContain("<");
            SlackText.Read(sent, []).Replace("\u200B", "", StringComparison.Ordinal).ShouldBe(written);
        }).QuickCheckThrowOnFailure();
    }
}
