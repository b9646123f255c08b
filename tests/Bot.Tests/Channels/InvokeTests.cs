using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Bot.Tests.Rendering;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Tests.Channels;

public sealed class InvokeTests : IAsyncLifetime
{
    private BotUnderTest bot = null!;
    private Client camila = null!;

    public async Task InitializeAsync()
    {
        bot = await BotUnderTest.StartAsync(Workspaces.Small);
        camila = new Client(bot, "camila");
    }

    public async Task DisposeAsync()
    {
        bot.Faults.ShouldBeEmpty();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_new_task_is_made_by_its_form()
    {
        var shown = (await camila.InvokeAsync("task/fetch", """{"data":{"form":"new_task","title":"Banners"}}""")).ShouldNotBeNull().GetProperty("task");
        shown.GetProperty("type").GetString().ShouldBe("continue");
        var card = Form(shown);
        Value(card, "title").ShouldBe("Banners");
        var submit = Submit(card, ("title", "Banners de invierno"), ("assignee", "diego"), ("due_date", "2026-03-12"), ("priority", "high"));

        (await camila.InvokeAsync("task/submit", submit)).ShouldBeNull("the dialog closes");

        var said = camila.Sent.ShouldHaveSingleItem();
        said.Summary.ShouldNotBeNull().ShouldContain("Banners de invierno · Diego · jueves 12 · alta");
        CardSchema.Faults(Client.Card(said)).ShouldBeEmpty();
        (await bot.CountTasksAsync("camila")).ShouldBe(3);
    }

    [Fact]
    public async Task A_form_whose_answer_the_channel_does_not_take_is_told_where_to_look()
    {
        var shown = (await camila.InvokeAsync("task/fetch", """{"data":{"form":"new_task"}}""")).ShouldNotBeNull().GetProperty("task");
        camila.Refuses = true;

        var answer = (await camila.InvokeAsync("task/submit", Submit(Form(shown), ("title", "Hecha pero no dicha")))).ShouldNotBeNull().GetProperty("task");

        answer.GetProperty("type").GetString().ShouldBe("message");
        answer.GetProperty("value").GetString().ShouldNotBeNull().ShouldContain("mis tareas");
        (await bot.CountTasksAsync("camila")).ShouldBe(3);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_task()
    {
        var shown = (await camila.InvokeAsync("task/fetch", """{"data":{"form":"new_task"}}""")).ShouldNotBeNull().GetProperty("task");
        var submit = JsonElement.Parse(Submit(Form(shown), ("title", "Una sola vez")));
        foreach (var _ in Enumerable.Range(0, 2)) await camila.RunAsync(new Activity { Type = ActivityTypes.Invoke, Name = "task/submit", Id = "same", Value = submit });

        (await bot.CountTasksAsync("camila")).ShouldBe(3);
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_said_on_it_and_what_was_written_stays()
    {
        var shown = (await camila.InvokeAsync("task/fetch", """{"data":{"form":"new_task"}}""")).ShouldNotBeNull().GetProperty("task");

        var again = (await camila.InvokeAsync("task/submit", Submit(Form(shown), ("title", ""), ("description", "con detalle")))).ShouldNotBeNull().GetProperty("task");

        var card = Form(again);
        card.GetProperty("body")[0].GetProperty("text").GetString().ShouldBe("La tarea necesita un título.");
        Value(card, "description").ShouldBe("con detalle");
        (await bot.CountTasksAsync("camila")).ShouldBe(2);
    }

    [Fact]
    public async Task A_task_is_changed_by_its_form_and_its_card_becomes_what_it_is_now()
    {
        var shown = (await camila.InvokeAsync("task/fetch", """{"data":{"msteams":{"type":"task/fetch"},"form":"edit_task","task":7}}""")).ShouldNotBeNull().GetProperty("task");
        shown.GetProperty("value").GetProperty("title").GetString().ShouldBe("Editar #7");

        await camila.InvokeAsync("task/submit", Submit(Form(shown), ("status", "in_progress"), ("title", "Otro título")), replyTo: "card-1");

        camila.Sent.ShouldBeEmpty();
        var updated = camila.Updated.ShouldHaveSingleItem();
        updated.Id.ShouldBe("card-1");
        Client.Card(updated).GetRawText().ShouldContain("Otro t");
        var task = (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
        (task.Title, task.Status, task.Assignee!.Username, task.Due!.Value.Day, task.Priority).ShouldBe(("Otro título", TaskState.InProgress, "diego", new DateOnly(2026, 3, 12), TaskPriority.High), "what the form left as it was");
    }

    [Fact]
    public async Task Of_a_task_whose_assignee_has_left_the_project_the_form_keeps_whoever_has_it()
    {
        await camila.SayAsync("quita a Diego de Catálogo");
        await camila.SayAsync("sí");
        var shown = (await camila.InvokeAsync("task/fetch", """{"data":{"form":"edit_task","task":7}}""")).ShouldNotBeNull().GetProperty("task");

        await camila.InvokeAsync("task/submit", Submit(Form(shown), ("title", "Otro título")), replyTo: "card-1");

        var task = (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
        (task.Title, task.Assignee?.Username).ShouldBe(("Otro título", "diego"));
    }

    [Fact]
    public async Task What_was_just_made_is_corrected_by_a_form_and_the_correction_is_undone_like_any_other()
    {
        await camila.SayAsync("crea la tarea revisar banners en Catálogo para Diego");
        var button = Client.Card(camila.Sent[^1]).GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("title").GetString() == "Corregir");
        var shown = (await camila.InvokeAsync("task/fetch", $$"""{"data":{{button.GetProperty("data").GetRawText()}}}""")).ShouldNotBeNull().GetProperty("task");
        shown.GetProperty("value").GetProperty("title").GetString().ShouldBe("Corregir #9");
        (Value(Form(shown), "title"), Value(Form(shown), "assignee")).ShouldBe(("revisar banners", "diego"));

        await camila.InvokeAsync("task/submit", Submit(Form(shown), ("assignee", "camila"), ("due_date", "2026-03-12")), replyTo: "card-9");

        var task = (await bot.TaskAsync("camila", 9)).ShouldNotBeNull();
        (task.Assignee!.Username, task.Due!.Value.Day).ShouldBe(("camila", new DateOnly(2026, 3, 12)));
        camila.Updated.ShouldHaveSingleItem().Id.ShouldBe("card-9");
        await camila.SayAsync("deshaz eso");
        task = (await bot.TaskAsync("camila", 9)).ShouldNotBeNull();
        (task.Assignee!.Username, task.Due).ShouldBe(("diego", null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_waits_for_a_yes_is_said_differently_in_a_form_and_only_that_is_asked_about(bool shared)
    {
        var client = new Client(bot, "camila", shared);
        await client.SayAsync("<at>PmBot</at> borra la tarea 7");
        var card = Client.Card(client.Sent[^1]);
        var button = card.GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("title").GetString() == "Corregir");
        var shown = (await client.InvokeAsync("task/fetch", $$"""{"data":{{button.GetProperty("data").GetRawText()}}}""")).ShouldNotBeNull().GetProperty("task");
        Value(Form(shown), "words").ShouldBe("borra la tarea 7");

        (await client.InvokeAsync("task/submit", Submit(Form(shown), ("words", "borra la tarea 8")), replyTo: "question")).ShouldBeNull("the dialog closes");

        var question = client.Updated.ShouldHaveSingleItem();
        question.Id.ShouldBe("question");
        (await client.InvokeAsync("adaptiveCard/action", Pressed(card.GetProperty("actions")[0]), replyTo: "question")).ShouldNotBeNull();
        (await bot.TaskAsync("camila", 7)).ShouldNotBeNull("the old question is over");
        await client.InvokeAsync("adaptiveCard/action", Pressed(Client.Card(question).GetProperty("actions")[0]), replyTo: "question");
        (await bot.TaskAsync("camila", 8)).ShouldBeNull();
        (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_for_a_question_that_is_over_or_anothers_changes_nothing_and_says_so()
    {
        await camila.SayAsync("borra la tarea 7");
        var data = Client.Card(camila.Sent[^1]).GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("title").GetString() == "Corregir").GetProperty("data").GetRawText();
        var diego = new Client(bot, "diego");
        (await diego.InvokeAsync("task/fetch", $$"""{"data":{{data}}}""")).ShouldNotBeNull().GetProperty("task").GetProperty("type").GetString().ShouldBe("message");
        var form = Form((await camila.InvokeAsync("task/fetch", $$"""{"data":{{data}}}""")).ShouldNotBeNull().GetProperty("task"));
        await camila.SayAsync("no");

        (await camila.InvokeAsync("task/submit", Submit(form, ("words", "crea la tarea colarse")))).ShouldNotBeNull().GetProperty("task").GetProperty("type").GetString().ShouldBe("message");
        (await diego.InvokeAsync("task/submit", Submit(form, ("words", "crea la tarea colarse")))).ShouldNotBeNull().GetProperty("task").GetProperty("type").GetString().ShouldBe("message");

        (await bot.CountTasksAsync("camila")).ShouldBe(2);
    }

    [Theory]
    [InlineData("due_date", "el jueves")]
    [InlineData("assignee", "nadie")]
    [InlineData("title", "")]
    public async Task What_is_wrong_stands_above_its_field_and_beside_it_where_the_channel_can(string field, string value)
    {
        var slack = new Client(bot, "camila", fieldErrors: true);
        foreach (var client in (Client[])[camila, slack])
        {
            var form = Form((await client.InvokeAsync("task/fetch", """{"data":{"form":"edit_task","task":7}}""")).ShouldNotBeNull().GetProperty("task"));

            var again = (await client.InvokeAsync("task/submit", Submit(form, ("description", "con detalle"), (field, value)))).ShouldNotBeNull().GetProperty("task");

            var body = Form(again, isTyped: true).GetProperty("body").EnumerateArray().ToList();
            var at = body.FindIndex(i => i.TryGetProperty("id", out var id) && id.GetString() == field);
            var said = body[at - 1].GetProperty("text").GetString().ShouldNotBeNull();
            Value(Form(again, isTyped: true), "description").ShouldBe("con detalle");
            again.GetProperty("value").TryGetProperty("errors", out var errors).ShouldBe(client == slack);
            if (client == slack) PmBot.Bot.Rendering.CardText.Escape(errors.GetProperty(field).GetString()!).ShouldBe(said);
            (await bot.TaskAsync("camila", 7))!.Description.ShouldNotBe("con detalle");
        }
    }

    [Fact]
    public async Task Where_a_form_has_room_for_five_fields_the_others_stand_in_a_second_one_and_keep_what_they_have()
    {
        await camila.InvokeAsync("task/submit", """{"data":{"form":"edit_task","task":7,"fields":"description","description":"con la paleta nueva"}}""");
        var before = (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
        (before.Title, before.Description, before.Assignee!.Username).ShouldBe(("Filtro por color", "con la paleta nueva", "diego"));
        var small = new Client(bot, "camila", shaped: f => f with { FormFields = 5 });

        var first = Form((await small.InvokeAsync("task/fetch", """{"data":{"form":"edit_task","task":7}}""")).ShouldNotBeNull().GetProperty("task"));
        Ids(first).ShouldBe(["title", "assignee", "due_date", "priority", "status"]);
        (await small.InvokeAsync("task/submit", Submit(first, ("title", "Otro título")))).ShouldBeNull();
        var after = (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
        (after.Title, after.Assignee!.Id, after.Due, after.Priority, after.Status, after.Description).ShouldBe(("Otro título", before.Assignee!.Id, before.Due, before.Priority, before.Status, before.Description));

        var second = Form((await small.InvokeAsync("task/fetch", """{"data":{"form":"edit_task","task":7,"more":true}}""")).ShouldNotBeNull().GetProperty("task"));
        Ids(second).ShouldBe(["description"], "there is but one project");
        (await small.InvokeAsync("task/submit", Submit(second, ("description", "")))).ShouldBeNull();
        after = (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
        (after.Title, after.Assignee!.Id, after.Due, after.Description).ShouldBe(("Otro título", before.Assignee!.Id, before.Due, null));
    }

    [Fact]
    public async Task A_description_that_a_field_cannot_hold_is_not_shown_cut_and_stays_whole()
    {
        var slack = new Client(bot, "camila", shaped: f => f with { FormText = 3_000 });
        var whole = new string('x', 3_500);
        await camila.InvokeAsync("task/submit", $$$"""{"data":{"form":"edit_task","task":7,"fields":"description","description":"{{{whole}}}"}}""");

        var form = Form((await slack.InvokeAsync("task/fetch", """{"data":{"form":"edit_task","task":7}}""")).ShouldNotBeNull().GetProperty("task"));
        Ids(form).ShouldBe(["title", "assignee", "due_date", "priority", "status"]);
        await slack.InvokeAsync("task/submit", Submit(form, ("title", "Otro título")));

        var task = (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
        (task.Title, task.Description).ShouldBe(("Otro título", whole));
    }

    [Fact]
    public async Task What_somebody_else_changed_while_a_form_was_open_is_not_changed_back()
    {
        var shown = (await camila.InvokeAsync("task/fetch", """{"data":{"form":"edit_task","task":7}}""")).ShouldNotBeNull().GetProperty("task");
        await bot.SayAsync("diego", "la 7 es urgente");

        var again = (await camila.InvokeAsync("task/submit", Submit(Form(shown), ("title", "Otro")))).ShouldNotBeNull().GetProperty("task");

        Form(again).GetProperty("body")[0].GetProperty("text").GetString()!.ShouldContain("mientras tanto");
        Value(Form(again), "priority").ShouldBe("urgent");
        (await bot.TaskAsync("camila", 7))!.Title.ShouldNotBe("Otro");
    }

    [Fact]
    public async Task A_task_is_made_from_a_message_with_the_way_back_to_it()
    {
        const string Payload = """
            {"commandId":"createTask","commandContext":"message","messagePayload":{"id":"1","body":{"contentType":"html","content":"<div>El login falla &amp; nadie entra<br>desde ayer</div>"},
            "from":{"user":{"displayName":"Ana Ruiz"}},"linkToMessage":"https://teams.microsoft.com/l/message/1"}}
            """;
        var shown = (await camila.InvokeAsync("composeExtension/fetchTask", Payload)).ShouldNotBeNull().GetProperty("task");
        var card = Form(shown);
        Value(card, "title").ShouldBe("El login falla & nadie entra");
        Value(card, "description").ShouldBe("De un mensaje de Ana Ruiz:\nEl login falla & nadie entra\ndesde ayer\nhttps://teams.microsoft.com/l/message/1");

        var done = (await camila.InvokeAsync("composeExtension/submitAction", Submit(card))).ShouldNotBeNull().GetProperty("composeExtension");

        done.GetProperty("type").GetString().ShouldBe("result");
        var attachment = done.GetProperty("attachments")[0];
        attachment.GetProperty("preview").GetProperty("content").GetProperty("title").GetString().ShouldBe("#9 El login falla & nadie entra");
        CardSchema.Faults(attachment.GetProperty("content")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_task_from_a_message_that_is_too_long_ends_between_two_characters(int before)
    {
        var payload = new JsonObject { ["commandId"] = "createTask", ["messagePayload"] = new JsonObject { ["body"] = new JsonObject { ["content"] = new string('a', before) + string.Concat(Enumerable.Repeat("😀", 9_000)) } } };

        var card = Form((await camila.InvokeAsync("composeExtension/fetchTask", payload.ToJsonString())).ShouldNotBeNull().GetProperty("task"));

        foreach (var field in (string[])["title", "description"])
        {
            var shown = Value(card, field).ShouldNotBeNull();
            shown.ShouldEndWith("😀…");
            shown.ShouldNotContain('\ufffd');
        }
    }

    [Fact]
    public async Task Tasks_are_found_by_number_by_words_and_ones_own_at_first()
    {
        (await TitlesAsync(camila, """{"parameters":[{"name":"query","value":"#7"}]}""")).ShouldHaveSingleItem().ShouldStartWith("#7 ");
        (await TitlesAsync(new Client(bot, "diego"), """{"commandId":"searchTasks","parameters":[{"name":"initialRun","value":"true"}],"queryOptions":{"skip":0,"count":25}}""")).ShouldHaveSingleItem().ShouldStartWith("#7 ");
        var none = (await camila.InvokeAsync("composeExtension/query", """{"parameters":[{"name":"query","value":"xyzzy"}]}""")).ShouldNotBeNull();
        none.GetProperty("composeExtension").GetProperty("type").GetString().ShouldBe("message");
    }

    [Theory]
    [InlineData("people", "die", "diego")]
    [InlineData("people", "@DIEGO", "diego")]
    [InlineData("tasks", "7", "7")]
    [InlineData("projects", "cat", "Catálogo")]
    public async Task What_is_typed_finds_people_tasks_and_projects(string dataset, string typed, string value)
    {
        var found = (await camila.InvokeAsync("application/search", $$$"""{"kind":"search","queryText":"{{{typed}}}","dataset":"{{{dataset}}}","queryOptions":{"skip":0,"top":15}}""")).ShouldNotBeNull();

        found.GetProperty("type").GetString().ShouldBe("application/vnd.microsoft.search.searchResponse");
        found.GetProperty("value").GetProperty("results").EnumerateArray().Select(r => r.GetProperty("value").GetString()).ShouldContain(value);
    }

    [Fact]
    public async Task A_stranger_sees_nothing_and_is_told_what_to_do()
    {
        var stranger = new Client(bot, "nobody");
        foreach (var (name, value) in new[]
        {
            ("task/fetch", """{"data":{"form":"edit_task","task":7}}"""), ("task/submit", """{"data":{"task":7,"title":"x"}}"""), ("composeExtension/query", """{"parameters":[{"name":"query","value":"7"}]}"""),
            ("composeExtension/fetchTask", "{}"), ("composeExtension/submitAction", """{"data":{"title":"x"}}"""), ("composeExtension/queryLink", """{"url":"https://pmbot.example/t/7"}"""),
        })
        {
            var answer = (await stranger.InvokeAsync(name, value)).ShouldNotBeNull().GetRawText();
            answer.ShouldContain("no te conozco");
            answer.ShouldNotContain("Filtro");
        }

        (await stranger.InvokeAsync("application/search", """{"queryText":"7","dataset":"tasks"}""")).ShouldNotBeNull().GetProperty("value").GetProperty("results").GetArrayLength().ShouldBe(0);
        (await bot.CountTasksAsync("camila")).ShouldBe(2);
    }

    [Theory]
    [InlineData("task/fetch", "null")]
    [InlineData("task/fetch", """{"data":"text"}""")]
    [InlineData("task/fetch", """{"data":{"task":99999}}""")]
    [InlineData("task/fetch", """{"data":{"task":{"a":1}}}""")]
    [InlineData("task/submit", "[]")]
    [InlineData("task/submit", """{"data":{"task":"7","title":5,"assignee":"nobody"}}""")]
    [InlineData("task/submit", """{"data":{"task":"7","version":1,"due_date":"tomorrow"}}""")]
    [InlineData("composeExtension/query", """{"parameters":"x","queryOptions":{"skip":-5,"count":99999}}""")]
    [InlineData("composeExtension/fetchTask", """{"messagePayload":{"body":{"contentType":"html","content":"<<<>>>"}}}""")]
    [InlineData("composeExtension/queryLink", """{"url":"https://elsewhere.example/t/7"}""")]
    [InlineData("composeExtension/queryLink", """{"url":5}""")]
    [InlineData("application/search", """{"dataset":7}""")]
    public async Task Whatever_a_client_sends_is_answered(string name, string value) => (await camila.InvokeAsync(name, value)).ShouldNotBeNull();

    [Fact]
    public async Task A_card_is_refreshed_to_what_the_task_is_now_with_the_rights_of_whoever_looks()
    {
        await camila.SayAsync("¿en qué va la 7?");
        var card = Client.Card(camila.Sent[^1]);
        card.GetProperty("refresh").GetProperty("action").GetProperty("verb").GetString().ShouldBe("refresh");
        await bot.SayAsync("diego", "la 7 es urgente");

        var now = (await camila.InvokeAsync("adaptiveCard/action", Pressed(card.GetProperty("refresh").GetProperty("action")))).ShouldNotBeNull();

        (now.GetProperty("statusCode").GetInt32(), now.GetProperty("type").GetString()).ShouldBe((200, "application/vnd.microsoft.card.adaptive"));
        now.GetProperty("value").GetRawText().ShouldContain("urgente");
        (await new Client(bot, "nobody").InvokeAsync("adaptiveCard/action", Pressed(card.GetProperty("refresh").GetProperty("action")))).ShouldNotBeNull().GetProperty("statusCode").GetInt32().ShouldBe(404);
    }

    [Fact]
    public async Task In_a_room_a_button_changes_the_task_of_its_card_and_the_card_for_everybody()
    {
        var room = new Client(bot, "diego", shared: true);
        await room.SayAsync("<at>PmBot</at> ¿en qué va la 7?");
        var card = Client.Card(room.Sent[^1]);
        await room.SayAsync("<at>PmBot</at> ¿en qué va la 8?");
        var done = card.GetProperty("actions").EnumerateArray().First(a => a.GetProperty("title").GetString() == "ya quedó");
        done.GetProperty("type").GetString().ShouldBe("Action.Execute");

        var answer = (await room.InvokeAsync("adaptiveCard/action", Pressed(done), replyTo: "card-7")).ShouldNotBeNull();

        (await bot.TaskAsync("camila", 7))!.Status.ShouldBe(TaskState.Done);
        (await bot.TaskAsync("camila", 8))!.Status.ShouldNotBe(TaskState.Done);
        var updated = room.Updated.ShouldHaveSingleItem();
        updated.Id.ShouldBe("card-7");
        answer.GetProperty("type").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        answer.GetProperty("value").GetRawText().ShouldBe(Client.Card(updated).GetRawText());
    }

    [Fact]
    public async Task A_question_becomes_its_answer_for_everybody_and_stays_as_it_is_when_somebody_else_presses()
    {
        await camila.SayAsync("borra la 8");
        var yes = Client.Card(camila.Sent[^1]).GetProperty("actions")[0];
        var diego = new Client(bot, "diego");

        var theirs = (await diego.InvokeAsync("adaptiveCard/action", Pressed(yes), replyTo: "q")).ShouldNotBeNull();
        diego.Updated.ShouldBeEmpty();
        theirs.GetProperty("type").GetString().ShouldBe("application/vnd.microsoft.activity.message");
        (await bot.TaskAsync("camila", 8)).ShouldNotBeNull();

        await camila.InvokeAsync("adaptiveCard/action", Pressed(yes), replyTo: "q");
        (await bot.TaskAsync("camila", 8)).ShouldBeNull();
        camila.Updated.ShouldHaveSingleItem().Id.ShouldBe("q");
    }

    [Fact]
    public async Task Files_are_let_go_without_a_word_and_what_nobody_knows_is_left_to_the_adapter()
    {
        await camila.InvokeAsync("fileConsent/invoke", """{"type":"fileUpload","action":"accept"}""");
        (await camila.InvokeAsync("signin/unknown", "{}")).ShouldBeNull();
        camila.Sent.ShouldBeEmpty();
    }

    private static string Pressed(JsonElement action) => $$"""{"action":{"type":"Action.Execute","verb":"{{action.GetProperty("verb").GetString()}}","data":{{action.GetProperty("data").GetRawText()}}},"trigger":"manual"}""";

    /// <param name="task">What a form was answered with.</param>
    /// <param name="isTyped">What was typed where a channel has no list and no calendar comes back as it was written.</param>
    private static JsonElement Form(JsonElement task, bool isTyped = false)
    {
        var card = task.GetProperty("value").GetProperty("card").GetProperty("content");
        CardSchema.Faults(card).Where(f => !isTyped || !(f.EndsWith("is no date", StringComparison.Ordinal) || f.EndsWith("no choice", StringComparison.Ordinal))).ShouldBeEmpty();
        return card;
    }

    private static string? Value(JsonElement card, string id) => card.GetProperty("body").EnumerateArray().Single(i => i.TryGetProperty("id", out var name) && name.GetString() == id).GetProperty("value").GetString();

    private static IEnumerable<string> Ids(JsonElement card) => card.GetProperty("body").EnumerateArray().Select(i => i.GetProperty("id").GetString()!);

    /// <summary>What a client sends: the data of the button and every input, as it was shown or as it was filled.</summary>
    private static string Submit(JsonElement card, params ReadOnlySpan<(string Id, string Value)> filled)
    {
        var data = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var input in card.GetProperty("body").EnumerateArray())
        {
            if (input.TryGetProperty("id", out var id)) data[id.GetString()!] = input.TryGetProperty("value", out var value) ? value.GetString() : "";
        }

        foreach (var property in card.GetProperty("actions")[0].GetProperty("data").EnumerateObject()) data[property.Name] = property.Value;
        foreach (var (id, value) in filled) data[id] = value;
        return JsonSerializer.Serialize(new { data });
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(Client client, string value) =>
        [.. (await client.InvokeAsync("composeExtension/query", value)).ShouldNotBeNull().GetProperty("composeExtension").GetProperty("attachments").EnumerateArray()
            .Select(a => a.GetProperty("preview").GetProperty("content").GetProperty("title").GetString()!)];
}
