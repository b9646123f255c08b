using System.Net;
using System.Text.Json;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Bot.Tests.Rendering;

namespace PmBot.Bot.Tests.Channels.Teams;

/// <summary>Whole payloads in the form that Teams publishes, each through the endpoint of the whole bot; and what goes back.</summary>
public sealed class PayloadTests(TeamsService teams) : IClassFixture<TeamsService>, IAsyncLifetime
{
    private const string Thread = "19:7f2e0c1b@thread.tacv2;messageid=1772548200123";

    private static readonly Lazy<Swagger?> Published = new(() => JsonSchema.Folder is { } specs ? Swagger.Read(Path.Combine(specs, "..", "botframework", "botframework-channel.json")) : null);

    private ConnectorStandIn connector = null!;

    public static TheoryData<string> All => [.. TeamsService.Names()];

    public async Task InitializeAsync() => connector = await ConnectorStandIn.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var call in connector.Calls.Where(c => c.Method != "DELETE"))
        {
            foreach (var card in Cards(TeamsAnswer.Activity(call))) CardSchema.Faults(card).ShouldBeEmpty();
            Published.Value?.Check(call.Json, call.Path.EndsWith("/conversations", StringComparison.Ordinal) ? "ConversationParameters" : "Activity").ShouldBeEmpty();
        }

        await connector.DisposeAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(All))]
    public void Our_own_payloads_are_activities_as_published(string name)
    {
        Skip.If(Published.Value is null, "The published specifications are not on this machine.");

        // What an entity has besides its type is each kind's own matter, which the description leaves open.
        Published.Value!.Check(JsonElement.Parse(TeamsService.Payload(name, ("serviceUrl", "https://smba.trafficmanager.net"))), "Activity").Where(f => !f.Contains(".entities[", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_mentions_the_bot_in_a_channel_is_done_and_answered_in_its_thread()
    {
        var answer = await teams.SendAsync(connector, "channel-mention");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var said = answer.Said.ShouldHaveSingleItem();
        said.Path.ShouldContain(Uri.EscapeDataString(Thread));
        (Of(said, "conversation", "id"), Of(said, "recipient", "id"), Of(said, "from", "id"), said.Json.GetProperty("replyToId").GetString()).ShouldBe((Thread, "29:1aB-cD_eF", "28:bot-0001", "1772548200123"));
        var task = (await teams.TasksAsync()).Single(t => t.Title == "revisar los logs");
        task.Assignee!.Username.ShouldBe("diego");
        answer.Words.ShouldContain($"#{task.Number} revisar los logs");
    }

    [Fact]
    public async Task A_reply_in_a_thread_is_answered_in_that_thread()
    {
        var answer = await teams.SendAsync(connector, "channel-thread-reply");

        var said = answer.Said.ShouldHaveSingleItem();
        (Of(said, "conversation", "id"), said.Json.GetProperty("replyToId").GetString()).ShouldBe((Thread, "1772548260456"));
        answer.Words.ShouldContain("Filtro por color");
        said.Json.TryGetProperty("suggestedActions", out _).ShouldBeFalse("Teams shows none in channels");
    }

    [Theory]
    [InlineData("group-mention", "19:a1b2c3@thread.v2")]
    [InlineData("personal-message", "a:1KxYz_personal")]
    public async Task In_a_group_and_alone_a_message_is_answered_where_it_was_written(string name, string conversation)
    {
        var answer = await teams.SendAsync(connector, name, ("text", "cómo va la 7"), ("message", "0002"));

        Of(answer.Said.ShouldHaveSingleItem(), "conversation", "id").ShouldBe(conversation);
        answer.Words.ShouldContain("Filtro por color");
    }

    [Fact]
    public async Task A_mention_without_a_word_is_greeted_although_Teams_sends_it_once_more_as_HTML()
    {
        var answer = await teams.SendAsync(connector, "channel-mention-alone");

        answer.Said.ShouldHaveSingleItem();
        answer.Words.ShouldContain("Hola");
        answer.Words.ShouldNotContain("solo entiendo");
    }

    [Fact]
    public async Task A_picture_without_a_word_is_refused_kindly() =>
        (await teams.SendAsync(connector, "personal-picture")).Said.ShouldHaveSingleItem().Text.ShouldNotBeNull().ShouldContain("con palabras");

    [Theory]
    [InlineData("bot-removed")]
    [InlineData("member-added")]
    [InlineData("channel-deleted")]
    [InlineData("team-renamed")]
    [InlineData("uninstalled")]
    [InlineData("reaction-added")]
    [InlineData("message-edited")]
    [InlineData("message-deleted")]
    [InlineData("message-undeleted")]
    [InlineData("read-receipt")]
    public async Task What_asks_for_nothing_is_taken_and_changes_and_says_nothing(string name)
    {
        var before = await teams.TasksAsync();

        var answer = await teams.SendAsync(connector, name);

        (answer.Status, answer.Body).ShouldBe((HttpStatusCode.OK, null));
        answer.Said.ShouldBeEmpty();
        (await teams.TasksAsync()).Select(t => (t.Number, t.Version)).ShouldBe(before.Select(t => (t.Number, t.Version)));
    }

    [Fact]
    public async Task A_team_that_the_bot_comes_into_is_greeted_once()
    {
        var first = await teams.SendAsync(connector, "bot-added");
        var second = await teams.SendAsync(connector, "bot-added");

        TeamsAnswer.Activity(first.Said.ShouldHaveSingleItem()).GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("Mencióname");
        second.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_who_installs_the_bot_is_greeted_once_by_name()
    {
        var installed = await teams.SendAsync(connector, "installed");
        var opened = await teams.SendAsync(connector, "personal-opened");

        installed.Said.ShouldHaveSingleItem().Text.ShouldNotBeNull().ShouldContain("Camila");
        opened.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_questions_button_is_answered_in_its_card_once()
    {
        var question = (await SayAsync("borra la tarea 8")).Said.ShouldHaveSingleItem();
        var confirmation = Cards(question.Json).Single().GetProperty("actions")[0].GetProperty("data").GetProperty("confirmation").GetString()!;
        (string, string)[] values = [("confirmation", confirmation), ("messageId", "sent-1")];

        var pressed = await teams.SendAsync(connector, "card-action", values);

        pressed.Status.ShouldBe(HttpStatusCode.OK);
        pressed.Body!.Value.GetProperty("statusCode").GetInt32().ShouldBe(200);
        pressed.Body.Value.GetRawText().ShouldContain("Fotos borrosas");
        (await teams.TasksAsync()).ShouldNotContain(t => t.Number == 8);
    }

    [Fact]
    public async Task A_card_that_is_looked_at_again_shows_the_task_as_it_is()
    {
        var answer = await teams.SendAsync(connector, "card-refresh");

        answer.Body!.Value.GetProperty("type").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        CardSchema.Faults(answer.Body.Value.GetProperty("value")).ShouldBeEmpty();
        answer.Body.Value.GetRawText().ShouldContain("Filtro por color");
        answer.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_is_shown_and_one_that_was_filled_in_becomes_a_task()
    {
        var shown = await teams.SendAsync(connector, "task-fetch");
        var sent = await teams.SendAsync(connector, "task-submit");

        var task = shown.Body!.Value.GetProperty("task");
        task.GetProperty("type").GetString().ShouldBe("continue");
        var card = task.GetProperty("value").GetProperty("card");
        CardSchema.Faults(card.GetProperty("content")).ShouldBeEmpty();
        card.GetRawText().ShouldContain("Filtro por color");
        (sent.Status, sent.Body).ShouldBe((HttpStatusCode.OK, null), "the dialog closes");
        sent.Said.ShouldHaveSingleItem();
        (await teams.TasksAsync()).Single(t => t.Title == "Banners de invierno").Assignee!.Username.ShouldBe("diego");
    }

    [Theory]
    [InlineData("extension-query")]
    [InlineData("extension-query-initial")]
    [InlineData("extension-query-link")]
    public async Task The_message_extension_finds_tasks_with_a_preview_each(string name)
    {
        var answer = await teams.SendAsync(connector, name);

        var found = answer.Body!.Value.GetProperty("composeExtension");
        (found.GetProperty("type").GetString(), found.GetProperty("attachmentLayout").GetString()).ShouldBe(("result", "list"));
        var attachment = found.GetProperty("attachments").EnumerateArray().First(a => a.GetRawText().Contains("Filtro por color", StringComparison.Ordinal));
        CardSchema.Faults(attachment.GetProperty("content")).ShouldBeEmpty();
        attachment.GetProperty("preview").GetProperty("content").GetProperty("title").GetString().ShouldBe("#7 Filtro por color");
        answer.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_becomes_a_task_with_a_link_back()
    {
        var shown = await teams.SendAsync(connector, "extension-fetch-task");
        shown.Body!.Value.GetProperty("task").GetProperty("value").GetProperty("card").GetRawText().ShouldContain("el pago falla con tarjetas viejas");

        var sent = await teams.SendAsync(connector, "extension-submit");

        sent.Body!.Value.GetProperty("composeExtension").GetProperty("attachments").GetArrayLength().ShouldBe(1);
        (await teams.TasksAsync()).ShouldContain(t => t.Title == "El pago falla con tarjetas viejas");
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_answered_as_such()
    {
        var answer = await teams.SendAsync(connector, "unknown-invoke");

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented);
        answer.Said.ShouldBeEmpty();
    }

    private Task<TeamsAnswer> SayAsync(string text) => teams.SendAsync(connector, "personal-message", ("text", text), ("message", "0001"));

    private static IEnumerable<JsonElement> Cards(JsonElement activity) => activity.TryGetProperty("attachments", out var attachments)
        ? attachments.EnumerateArray().Where(a => a.GetProperty("contentType").GetString() == "application/vnd.microsoft.card.adaptive").Select(a => a.GetProperty("content"))
        : [];

    private static string? Of(ConnectorCall call, string field, string inner) => call.Json.GetProperty(field).GetProperty(inner).GetString();
}
