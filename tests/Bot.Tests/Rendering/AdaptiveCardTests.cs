using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Cards;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Tests.Rendering;

public sealed class AdaptiveCardTests
{
    private static readonly ChannelFeatures Teams = new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 9_000);
    private static readonly ChannelFeatures Web = Teams with { ExecuteActions = false };

    private static readonly string[] Pieces =
    [
        "revisar", "los", "precios", "**negrita**", "_x_", "[enlace](https://evil.example)", "<script>alert(1)</script>", "<b>", "&amp;", "🙃", "👩‍👩‍👧", "مرحبا بالعالم", "שלום",
        "# título", "- punto", "1. uno", "`code`", "~~no~~", "\\", "{{DATE(2026-01-01)}}", "\n", "\u202e", "ñandú", "漢字", "\"", "|", "\u0007",
    ];

    private static readonly Gen<string> Words =
        from count in Gen.Choose(1, 12)
        from words in Gen.Elements(Pieces).ListOf(count)
        from times in Gen.Frequency((8, Gen.Constant(1)), (1, Gen.Constant(40)))
        select "t" + string.Join(' ', Enumerable.Repeat(string.Join(' ', words), times));

    private static readonly Gen<CardTone> Tones = Gen.Elements(Enum.GetValues<CardTone>());

    private static readonly Gen<TaskRow> Row =
        from number in Gen.Choose(1, 9999)
        from title in Words
        from details in Words
        from tone in Tones
        from place in Gen.Choose(0, 40)
        select new TaskRow(number, title, place % 3 == 0 ? "" : details, $"¿en qué va la {number}?") { Place = place, Tone = tone };

    private static readonly Gen<CardFact> Fact = from title in Words from value in Words select new CardFact(title, value);

    private static readonly Gen<CardSection> Section =
        from heading in Words
        from tone in Tones
        from lines in Words.ListOf(2)
        from rows in Row.ListOf(5)
        select new CardSection(heading) { Tone = tone, Lines = [.. lines], Rows = [.. rows], Footer = heading };

    private static readonly CardPicture Picture = new("https://pmbot.example/media/charts/a/b/status/c.svg?lang=es&exp=1&sig=x", "Tareas por estado");

    /// <summary>Every card there is, with words that nobody would write.</summary>
    internal static readonly Gen<Card> Cards = Gen.OneOf<Card>(
        from title in Words from note in Words from facts in Fact.ListOf(7) from comments in Fact.ListOf(3) from tone in Tones
        select (Card)new TaskCard(title, 7, note, [.. facts]) { Status = "en curso", Tone = tone, Note = note, Comments = [.. comments] },
        from title in Words from count in Gen.Choose(1, 10) from rows in Row.ListOf(count) select (Card)new TaskListCard(title, [.. rows]) { Footer = title },
        from title in Words from headline in Words from percent in Gen.Choose(0, 100) from sections in Section.ListOf(4)
        select (Card)new ProjectCard(title, headline, percent, [.. sections]) { Picture = percent % 2 == 0 ? Picture : null },
        from title in Words from headline in Words from percent in Gen.Choose(0, 100) from facts in Fact.ListOf(6) from sections in Section.ListOf(4)
        select (Card)new SprintCard(title, headline, percent, [.. facts], [.. sections]) { Goal = headline, Picture = Picture },
        from title in Words from facts in Fact.ListOf(8) from sections in Section.ListOf(5) select (Card)new ReportCard(title, [.. facts], [.. sections]) { Picture = Picture });

    private static readonly Gen<Button> AnyButton = from title in Words from say in Gen.Elements(Pieces) select new Button(title, say);

    /// <summary>Every card there is in a reply: with notes and buttons, with its form, plain or as a question.</summary>
    internal static readonly Gen<Reply> Replies =
        from card in Cards
        from text in Words
        from notes in Gen.Choose(0, 2).SelectMany(count => Words.ListOf(count))
        from edit in Words
        from form in Gen.Elements("edit_task", "correct")
        from buttons in Gen.Choose(1, 8).SelectMany(count => AnyButton.ListOf(count))
        from isQuestion in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        let noted = card with { Notes = [.. notes] }
        select new Reply(text)
        {
            Card = noted is TaskCard task ? task with { Edit = edit, Form = form } : noted,
            Buttons = [.. buttons],
            ConfirmationId = isQuestion ? "q1" : null,
            Correct = isQuestion ? edit : null,
            Share = buttons.Count % 2 == 0 ? new ShareOffer("s1", "Compartir aquí") : null,
        };

    [Fact]
    public void Every_card_is_valid_whatever_people_write() =>
        Prop.ForAll(Cards.ToArbitrary(), card =>
        {
            var reply = new Reply("Todo en texto") { Card = card, Buttons = [Button.Saying("más"), Button.Saying("deshaz")] };
            foreach (var features in new[] { Teams, Web })
            {
                var activity = ReplyRenderer.Render(reply, "es", features).Single();
                // Too large a card is left out for the text; with these contents that must be rare, not the way out.
                CardSchema.Faults(activity.Attachments.ShouldHaveSingleItem().Content!.Value).ShouldBeEmpty();
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Every_confirmation_is_valid_whatever_people_write() =>
        Prop.ForAll(Words.ToArbitrary(), text =>
        {
            var reply = new Reply("¿Borro esta tarea?\n" + text) { ConfirmationId = "c1", Buttons = [new Button("Sí", "sí"), new Button("No", "no")] };
            var plan = reply with { Card = new ReportCard(text, [], [new CardSection("") { Rows = [new TaskRow(7, text, text, "¿7?")], Lines = [text] }]) { Notes = [text] } };
            foreach (var (question, features) in new[] { (reply, Teams), (reply, Web), (plan, Teams), (plan, Web) })
            {
                CardSchema.Faults(ReplyRenderer.Render(question, "es", features).Single().Attachments!.Single().Content!.Value).ShouldBeEmpty();
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_in_a_card_reads_as_it_was_written() =>
        Prop.ForAll(Words.ToArbitrary(), text =>
        {
            var shown = Unescaped(CardText.Escape(text)).Replace("\n\n", "\n", StringComparison.Ordinal);
            return shown == text.Replace("\u0007", "", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("# no es un título", "\\# no es un título")]
    [InlineData("#7 sí es un número", "#7 sí es un número")]
    [InlineData("- sin lista", "\\- sin lista")]
    [InlineData("1. sin lista", "1\\. sin lista")]
    [InlineData("v1.2 y a-b quedan", "v1.2 y a-b quedan")]
    [InlineData("<b>x</b> < 3 & más", "\\<b>x\\</b> < 3 & más")]
    [InlineData("{{DATE(x)}}", "\\{{DATE(x)}}")]
    public void Only_what_would_change_the_look_is_escaped(string text, string escaped) => CardText.Escape(text).ShouldBe(escaped);

    [Fact]
    public void Cutting_tears_no_character()
    {
        CardText.Cut("👩‍👩‍👧👩‍👩‍👧", 10).ShouldBe("👩‍👩‍👧…");
        CardText.Cut("corto", 10).ShouldBe("corto");
    }

    [Fact]
    public void In_teams_the_buttons_stand_on_the_card_and_say_their_words_in_the_chat()
    {
        var activity = ReplyRenderer.Render(new Reply("Tareas") { Card = new TaskListCard("Tareas", [new TaskRow(7, "x", "", "¿en qué va la 7?")]), Buttons = [Button.Saying("más")] }, "es", Teams).Single();

        activity.Text.ShouldBeNull();
        activity.Summary.ShouldBe("Tareas");
        activity.SuggestedActions.ShouldBeNull();
        var data = activity.Attachments!.Single().Content!.Value.GetProperty("actions")[0].GetProperty("data");
        data.GetProperty("say").GetString().ShouldBe("más");
        data.GetProperty("msteams").GetProperty("type").GetString().ShouldBe("imBack");
        data.GetProperty("msteams").GetProperty("value").GetString().ShouldBe("más");
    }

    [Fact]
    public void In_web_chat_the_text_stays_for_other_clients_and_the_buttons_are_suggested()
    {
        var activity = ReplyRenderer.Render(new Reply("Tareas") { Card = new TaskListCard("Tareas", [new TaskRow(7, "x", "", "¿en qué va la 7?")]), Buttons = [Button.Saying("más")] }, "es", Web).Single();

        activity.Text.ShouldBe("Tareas");
        activity.Summary.ShouldBe("Tareas");
        activity.SuggestedActions!.Actions.ShouldHaveSingleItem().Title.ShouldBe("más");
        var card = activity.Attachments!.Single().Content!.Value;
        card.TryGetProperty("actions", out _).ShouldBeFalse();
        card.GetProperty("body")[1].GetProperty("selectAction").GetProperty("data").GetString().ShouldBe("¿en qué va la 7?");
    }

    [Theory]
    [InlineData(true, "Action.Execute")]
    [InlineData(false, "Action.Submit")]
    public void The_buttons_of_a_question_stand_on_its_card_and_name_it(bool execute, string type)
    {
        var reply = new Reply("¿Borro esta tarea?\n#7 revisar") { ConfirmationId = "c1", Buttons = [new Button("Sí", "sí"), new Button("No", "no")] };
        var activity = ReplyRenderer.Render(reply, "es", Web with { ExecuteActions = execute }).Single();

        activity.SuggestedActions.ShouldBeNull("an old one of these would answer a new question");
        activity.InputHint.ShouldBe("expectingInput");
        var actions = activity.Attachments!.Single().Content!.Value.GetProperty("actions").EnumerateArray().ToList();
        actions.Select(a => a.GetProperty("type").GetString()).ShouldBe([type, type]);
        actions[0].GetProperty("data").GetRawText().ShouldBe("""{"say":"sí","confirmation":"c1"}""".Replace("í", "\\u00ED", StringComparison.Ordinal));
        (activity.Text ?? activity.Summary)!.ShouldContain("#7 revisar");
    }

    [Fact]
    public void Where_no_cards_are_shown_a_question_is_text_with_its_buttons()
    {
        var reply = new Reply("¿Borro esta tarea?") { ConfirmationId = "c1", Buttons = [new Button("Sí", "sí")] };

        ReplyRenderer.Render(reply, "es", ChannelFeatures.PlainText with { SuggestedActions = true }).Single().SuggestedActions!.Actions.ShouldHaveSingleItem().Title.ShouldBe("Sí");
        ReplyRenderer.Render(reply, "es", ChannelFeatures.PlainText).Single().Text.ShouldBe("¿Borro esta tarea?\n[Sí]");
    }

    [Fact]
    public void A_note_is_said_in_the_text_and_on_the_card()
    {
        var reply = new Reply("Asignada") { Card = new TaskListCard("Asignada", []) }.Noting("Diego está fuera").Noting("Dejo fuera #9", first: true);

        reply.Text.ShouldBe("Dejo fuera #9\nAsignada\nDiego está fuera");
        Rendered(reply).ShouldSatisfyAllConditions(c => c.ShouldContain("Diego est"), c => c.ShouldContain("Dejo fuera #9"));
    }

    [Fact]
    public void A_channel_without_cards_gets_the_text_only()
    {
        var activity = ReplyRenderer.Render(new Reply("Tareas") { Card = new TaskListCard("Tareas", []) }, "es", ChannelFeatures.PlainText).Single();

        activity.Text.ShouldBe("Tareas");
        activity.Attachments.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://pmbot.example", ".png?")]
    [InlineData("http://localhost:3978", null)]
    public void Teams_gets_pictures_as_png_from_where_it_can_fetch_them(string place, string? expected)
    {
        var card = new ProjectCard("Tienda", "40 % hecho", 40, []) { Picture = new CardPicture(place + "/media/charts/x.svg?sig=1", "x") };
        var json = ReplyRenderer.Render(new Reply("t") { Card = card }, "es", Teams).Single().Attachments!.Single().Content!.Value.GetRawText();

        json.Contains("Image", StringComparison.Ordinal).ShouldBe(expected is not null);
        json.Contains(expected ?? "▰", StringComparison.Ordinal).ShouldBe(expected is not null);
    }

    [Fact]
    public void A_card_is_kept_with_its_reply()
    {
        var state = new Bot.State.ConversationState();
        var card = new ProjectCard("Tienda", "40 %", 40, [new CardSection("2 atrasadas") { Tone = CardTone.Attention, Rows = [new TaskRow(7, "x", "hoy", "¿7?") { Place = 2 }] }]) { Picture = Picture };
        state.Processed.Add(new Bot.State.ProcessedTurn("a", [new Reply("t") { Card = card }]));

        var loaded = JsonSerializer.Deserialize(JsonSerializer.Serialize(state, Bot.State.StateJson.Default.ConversationState), Bot.State.StateJson.Default.ConversationState)!;

        Rendered(loaded.Processed[0].Replies[0]).ShouldBe(Rendered(new Reply("t") { Card = card }));
    }

    private static string Rendered(Reply reply) => ReplyRenderer.Render(reply, "es", Web).Single().Attachments!.Single().Content!.Value.GetRawText();

    private static string Unescaped(string markdown) => Regex.Replace(markdown, @"\\(?<sign>[!-/:-@\[-`{-~])", "${sign}", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
}
