using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Json.Schema;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Adapters.Slack.Views;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class ViewTests
{
    private static readonly Lazy<JsonSchema?> Views = new(() => RendererTests.Schema("""{ "allOf": [ { "$ref": "#/definitions/View" } ] }"""));

    [Fact]
    public void Every_card_is_a_form_and_a_home_page_within_the_limits() => Prop.ForAll(Contents.Cards.ToArbitrary(), card =>
    {
        foreach (var view in Of(card)) BlockKit.ViewFaults(view).ShouldBeEmpty(card.ToJsonString());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [SkippableFact]
    public void Every_form_and_home_page_is_of_the_published_schema()
    {
        Skip.If(Views.Value is null, "The published Block Kit schema is not on this machine.");
        foreach (var view in Contents.Cards.Sample(300, 60).SelectMany(Of)) Views.Value!.Evaluate(JsonElement.Parse(view.ToJsonString())).IsValid.ShouldBeTrue(view.ToJsonString());
    }

    [Theory]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","fallbackText":"Tarea 7","body":[{"type":"Unknown.Element","text":7}],"actions":[]}""", "Tarea 7")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[]}""", "…")]
    public void A_form_of_which_nothing_can_be_shown_says_what_it_is(string card, string text)
    {
        var view = ViewRenderer.Modal(JsonElement.Parse(card), "Tarea", new SlackForm("task/submit", new SlackPlace("T1", "C1")), SlackWords.Of(new Echo(), "es"));

        BlockKit.ViewFaults(view).ShouldBeEmpty();
        view["blocks"]![0]!["text"]!["text"]!.GetValue<string>().ShouldBe(text);
    }

    [Fact]
    public void A_form_remembers_what_it_is_for_however_long_that_is()
    {
        var place = new SlackPlace("T1", "C1") { Thread = "1.2", ResponseUrl = "https://hooks.slack.com/" + new string('x', 200) };
        var message = new JsonObject { ["id"] = "1.2", ["linkToMessage"] = "https://example.slack.com/a", ["body"] = new JsonObject { ["content"] = new string('ñ', 4_000) } };

        var metadata = new SlackForm("task/submit", place, "createTask", new JsonObject { ["task"] = 7 }, message, "1.5").ToMetadata();

        metadata.Length.ShouldBeLessThanOrEqualTo(3_000);
        var form = SlackForm.Read(metadata).ShouldNotBeNull();
        (form.Name, form.Place, form.Command, form.Card).ShouldBe(("task/submit", place, "createTask", "1.5"));
        form.Data!.ToJsonString().ShouldBe("""{"task":7}""");
        form.Message!["linkToMessage"]!.GetValue<string>().ShouldBe("https://example.slack.com/a");
    }

    private static IEnumerable<JsonObject> Of(JsonObject card)
    {
        var words = SlackWords.Of(new Echo(), "es");
        var content = JsonElement.Parse(card.ToJsonString());
        yield return ViewRenderer.Modal(content, card["body"]!.ToJsonString(), new SlackForm("task/submit", new SlackPlace("T1", "C1")), words);
        var shown = new Activity { Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = content }] };
        if (MessageRenderer.Blocks(shown).Blocks is { Count: > 0 } blocks) yield return ViewRenderer.Home(blocks);
    }

    private sealed class Echo : ISlackTexts
    {
        public string Say(string language, string key) => key;
    }
}
