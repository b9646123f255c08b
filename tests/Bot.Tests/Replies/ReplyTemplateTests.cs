using PmBot.Bot.Replies;

namespace PmBot.Bot.Tests.Replies;

public sealed class ReplyTemplateTests
{
    [Theory]
    [InlineData("sin huecos", "sin huecos")]
    [InlineData("{name}", "Ana")]
    [InlineData("Hola, {name}: {count} {count|tarea|tareas}.", "Hola, Ana: 2 tareas.")]
    public void Render_fills_the_holes(string template, string expected) =>
        ReplyTemplate.Parse(template).Render([("name", "Ana"), ("count", 2)]).ShouldBe(expected);

    [Theory]
    [InlineData(0, "tareas")]
    [InlineData(1, "tarea")]
    [InlineData(11, "tareas")]
    public void Render_picks_the_word_by_number(int count, string expected) =>
        ReplyTemplate.Parse("{count|tarea|tareas}").Render([("count", count)]).ShouldBe(expected);

    [Fact]
    public void Render_takes_what_people_wrote_as_it_is() =>
        ReplyTemplate.Parse("«{name}»").Render([("name", "{count} {x|y|z} }{")]).ShouldBe("«{count} {x|y|z} }{»");

    [Fact]
    public void Render_without_an_argument_is_a_bug_and_throws() =>
        Should.Throw<InvalidOperationException>(() => ReplyTemplate.Parse("{name}").Render([]));

    [Theory]
    [InlineData("abierta {name")]
    [InlineData("{}")]
    [InlineData("{a|b}")]
    public void Parse_refuses_a_malformed_hole(string template) => Should.Throw<FormatException>(() => ReplyTemplate.Parse(template));
}
