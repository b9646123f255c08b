using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Json.Schema;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class RendererTests
{
    private static readonly Lazy<JsonSchema?> Blocks = new(() => Schema("""{ "type": "array", "items": { "$ref": "#/definitions/KnownBlock" } }"""));

    [Fact]
    public void A_text_alone_needs_no_blocks()
    {
        var message = MessageRenderer.Render(new Activity { Text = "#7 <b> & *hola*", TextFormat = "plain" }).ShouldHaveSingleItem();

        message.ShouldBe(new SlackMessage("#7 &lt;b&gt; &amp; *hola*", null, Mrkdwn: false));
    }

    [Fact]
    public void Buttons_say_their_words_and_go_when_pressed()
    {
        var message = MessageRenderer.Render(new Activity { Text = "¿Para quién?", TextFormat = "plain", SuggestedActions = new() { Actions = [new() { Title = "Ana", Value = Json("\"para Ana\"") }] } }).ShouldHaveSingleItem();

        var actions = message.Blocks!.Single(b => b!["type"]!.GetValue<string>() == "actions")!;
        actions["block_id"]!.GetValue<string>().ShouldStartWith("once");
        SlackButton.Read(actions["elements"]![0]!["value"]!.GetValue<string>()).ShouldBe(new SlackButton(SlackButtonKind.Say, "para Ana"));
    }

    [Fact]
    public void A_card_keeps_what_its_buttons_do()
    {
        var card = Json("""
            { "type": "AdaptiveCard", "version": "1.5", "fallbackText": "f", "body": [
              { "type": "TextBlock", "text": "¿Borro la \\#7?", "weight": "Bolder" },
              { "type": "FactSet", "facts": [ { "title": "Para", "value": "Diego" } ] },
              { "type": "ColumnSet", "columns": [ { "type": "Column", "width": "auto", "items": [ { "type": "TextBlock", "text": "1." } ] }, { "type": "Column", "width": "stretch", "items": [ { "type": "TextBlock", "text": "#7 Revisar" } ] } ],
                "selectAction": { "type": "Action.Submit", "title": "#7", "data": { "say": "muéstrame la 7", "msteams": { "type": "imBack", "value": "muéstrame la 7" } } } } ],
              "actions": [ { "type": "Action.Execute", "title": "Sí", "verb": "say", "data": { "say": "sí", "confirmation": "q1" } }, { "type": "Action.Submit", "title": "Editar", "data": { "task": 7, "msteams": { "type": "task/fetch" } } } ] }
            """);

        var message = MessageRenderer.Render(Card(card, "¿Borro la #7?")).ShouldHaveSingleItem();

        message.Text.ShouldBe("¿Borro la #7?");
        var blocks = message.Blocks!.ToJsonString();
        blocks.ShouldContain("1. #7 Revisar");
        var row = message.Blocks!.Single(b => b!["accessory"] is not null)!;
        SlackButton.Read(row["accessory"]!["value"]!.GetValue<string>()).ShouldBe(new SlackButton(SlackButtonKind.Say, "muéstrame la 7"));
        var buttons = message.Blocks![^1]!["elements"]!.AsArray().Select(e => SlackButton.Read(e!["value"]!.GetValue<string>())!).ToList();
        buttons[0].ShouldSatisfyAllConditions(b => b.Kind.ShouldBe(SlackButtonKind.Act), b => b.Verb.ShouldBe("say"), b => b.Data!["confirmation"]!.GetValue<string>().ShouldBe("q1"));
        buttons[1].ShouldSatisfyAllConditions(b => b.Kind.ShouldBe(SlackButtonKind.Form), b => b.Data!.ToJsonString().ShouldBe("""{"task":7}"""));
    }

    [Fact]
    public void Every_content_stays_within_the_limits()
    {
        Prop.ForAll(Contents.Cards.ToArbitrary(), card =>
        {
            foreach (var message in MessageRenderer.Render(Card(Json(card.ToJsonString()), "resumen")))
                BlockKit.MessageFaults(Sent(message)).ShouldBeEmpty(card.ToJsonString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void Every_text_stays_within_the_limits_and_nothing_of_it_is_lost()
    {
        Prop.ForAll(Contents.Texts.ToArbitrary(), text =>
        {
            var activity = new Activity { Text = text, TextFormat = "plain" };
            var pages = MessageRenderer.Render(activity);
            foreach (var page in pages) BlockKit.MessageFaults(Sent(page)).ShouldBeEmpty();
            var words = string.Concat(pages.Select(p => p.Text)).Replace("&amp;", "&", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
            if (text.Trim().Length > 0) Bare(words).ShouldBe(Bare(text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [SkippableFact]
    public void Every_content_is_of_the_published_schema()
    {
        Skip.If(Blocks.Value is null, "The published Block Kit schema is not on this machine.");
        var cards = Contents.Cards.Sample(1_000, 60);
        foreach (var blocks in cards.SelectMany(card => MessageRenderer.Render(Card(Json(card.ToJsonString()), "resumen"))).Select(m => m.Blocks).OfType<JsonArray>())
        {
            var result = Blocks.Value!.Evaluate(Json(blocks.ToJsonString()));
            result.IsValid.ShouldBeTrue(blocks.ToJsonString());
        }
    }

    /// <summary>The published schema with another root, or null where it is missing.</summary>
    internal static JsonSchema? Schema(string root)
    {
        var file = Sample.SharedFolder() is { } shared ? Path.Combine(shared, "specs", "slack-discord", "slack-block-kit.schema.json") : null;
        if (file is null || !File.Exists(file)) return null;
        var schema = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(root)!.AsObject()) schema[name] = value?.DeepClone();
        return JsonSchema.FromText(schema.ToJsonString());
    }

    private static JsonObject Sent(SlackMessage message)
    {
        var sent = new JsonObject { ["text"] = message.Text };
        if (message.Blocks is { } blocks) sent["blocks"] = blocks.DeepClone();
        return sent;
    }

    private static Activity Card(JsonElement card, string summary) => new() { Summary = summary, Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = card }] };

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
