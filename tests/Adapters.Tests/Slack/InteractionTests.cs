using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class InteractionTests
{
    private const string Form = """
        { "type": "AdaptiveCard", "version": "1.5", "body": [
            { "type": "Input.Text", "id": "title", "label": "Título", "isRequired": true },
            { "type": "Input.Date", "id": "due", "label": "Fecha" },
            { "type": "Input.ChoiceSet", "id": "assignee", "label": "Para", "choices": [], "choices.data": { "type": "Data.Query", "dataset": "people" } },
            { "type": "Input.Toggle", "id": "urgent", "title": "Urgente", "valueOn": "sí", "valueOff": "no" } ],
          "actions": [ { "type": "Action.Submit", "title": "Crear", "data": { "kind": "create" } } ] }
        """;

    [Fact]
    public async Task A_button_that_says_words_goes_and_what_it_says_is_answered_in_the_thread()
    {
        await using var bot = await SlackHost.StartAsync((turn, ct) => turn.Activity.Text!.EndsWith("hola", StringComparison.Ordinal)
            ? turn.SendAsync(new() { Text = "¿Para quién?", TextFormat = "plain", SuggestedActions = new() { Actions = [new() { Title = "Ana", Value = Json("\"para Ana\"") }] } }, ct)
            : turn.SendAsync(new() { Text = $"dijo {turn.Activity.Text}", TextFormat = "plain" }, ct));
        bot.Slack.People["U0ANA"] = EndpointTests.Person("Ana", "UTC", "es-ES");
        (await bot.EventAsync(EndpointTests.Message($"<@{SlackStandIn.BotUser}> hola", "C0GENERAL", "1700000000.000100", "app_mention"))).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "a question");

        await PressAsync(bot, "C0GENERAL");

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "chat.postMessage") == 2, "an answer");
        var (question, answer) = (bot.Slack.Messages[0], bot.Slack.Messages[1]);
        question["blocks"]!.AsArray().Select(b => b!["type"]!.GetValue<string>()).ShouldBe(["section", "context"]);
        question["blocks"]![1]!["elements"]![0]!["text"]!.GetValue<string>().ShouldBe("✓ Ana: Ana");
        answer["text"]!.GetValue<string>().ShouldBe("dijo para Ana");
        answer["thread_ts"]!.GetValue<string>().ShouldBe("1700000000.000100");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_confirmation_is_replaced_by_its_answer()
    {
        JsonElement? pressed = null;
        await using var bot = await SlackHost.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is ActivityTypes.Message)
            {
                await turn.SendAsync(new() { Summary = "¿Borro la #7?", Attachments = [Card("""{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"¿Borro la #7?"}],"actions":[{"type":"Action.Execute","title":"Sí","verb":"say","data":{"say":"sí","confirmation":"q1"}}]}""")] }, ct);
                return;
            }

            pressed = turn.Activity.Value;
            turn.InvokeResponse = new InvokeResponse(200, Json("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Borrada la #7."}"""));
        });
        (await bot.EventAsync(EndpointTests.Message("borra la 7", "D0ANA", "1700000000.000200", type: "im"))).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "a question");

        // A finger that is quick presses twice on what it sees, even if the answer is there by then.
        var seen = bot.Slack.Messages[^1].DeepClone().AsObject();
        await PressAsync(bot, "D0ANA", seen);
        await PressAsync(bot, "D0ANA", seen);

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.update"), "an update");
        bot.Inbox.Brought.Count(b => b.Key.StartsWith("a:", StringComparison.Ordinal)).ShouldBe(1);
        pressed!.Value.GetProperty("action").GetProperty("verb").GetString().ShouldBe("say");
        pressed.Value.GetProperty("action").GetProperty("data").GetProperty("confirmation").GetString().ShouldBe("q1");
        var message = bot.Slack.Messages.ShouldHaveSingleItem();
        message["text"]!.GetValue<string>().ShouldBe("Borrada la #7.");
        (message["blocks"] is null or JsonArray { Count: 0 }).ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_becomes_a_task_by_a_form_that_knows_the_message()
    {
        List<(string Name, JsonElement Value)> invokes = [];
        await using var bot = await SlackHost.StartAsync((turn, _) =>
        {
            invokes.Add((turn.Activity.Name!, turn.Activity.Value!.Value));
            turn.InvokeResponse = turn.Activity.Name == "composeExtension/fetchTask"
                ? new InvokeResponse(200, Filled("""{"task":{"type":"continue","value":{"title":"Nueva tarea","card":{"contentType":"$type","content":$form}}}}"""))
                : new InvokeResponse(200, Filled("""{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[{"contentType":"$type","content":{"type":"AdaptiveCard","fallbackText":"#8","body":[{"type":"TextBlock","text":"#8 Revisar logs"}]}}]}}"""));
            return Task.CompletedTask;
        });

        (await bot.InteractAsync(MessageShortcut("t-1"))).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        bot.Slack.Calls[^1].Method.ShouldBe("views.update");
        bot.Slack.CallsOf("views.open").ShouldHaveSingleItem()["trigger_id"].ShouldBe("t-1");
        var (name, value) = invokes.ShouldHaveSingleItem();
        name.ShouldBe("composeExtension/fetchTask");
        var payload = value.GetProperty("messagePayload");
        payload.GetProperty("linkToMessage").GetString().ShouldBe("https://example.slack.com/archives/C0GENERAL/p1700000000000900");
        payload.GetProperty("body").GetProperty("content").GetString().ShouldBe("hay que revisar los logs");
        value.GetProperty("commandId").GetString().ShouldBe("createTask");

        var view = bot.Slack.CallsOf("views.update")[^1].Arguments["view"]!.AsObject();
        view["submit"]!["text"]!.GetValue<string>().ShouldBe("Crear");
        using var submitted = await bot.InteractAsync(Submission(view, "t-2", new()
        {
            ["in:title"] = new JsonObject { ["v:title"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = "Revisar logs" } },
            ["in:due"] = new JsonObject { ["v:due"] = new JsonObject { ["type"] = "datepicker", ["selected_date"] = "2026-12-01" } },
            ["in:assignee"] = new JsonObject { ["find|people|assignee"] = new JsonObject { ["type"] = "external_select", ["selected_option"] = new JsonObject { ["value"] = "luis" } } },
            ["in:urgent"] = new JsonObject { ["toggle|sí|no"] = new JsonObject { ["type"] = "checkboxes", ["selected_options"] = new JsonArray() } },
        }));

        JsonNode.Parse(await submitted.Content.ReadAsStringAsync())!["response_action"]!.GetValue<string>().ShouldBe("clear");
        invokes[1].Name.ShouldBe("composeExtension/submitAction");
        invokes[1].Value.GetProperty("data").GetRawText().ShouldBe("""{"kind":"create","title":"Revisar logs","due":"2026-12-01","assignee":"luis","urgent":"no"}""", StringCompareShould.IgnoreLineEndings);
        invokes[1].Value.GetProperty("messagePayload").GetProperty("linkToMessage").GetString().ShouldNotBeNull();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "the task");
        bot.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem()["thread_ts"].ShouldBe("1700000000.000900");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mistakes_stand_beside_their_fields()
    {
        await using var bot = await SlackHost.StartAsync((turn, _) =>
        {
            turn.InvokeResponse = new InvokeResponse(200, Filled("""{"task":{"type":"continue","value":{"title":"x","errors":{"title":"Falta el título."},"card":{"contentType":"$type","content":$form}}}}"""));
            return Task.CompletedTask;
        });
        (await bot.InteractAsync(MessageShortcut("t-3"))).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");

        using var answer = await bot.InteractAsync(Submission(bot.Slack.CallsOf("views.update")[^1].Arguments["view"]!.AsObject(), "t-4", []));

        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"response_action":"errors","errors":{"in:title":"Falta el t\u00EDtulo."}}""");
    }

    [Fact]
    public async Task A_form_whose_work_takes_longer_is_answered_in_time_and_told_later()
    {
        var work = new TaskCompletionSource();
        await using var bot = await SlackHost.StartAsync(async (turn, _) =>
        {
            if (turn.Activity.Name == "composeExtension/submitAction") await work.Task;
            turn.InvokeResponse = new InvokeResponse(200, turn.Activity.Name == "composeExtension/fetchTask"
                ? Filled("""{"task":{"type":"continue","value":{"title":"x","card":{"contentType":"$type","content":$form}}}}""")
                : Json("""{"task":{"type":"message","value":"Creada la #8."}}"""));
        });
        (await bot.InteractAsync(MessageShortcut("t-5"))).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = bot.Slack.CallsOf("views.update")[^1].Arguments["view"]!.AsObject();
        var id = bot.Slack.CallsOf("views.update")[^1]["view_id"]!;

        // The work is not done before the answer is here.
        using var answer = await bot.InteractAsync(Submission(view, "t-6", [], id));
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["response_action"]!.GetValue<string>().ShouldBe("update");
        work.SetResult();

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "views.update") == 2, "what became of it");
        bot.Slack.CallsOf("views.update")[^1].Arguments["view"]!["blocks"]![0]!["text"]!["text"]!.GetValue<string>().ShouldBe("Creada la #8.");
    }

    [Fact]
    public async Task A_form_whose_work_fails_for_good_says_so_and_does_not_wait_for_ever()
    {
        await using var bot = await SlackHost.StartAsync((turn, _) =>
        {
            if (turn.Activity.Name == "composeExtension/submitAction") throw new InvalidOperationException("the work fails");
            turn.InvokeResponse = new InvokeResponse(200, Filled("""{"task":{"type":"continue","value":{"title":"x","card":{"contentType":"$type","content":$form}}}}"""));
            return Task.CompletedTask;
        });
        (await bot.InteractAsync(MessageShortcut("t-7"))).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var update = bot.Slack.CallsOf("views.update")[^1];

        using var answer = await bot.InteractAsync(Submission(update.Arguments["view"]!.AsObject(), "t-8", [], update["view_id"]!));

        // While the person waits the form says it itself, later it is put there.
        Words(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["view"]!).ShouldBe("sorry");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_cannot_be_filled_says_so_at_once()
    {
        var tries = 0;
        await using var bot = await SlackHost.StartAsync((_, _) =>
        {
            Interlocked.Increment(ref tries);
            throw new InvalidOperationException("the look-up fails");
        });

        (await bot.InteractAsync(MessageShortcut("t-9"))).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a word");
        Words(bot.Slack.CallsOf("views.update").ShouldHaveSingleItem().Arguments["view"]!).ShouldBe("es:form.failed");
        tries.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_that_was_opened_before_a_failure_is_found_again_and_filled()
    {
        await using var bot = await SlackHost.StartAsync((turn, _) =>
        {
            turn.InvokeResponse = new InvokeResponse(200, Filled("""{"task":{"type":"continue","value":{"title":"x","card":{"contentType":"$type","content":$form}}}}"""));
            return Task.CompletedTask;
        });
        // Opened, and then it cannot be filled: the trigger has been used by then.
        bot.Slack.Status("views.update", 503);

        (await bot.InteractAsync(MessageShortcut("t-10"))).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update" && x.Arguments["view"]!["submit"] is not null && x.Arguments["view_id"] is not null && c.Count(y => y.Method == "views.open") == 2), "the form");
        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "views.update") == 3, "found by our own name, and filled");
        bot.Slack.CallsOf("chat.postMessage").ShouldBeEmpty("nobody is told that it took too long");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_given_up_is_told_in_the_form_that_waits_or_where_there_is_none_elsewhere(bool isOpen)
    {
        await using var bot = await SlackHost.StartAsync((turn, _) =>
        {
            turn.InvokeResponse = new InvokeResponse(200, Filled("""{"task":{"type":"continue","value":{"title":"x","card":{"contentType":"$type","content":$form}}}}"""));
            return Task.CompletedTask;
        });
        (await bot.InteractAsync(MessageShortcut(isOpen ? "t-11" : "expired"))).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method is "views.update" && x["view_id"] is not null) || c.Any(x => x.Method is "chat.postMessage" or "response_url"), "a form or a sentence");

        var told = await bot.Inbox.Receiver!.GiveUpAsync(bot.Inbox.Items.Single(), "sorry", default);

        told.ShouldBe(isOpen);
        if (isOpen) Words(bot.Slack.CallsOf("views.update")[^1].Arguments["view"]!).ShouldBe("sorry");
    }

    [Fact]
    public async Task A_form_whose_trigger_has_expired_says_so()
    {
        await using var bot = await SlackHost.StartEchoAsync();

        (await bot.InteractAsync(MessageShortcut("expired"))).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method is "chat.postMessage" or "response_url"), "a sentence");
        bot.Slack.Calls.Last(c => c.Method is "chat.postMessage" or "response_url")["text"].ShouldBe("es:form.late");
    }

    [Fact]
    public async Task A_list_is_looked_up_while_somebody_types()
    {
        JsonElement? query = null;
        await using var bot = await SlackHost.StartAsync((turn, _) =>
        {
            query = turn.Activity.Value;
            turn.InvokeResponse = new InvokeResponse(200, Json("""{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[{"title":"Ana Gómez","value":"ana"},{"title":"Analía","value":"analia"}]}}"""));
            return Task.CompletedTask;
        });

        using var answer = await bot.InteractAsync(new()
        {
            ["type"] = "block_suggestion", ["team"] = new JsonObject { ["id"] = SlackStandIn.Team }, ["user"] = new JsonObject { ["id"] = "U0ANA" }, ["action_id"] = "find|people|assignee", ["block_id"] = "in:assignee", ["value"] = "ana",
        });

        query!.Value.GetProperty("queryText").GetString().ShouldBe("ana");
        query.Value.GetProperty("dataset").GetString().ShouldBe("people");
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["options"]!.AsArray().Select(o => o!["value"]!.GetValue<string>()).ShouldBe(["ana", "analia"]);
    }

    [Fact]
    public async Task The_home_page_is_shown_and_made_anew_after_what_its_person_does()
    {
        var count = 0;
        await using var bot = await SlackHost.StartAsync((turn, ct) => turn.Activity is { Type: ActivityTypes.Event, Name: "home/open" }
            ? turn.SendAsync(new() { Attachments = [Card("""{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"Mis tareas $n"}]}""".Replace("$n", $"{++count}", StringComparison.Ordinal))] }, ct)
            : turn.SendAsync(new() { Text = "ok", TextFormat = "plain" }, ct));
        var opened = new JsonObject { ["type"] = "app_home_opened", ["user"] = "U0ANA", ["channel"] = "D0ANA", ["tab"] = "home" };

        (await bot.EventAsync(opened)).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.publish"), "a page");
        (await bot.EventAsync(EndpointTests.Message("crea la tarea x", "D0ANA", "1700000000.000300", type: "im"))).Dispose();

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "views.publish") == 2, "a new page");
        bot.Slack.CallsOf("views.publish").Select(c => (c["user_id"], c.Arguments["view"]!["blocks"]![0]!["text"]!["text"]!.GetValue<string>())).ShouldBe([("U0ANA", "Mis tareas 1"), ("U0ANA", "Mis tareas 2")]);
        bot.Slack.CallsOf("chat.postMessage").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_link_to_a_task_is_unfurled_where_it_was_posted()
    {
        await using var bot = await SlackHost.StartAsync((turn, _) =>
        {
            if (turn.Activity.Value?.GetProperty("url").GetString() == "https://pm.example/t/7")
                turn.InvokeResponse = new InvokeResponse(200, Filled("""{"composeExtension":{"type":"result","attachments":[{"contentType":"$type","content":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"#7"}]}}]}}"""));
            return Task.CompletedTask;
        });

        (await bot.EventAsync(new()
        {
            ["type"] = "link_shared", ["user"] = "U0ANA", ["channel"] = "C0GENERAL", ["message_ts"] = "1700000000.000400",
            ["links"] = new JsonArray(new JsonObject { ["url"] = "https://pm.example/t/7" }, new JsonObject { ["url"] = "https://pm.example/about" }),
        })).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.unfurl"), "an unfurling");
        var unfurl = bot.Slack.CallsOf("chat.unfurl").ShouldHaveSingleItem();
        (unfurl["channel"], unfurl["ts"]).ShouldBe(("C0GENERAL", "1700000000.000400"));
        unfurl.Arguments["unfurls"]!.AsObject().Select(u => u.Key).ShouldBe(["https://pm.example/t/7"]);
    }

    [Theory]
    [InlineData("""{"type":"block_actions","team":{"id":"T0TEAM"},"user":{"id":"U1"},"actions":[{"type":"button","value":"of somebody else"}]}""")]
    [InlineData("""{"type":"block_actions","team":{"id":"T0TEAM"},"user":{"id":"U1"},"actions":[]}""")]
    [InlineData("""{"type":"message_action","callback_id":"unknown","team":{"id":"T0TEAM"},"user":{"id":"U1"}}""")]
    [InlineData("""{"type":"view_submission","team":{"id":"T0TEAM"},"user":{"id":"U1"},"view":{"callback_id":"pmbot","private_metadata":"broken"}}""")]
    [InlineData("""{"type":"view_closed"}""")]
    [InlineData("{}")]
    public async Task What_is_not_ours_is_taken_and_left(string payload)
    {
        await using var bot = await SlackHost.StartEchoAsync();

        using var answer = await bot.InteractAsync(JsonNode.Parse(payload)!.AsObject());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        bot.Inbox.Items.ShouldBeEmpty();
    }

    private static string Words(JsonNode view) => view["blocks"]![0]!["text"]!["text"]!.GetValue<string>();

    private static JsonObject MessageShortcut(string trigger) => new()
    {
        ["type"] = "message_action", ["callback_id"] = "task_from_message", ["trigger_id"] = trigger, ["team"] = new JsonObject { ["id"] = SlackStandIn.Team }, ["user"] = new JsonObject { ["id"] = "U0ANA" },
        ["channel"] = new JsonObject { ["id"] = "C0GENERAL", ["name"] = "general" }, ["message"] = new JsonObject { ["ts"] = "1700000000.000900", ["user"] = "U0LUIS", ["text"] = "hay que revisar los logs" },
    };

    private static JsonObject Submission(JsonObject view, string trigger, JsonObject values, string id = "V1")
    {
        var shown = view.DeepClone().AsObject();
        shown["id"] = id;
        shown["state"] = new JsonObject { ["values"] = values };
        return new() { ["type"] = "view_submission", ["trigger_id"] = trigger, ["team"] = new JsonObject { ["id"] = SlackStandIn.Team }, ["user"] = new JsonObject { ["id"] = "U0ANA" }, ["view"] = shown };
    }

    private static async Task PressAsync(SlackHost bot, string channel, JsonObject? seen = null)
    {
        var message = seen ?? bot.Slack.Messages[^1];
        var actions = message["blocks"]!.AsArray().Last(b => b!["type"]!.GetValue<string>() == "actions")!;
        var button = actions["elements"]![0]!.DeepClone().AsObject();
        button["block_id"] = actions["block_id"]!.DeepClone();
        using var answer = await bot.InteractAsync(new()
        {
            ["type"] = "block_actions", ["trigger_id"] = bot.NextId("p"), ["team"] = new JsonObject { ["id"] = SlackStandIn.Team }, ["user"] = new JsonObject { ["id"] = "U0ANA" },
            ["channel"] = new JsonObject { ["id"] = channel }, ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message["ts"]!.DeepClone(), ["channel_id"] = channel, ["thread_ts"] = message["thread_ts"]?.DeepClone() },
            ["message"] = message.DeepClone(), ["actions"] = new JsonArray(button), ["response_url"] = $"{bot.Slack.Url}/actions/1",
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Attachment Card(string json) => new() { ContentType = Attachment.AdaptiveCard, Content = Json(json) };

    private static JsonElement Filled(string json) => Json(json.Replace("$type", Attachment.AdaptiveCard, StringComparison.Ordinal).Replace("$form", Form, StringComparison.Ordinal));

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
