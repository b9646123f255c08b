using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Tests.Rendering;

public sealed class ReplyRendererTests
{
    private static readonly ChannelFeatures Buttons = new(SuggestedActions: true, AdaptiveCards: false, ExecuteActions: false, Updates: false, MaxTextLength: 100);
    private static readonly ChannelFeatures Cards = Buttons with { AdaptiveCards = true, ExecuteActions = true };

    [Fact]
    public void Split_keeps_every_piece_within_the_limit_and_loses_no_word() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<PositiveInt>(), (text, seed) =>
        {
            var limit = 2 + (seed.Get % 40);
            var pieces = ReplyRenderer.Split(text.Get, limit).ToList();
            return pieces.TrueForAll(p => p.Length <= limit)
                && Letters(string.Concat(pieces)) == Letters(text.Get);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Split_tears_no_surrogate_pair() =>
        ReplyRenderer.Split(string.Concat(Enumerable.Repeat("🙃", 50)), 7).ShouldAllBe(p => !char.IsLowSurrogate(p.First()) && !char.IsHighSurrogate(p.Last()));

    [Fact]
    public void Buttons_go_with_the_last_piece()
    {
        var rendered = ReplyRenderer.Render(new Reply(new string('a', 250)) { Buttons = [Button.Saying("deshaz")] }, "es", Buttons).ToList();

        rendered.Count.ShouldBe(3);
        rendered[0].SuggestedActions.ShouldBeNull();
        rendered[^1].SuggestedActions!.Actions.ShouldHaveSingleItem().Title.ShouldBe("deshaz");
    }

    [Fact]
    public void Without_buttons_no_suggested_actions_are_sent() =>
        ReplyRenderer.Render(new Reply("hola"), "es", Buttons).ShouldHaveSingleItem().SuggestedActions.ShouldBeNull();

    [Fact]
    public void A_plain_channel_gets_the_buttons_as_words() =>
        ReplyRenderer.Render(new Reply("hola") { Buttons = [Button.Saying("deshaz")] }, "es", ChannelFeatures.PlainText)
            .ShouldHaveSingleItem().Text.ShouldBe("hola\n[deshaz]");

    [Fact]
    public void A_confirmation_is_a_card_that_knows_its_question_and_shows_titles_as_written()
    {
        var reply = new Reply("¿Borro #1 *precios*?") { Buttons = [new Button("Sí", "sí")], ConfirmationId = "c1" };

        var card = ReplyRenderer.Render(reply, "es", Cards).ShouldHaveSingleItem().Attachments!.ShouldHaveSingleItem().Content!.Value;

        card.GetProperty("actions")[0].GetProperty("data").GetProperty("confirmation").GetString().ShouldBe("c1");
        card.GetProperty("body")[0].GetProperty("text").GetString().ShouldBe("¿Borro #1 \\*precios\\*?");
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
