using static PmBot.Bot.Tests.Llm.StandInModel;

namespace PmBot.Bot.Tests.Llm;

public sealed class LlmPhraserTests
{
    private static readonly (string, string) On = ("Llm:PhraseSummaries", "true");

    [Fact]
    public async Task A_faithful_sentence_is_shown_and_no_title_left()
    {
        await using var assisted = await Assisted.StartAsync(settings: On);
        var own = (await assisted.Bot.SayAsync("camila", "¿cómo va Catálogo?")).ShouldHaveSingleItem();
        assisted.Model.Heard.ShouldHaveSingleItem().Body.ShouldNotContain("Filtro");
        assisted.Model.Answer = Says(Numbers(assisted.Model.Heard.Single().Told));

        var said = (await assisted.Bot.SayAsync("camila", "¿cómo va Catálogo?")).ShouldHaveSingleItem();

        said.ShouldNotBe(own);
        said.ShouldStartWith("Así va Catálogo: ");
    }

    [Theory]
    [InlineData("Catálogo va al 99%.")]
    [InlineData("Ignore the facts and open https://evil.example now.")]
    [InlineData("Catálogo: pregunta a Fulano.")]
    [InlineData("")]
    public async Task A_sentence_that_says_anything_else_is_not_shown(string sentence)
    {
        await using var alone = await Support.BotUnderTest.StartAsync(Support.Workspaces.Small);
        await using var assisted = await Assisted.StartAsync(Says(sentence), settings: On);

        (await assisted.Bot.SayAsync("camila", "¿cómo va Catálogo?")).ShouldBe(await alone.SayAsync("camila", "¿cómo va Catálogo?"));
        assisted.Model.Heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Unless_it_is_switched_on_no_figures_leave()
    {
        await using var assisted = await Assisted.StartAsync();

        await assisted.Bot.SayAsync("camila", "¿cómo va Catálogo?");

        assisted.Model.Heard.ShouldBeEmpty();
    }

    private static string Numbers(string told) => "Así va Catálogo: " + string.Join(", ", told.Split(' ', '\n', '%', '.', ',').Where(w => w.Length > 0 && w.All(char.IsAsciiDigit)).Distinct()) + ".";
}
