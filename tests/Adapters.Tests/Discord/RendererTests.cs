using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Discord.Interactions;
using PmBot.Adapters.Discord.Rendering;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>What is shown: within all limits, whatever a card or a text holds.</summary>
public sealed class RendererTests
{
    private static readonly string[] Pieces =
    [
        "revisar", "los precios", "**negrita**", "\\*no\\*", "__x__", "||oculto||", "@everyone", "<@600000000000000001>", "<#1>", "<:x:1>", "[enlace](https://evil.example)", "https://x.example/a_b_c?d=e_f", "```", "```js", "`c`",
        "\n", "\n\n", "# título", "> cita", "- punto", "-# bajo", "🙃", "👩‍👩‍👧", "مرحبا", "\\", "\u0007", "\u202e", "ñandú", "漢字漢字", "\ud83d", " ", "",
    ];

    private static readonly Gen<string> Words =
        from count in Gen.Choose(0, 14)
        from words in Gen.Elements(Pieces).ListOf(count)
        from times in Gen.Frequency((12, Gen.Constant(1)), (2, Gen.Constant(12)), (1, Gen.Constant(60)))
        select string.Join(' ', Enumerable.Repeat(string.Join(' ', words), times));

    private static readonly Gen<JsonNode> Data = Gen.OneOf(
        Words.Select(w => (JsonNode)JsonValue.Create(w)),
        Words.Select(w => (JsonNode)new JsonObject { ["say"] = w, ["msteams"] = new JsonObject { ["type"] = "imBack", ["value"] = w } }),
        Words.Select(w => (JsonNode)new JsonObject { ["form"] = w, ["msteams"] = new JsonObject { ["type"] = "task/fetch" } }));

    private static readonly Gen<JsonNode> Action = Gen.OneOf(
        from title in Words from data in Data from style in Gen.Elements("positive", "destructive", "default") select (JsonNode)new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = data.DeepClone(), ["style"] = style },
        from title in Words from data in Data from verb in Gen.Elements("say", "refresh", "other") select (JsonNode)new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["title"] = title, ["data"] = data.DeepClone() },
        from title in Words from url in Gen.Elements("https://pmbot.example/t/7", "javascript:alert(1)", "x", "https://pmbot.example/ñ ü") select (JsonNode)new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = url },
        Gen.Constant((JsonNode)new JsonObject { ["type"] = "Action.ToggleVisibility", ["title"] = "x" }));

    private static readonly Gen<JsonNode> Simple = Gen.OneOf(
        from text in Words from weight in Gen.Elements("Default", "Bolder") from size in Gen.Elements("Small", "Default", "Medium") from subtle in Gen.Elements(true, false) from separator in Gen.Elements(true, false)
        select (JsonNode)new JsonObject { ["type"] = "TextBlock", ["text"] = text, ["weight"] = weight, ["size"] = size, ["isSubtle"] = subtle, ["separator"] = separator, ["color"] = "Attention" },
        from title in Words from value in Words from count in Gen.Choose(0, 8)
        select (JsonNode)new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)new JsonObject { ["title"] = title, ["value"] = value })]) },
        from url in Gen.Elements("https://pmbot.example/chart.png", "http://127.0.0.1:3978/chart.png", "/x", "") select (JsonNode)new JsonObject { ["type"] = "Image", ["url"] = url, ["altText"] = "x" },
        from actions in Action.ListOf(3) select (JsonNode)new JsonObject { ["type"] = "ActionSet", ["actions"] = Array(actions) },
        Gen.Constant((JsonNode)new JsonObject { ["type"] = "Media", ["sources"] = new JsonArray() }),
        Gen.Constant((JsonNode)new JsonObject { ["type"] = 7 }));

    private static readonly Gen<JsonNode> Element = Gen.Frequency(
        (4, Simple),
        (3, from first in Simple from second in Simple from action in Action
            select (JsonNode)new JsonObject
            {
                ["type"] = "ColumnSet", ["selectAction"] = action.DeepClone(),
                ["columns"] = new JsonArray(new JsonObject { ["type"] = "Column", ["items"] = new JsonArray(first.DeepClone()) }, new JsonObject { ["type"] = "Column", ["items"] = new JsonArray(second.DeepClone(), first.DeepClone()) }),
            }),
        (1, from items in Simple.ListOf(3) select (JsonNode)new JsonObject { ["type"] = "Container", ["items"] = Array(items) }));

    private static readonly Gen<JsonNode> Input =
        from type in Gen.Elements("Input.Text", "Input.Date", "Input.Number", "Input.Toggle", "Input.ChoiceSet", "Input.Time")
        from id in Gen.Elements("title", "assignee", "due_date", "priority", "x", new string('i', 120))
        from label in Words
        from value in Words
        from flags in Gen.Choose(0, 7)
        from count in Gen.Choose(0, 40)
        select (JsonNode)new JsonObject
        {
            ["type"] = type, ["id"] = id + flags, ["label"] = label, ["placeholder"] = value, ["value"] = value, ["isRequired"] = (flags & 1) == 1, ["isMultiline"] = (flags & 2) == 2, ["isMultiSelect"] = (flags & 4) == 4,
            ["maxLength"] = count * 10,
            ["choices"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject { ["title"] = label, ["value"] = i % 7 == 6 ? value : $"v{i}" })]),
        };

    private static readonly Gen<JsonObject> Card =
        from size in Gen.Frequency((5, Gen.Choose(0, 6)), (1, Gen.Choose(20, 40)))
        from body in Element.ListOf(size)
        from count in Gen.Frequency((5, Gen.Choose(0, 6)), (1, Gen.Choose(20, 45)))
        from actions in Action.ListOf(count)
        from inputs in Gen.Frequency((4, Gen.Constant(new List<JsonNode>())), (1, Input.ListOf(7).Select(l => l.ToList())))
        select new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = Array(body.Concat(inputs)), ["actions"] = Array(actions) };

    private static readonly Gen<Activity> Activities =
        from text in Words
        from format in Gen.Elements("plain", "markdown", null)
        from cards in Gen.Choose(0, 2).SelectMany(n => Card.ListOf(n))
        from suggested in Gen.Frequency((5, Gen.Choose(0, 3)), (1, Gen.Choose(4, 30))).SelectMany(n => Words.ListOf(n))
        select new Activity
        {
            Type = "message", Text = text, TextFormat = format,
            Attachments = [.. cards.Select(c => new Attachment { ContentType = Attachment.AdaptiveCard, Content = JsonElement.Parse(c.ToJsonString()) })],
            SuggestedActions = new SuggestedActions { Actions = [.. suggested.Select(s => new CardAction { Title = s, Value = JsonSerializer.SerializeToElement(s) })] },
        };

    [Fact]
    public void Every_message_is_within_the_limits_whatever_it_says() => Prop.ForAll(Activities.ToArbitrary(), activity =>
    {
        var shown = DiscordRenderer.Render(activity, "Elige…");
        foreach (var message in shown.Messages) PayloadRules.OfMessage(message).ShouldBeEmpty(message.ToJsonString());
        var one = DiscordRenderer.RenderOne(activity, "Elige…").Messages.ShouldHaveSingleItem();
        PayloadRules.OfMessage(one, "MessageEditRequestPartial").ShouldBeEmpty(one.ToJsonString());
        PayloadRules.OfMessage(one, "IncomingWebhookUpdateRequestPartial").ShouldBeEmpty(one.ToJsonString());
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Every_form_is_within_the_limits_whatever_it_asks() => Prop.ForAll((from card in Card from inputs in Input.ListOf(6) select (card, inputs)).ToArbitrary(), drawn =>
    {
        var (card, inputs) = drawn;
        foreach (var input in inputs) card["body"]!.AsArray().Add(input.DeepClone());
        var form = CardForm.Of(JsonElement.Parse(card.ToJsonString()), "task/submit", null).ShouldNotBeNull();
        var kept = new List<KeptData>();
        var token = ComponentToken.Write(ComponentKind.Form, 0, form, kept);
        var modal = CardForm.Modal(JsonElement.Parse(form.ToJsonString()), null, token);
        PayloadRules.OfCallback(Callbacks.Modal(modal)).ShouldBeEmpty(modal.ToJsonString());
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void What_people_wrote_is_shown_as_they_wrote_it() => Prop.ForAll(Words.ToArbitrary(), text =>
    {
        var shown = DiscordText.Escape(text);
        Unescaped(shown).ShouldBe(new string([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]));
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [InlineData("@everyone **hola** <@1> `x`", "@everyone \\*\\*hola\\*\\* \\<@1> \\`x\\`")]
    [InlineData("# a\n> b\n- c\n#7 d", "\\# a\n\\> b\n\\- c\n#7 d")]
    [InlineData("https://x.example/a_b_c y_z", "https://x.example/a_b_c y\\_z")]
    [InlineData("||x|| ~~y~~ [a](b)", "\\|\\|x\\|\\| \\~\\~y\\~\\~ \\[a\\](b)")]
    public void Markup_in_plain_text_is_escaped(string text, string expected) => DiscordText.Escape(text).ShouldBe(expected);

    [Theory]
    [InlineData("-# nota", "\\-# nota")]
    [InlineData("a\n\n-# nota", "a\n\\-# nota")]
    [InlineData("a -# b", "a -# b")]
    [InlineData("||x|| <@1> \\*", "\\|\\|x\\|\\| \\<@1> \\*")]
    public void What_is_no_mark_in_a_card_is_none_here(string card, string expected) => DiscordText.OfCard(card).ShouldBe(expected);

    [Fact]
    public void Long_text_is_cut_at_line_ends_and_loses_nothing()
    {
        var text = string.Join('\n', Enumerable.Range(1, 400).Select(i => $"línea {i} con algo de texto"));
        var pieces = DiscordText.Split(text, 2000);

        pieces.Count.ShouldBeGreaterThan(4);
        pieces.ShouldAllBe(p => p.Length <= 2000);
        string.Join('\n', pieces).ShouldBe(text);
    }

    [Fact]
    public void A_code_fence_that_is_cut_is_closed_and_opened_again()
    {
        var text = "antes\n```log\n" + string.Join('\n', Enumerable.Range(1, 300).Select(i => $"12:00:{i % 60:00} deploy paso {i}")) + "\n```\ndespués";
        var pieces = DiscordText.Split(text, 2000);

        pieces.Count.ShouldBeGreaterThan(3);
        foreach (var piece in pieces)
        {
            piece.Length.ShouldBeLessThanOrEqualTo(2000);
            (piece.Split("```").Length % 2).ShouldBe(1);
        }

        pieces[1].ShouldStartWith("```log\n");
        pieces[^1].ShouldEndWith("después");
    }

    [Fact]
    public void No_piece_of_a_text_leaves_a_fence_open() => Prop.ForAll(Gen.Choose(1, 5).SelectMany(n => Words.ListOf(n)).Select(w => string.Join('\n', w)).ToArbitrary(), text =>
    {
        if (text.Split("```").Length % 2 == 0) text += "\n```";
        var pieces = DiscordText.Split(text, 200);
        foreach (var piece in pieces) (piece.Length <= 200 && piece.Split("```").Length % 2 == 1).ShouldBeTrue($"{piece.Length}: {piece}");
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_task_card_reads_as_one()
    {
        var card = JsonElement.Parse(
            """
            {"type":"AdaptiveCard","version":"1.5","body":[
              {"type":"TextBlock","text":"Catálogo","size":"Small","isSubtle":true},
              {"type":"ColumnSet","columns":[
                {"type":"Column","items":[{"type":"TextBlock","text":"#7 Filtro \\*por\\* color","weight":"Bolder","size":"Medium"}]},
                {"type":"Column","items":[{"type":"TextBlock","text":"en curso","color":"Accent"}]}]},
              {"type":"FactSet","facts":[{"title":"Responsable","value":"Diego Rojas"}]}],
             "actions":[
              {"type":"Action.Execute","title":"Hecha","verb":"say","data":{"say":"la 7 está lista","task":7}},
              {"type":"Action.Submit","title":"Editar","data":{"msteams":{"type":"task/fetch"},"form":"edit_task","task":7}}]}
            """);
        var message = DiscordRenderer.Render(new Activity { Type = "message", Attachments = [new() { ContentType = Attachment.AdaptiveCard, Content = card }] }).Messages.ShouldHaveSingleItem();

        message["embeds"]![0]!["description"]!.GetValue<string>().ShouldBe("-# Catálogo\n**#7 Filtro \\*por\\* color** en curso\n**Responsable:** Diego Rojas");
        var buttons = message["components"]![0]!["components"]!.AsArray();
        buttons.Select(b => b!["custom_id"]!.GetValue<string>()).ShouldBe(["""e0:{"say":"la 7 está lista","task":7}""", """f1:{"form":"edit_task","task":7}"""]);
    }

    [Fact]
    public void Lines_of_a_list_become_choices()
    {
        var rows = string.Join(',', Enumerable.Range(1, 30).Select(i =>
            "{\"type\":\"ColumnSet\",\"columns\":[{\"type\":\"Column\",\"items\":[{\"type\":\"TextBlock\",\"text\":\"#" + i + " Tarea " + i + "\"}]}],\"selectAction\":{\"type\":\"Action.Submit\",\"data\":{\"say\":\"muestra la " + i + "\"}}}"));
        var card = JsonElement.Parse($$"""{"type":"AdaptiveCard","body":[{{rows}}],"actions":[{"type":"Action.Submit","title":"más","data":"más"}]}""");
        var message = DiscordRenderer.Render(new Activity { Type = "message", Attachments = [new() { ContentType = Attachment.AdaptiveCard, Content = card }] }, "Elige una").Messages.ShouldHaveSingleItem();

        var components = message["components"]!.AsArray();
        components.Count.ShouldBe(3);
        components.Sum(r => r!["components"]![0]!["options"]?.AsArray().Count ?? 0).ShouldBe(30);
        components[0]!["components"]![0]!["placeholder"]!.GetValue<string>().ShouldBe("Elige una");
        PayloadRules.OfMessage(message).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_brings_back_its_data_short_or_long()
    {
        var store = new MemoryComponentData();
        foreach (var data in (JsonNode[])[JsonValue.Create("sí"), new JsonObject { ["say"] = "sí" }, new JsonObject { ["say"] = new string('x', 5000) }])
        {
            var kept = new List<KeptData>();
            var token = ComponentToken.Write(ComponentKind.Execute, 12, data, kept);
            await store.KeepAsync(kept, CancellationToken.None);
            token.Length.ShouldBeLessThanOrEqualTo(100);
            var (kind, read) = (await ComponentToken.ReadAsync(token, store, CancellationToken.None))!.Value;
            kind.ShouldBe(ComponentKind.Execute);
            JsonNode.DeepEquals(JsonNode.Parse(read.GetRawText()), data).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("e")]
    [InlineData("e0")]
    [InlineData("e0:{")]
    [InlineData("E0:unknown")]
    [InlineData("some other bot's id")]
    public async Task A_token_of_somebody_else_is_none(string? token) =>
        (await ComponentToken.ReadAsync(token, new MemoryComponentData(), CancellationToken.None)).ShouldBeNull();

    [SkippableFact]
    public void Commands_are_as_the_published_description_says()
    {
        Skip.If(StandIns.JsonSchema.Folder is null, "the published specs are not on this machine");
        foreach (var command in CommandRegistration.Payload(SampleCommands.All)) PayloadRules.Schema(command!, "ApplicationCommandUpdateRequest").ShouldBeEmpty(command!.ToJsonString());
    }

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes.Select(n => n.DeepClone())]);

    private static string Unescaped(string markdown)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length) i++;
            text.Append(markdown[i]);
        }

        return text.ToString();
    }
}
