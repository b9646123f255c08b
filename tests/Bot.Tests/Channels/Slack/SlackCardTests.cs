using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Tests.Channels.Slack;

public sealed class SlackCardTests
{
    [Fact]
    public void A_question_keeps_what_its_buttons_confirm()
    {
        var reply = new Reply("¿Borro la #7?") { ConfirmationId = "q1", Buttons = [new Button("Sí", "sí"), new Button("No", "no")] };

        var message = ReplyRenderer.Render(reply, "es", SlackChannel.Features).SelectMany(MessageRenderer.Render).ShouldHaveSingleItem();

        var buttons = message.Blocks![^1]!["elements"]!.AsArray().Select(e => SlackButton.Read(e!["value"]!.GetValue<string>())!).ToList();
        buttons.Select(b => (b.Kind, b.Data!["say"]!.GetValue<string>(), b.Data["confirmation"]!.GetValue<string>()))
            .ShouldBe([(SlackButtonKind.Act, "sí", "q1"), (SlackButtonKind.Act, "no", "q1")]);
    }
}
