using System.Text.Json.Nodes;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Tests.Channels.Slack;

/// <summary>From an event of Slack over the real bot and its store to what Slack shows.</summary>
public sealed class WholePathTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public async Task A_task_asked_for_in_a_channel_is_made_answered_in_the_thread_and_changed_by_a_button()
    {
        await using var bot = await SlackService.StartAsync();

        await bot.SayAsync($"<@{SlackStandIn.BotUser}> crea la tarea revisar los logs para <@U0LUIS>", "C0GENERAL", "1700000000.000100");

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        var answer = bot.Slack.Messages[0];
        answer["thread_ts"]!.GetValue<string>().ShouldBe("1700000000.000100");
        var task = (await bot.TasksAsync()).Single(t => t.Title.Contains("logs", StringComparison.OrdinalIgnoreCase));
        task.Assignee!.Username.ShouldBe("luis");
        answer["text"]!.GetValue<string>().ShouldContain($"#{task.Number}");
        var titles = answer["blocks"]!.AsArray().SelectMany(b => SlackService.Buttons(b!.AsObject())).Select(SlackService.Title).ToList();
        titles.ShouldNotBeEmpty();

        await bot.PressAsync(answer, titles.First(t => !t.StartsWith("Editar", StringComparison.Ordinal)));

        await bot.Slack.UntilAsync(c => bot.Slack.Messages.Count == 2 || c.Any(x => x.Method == "chat.update"), "the button's answer");
        bot.Slack.Messages[^1]["thread_ts"]!.GetValue<string>().ShouldBe("1700000000.000100");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_dangerous_is_asked_and_the_question_becomes_the_answer()
    {
        await using var bot = await SlackService.StartAsync();

        await bot.SayAsync("borra la tarea 7", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "a question");
        (await bot.TasksAsync()).ShouldContain(t => t.Number == 7);
        var question = bot.Slack.Messages[0];
        var yes = question["blocks"]!.AsArray().SelectMany(b => SlackService.Buttons(b!.AsObject())).Select(SlackService.Title).First(t => t.StartsWith('S'));

        await bot.PressAsync(question, yes);

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.update"), "an update");
        (await bot.TasksAsync()).ShouldNotContain(t => t.Number == 7);
        bot.Slack.Messages.Count.ShouldBe(1);
        bot.Slack.Messages[0]["blocks"].ShouldSatisfyAllConditions(b => (b?.ToJsonString() ?? "").ShouldNotContain("confirmation"));
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_button_that_is_clicked_twice_takes_back_one_thing()
    {
        await using var bot = await SlackService.StartAsync();
        foreach (var (title, i) in new[] { "primera", "segunda" }.Select((t, i) => (t, i + 1)))
        {
            await bot.SayAsync($"crea la tarea {title}", "D0ANA", $"170000000{i}.000100");
            await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == i, "a card");
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bot.PressAsync(bot.Slack.Messages[1], "deshaz")));
        await bot.SayAsync("hola", "D0ANA", "1700000003.000100");

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 4, "what came after the clicks");
        (await bot.TasksAsync()).Select(t => t.Title).ShouldContain("primera");
        (await bot.TasksAsync()).Select(t => t.Title).ShouldNotContain("segunda");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_is_answered_to_the_person_alone_and_alone_it_helps()
    {
        await using var bot = await SlackService.StartAsync();

        await bot.CommandAsync("mis tareas");
        await bot.CommandAsync("");

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "response_url") >= 2, "two answers");
        bot.Slack.CallsOf("response_url")[0].Arguments.ToJsonString().ShouldContain("Filtro por color");
        bot.Slack.CallsOf("response_url").ShouldAllBe(c => c["response_type"] == "ephemeral");
        bot.Slack.Messages.ShouldBeEmpty();
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_becomes_a_task_with_a_link_back()
    {
        await using var bot = await SlackService.StartAsync();

        await bot.InteractAsync(new()
        {
            ["type"] = "message_action", ["callback_id"] = "task_from_message", ["channel"] = new JsonObject { ["id"] = "C0GENERAL", ["name"] = "general" },
            ["message"] = new JsonObject { ["ts"] = "1700000000.000900", ["user"] = "U0LUIS", ["text"] = "el pago falla con tarjetas viejas" },
        });
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = bot.Slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
        SlackService.Fill(view);
        var answer = await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view });

        answer.ShouldBe("""{"response_action":"clear"}""");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "the task in the thread");
        bot.Slack.Messages[0]["thread_ts"]!.GetValue<string>().ShouldBe("1700000000.000900");
        var task = (await bot.TasksAsync()).Single(t => t.Title.Contains("tarjetas", StringComparison.Ordinal));
        task.Description.ShouldNotBeNull().ShouldContain("https://example.slack.com/archives/C0GENERAL/p1700000000000900");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_task_is_edited_in_a_form_and_its_card_says_so_in_place()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync("cómo va la 7", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "the card");

        await bot.PressAsync(bot.Slack.Messages[0], "Editar");
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = bot.Slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
        SlackService.Fill(view, ("title", "Filtro por talla"));
        (await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view })).ShouldBe("""{"response_action":"clear"}""");

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.update"), "the card as it is now");
        var task = (await bot.TasksAsync()).Single(t => t.Number == 7);
        (task.Title, task.Assignee!.Username, task.Priority).ShouldBe(("Filtro por talla", "ana", TaskPriority.High));
        bot.Slack.Messages.ShouldHaveSingleItem().ToJsonString().ShouldContain("Filtro por talla");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_task_that_was_just_made_is_corrected_in_a_form_and_what_is_wrong_is_said_at_its_field()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync("crea la tarea revisar los logs", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "the card");
        var number = (await bot.TasksAsync()).Single(t => t.Title.Contains("logs", StringComparison.Ordinal)).Number;

        await bot.PressAsync(bot.Slack.Messages[0], "Corregir");
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = bot.Slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
        SlackService.Fill(view, ("title", "  "));
        var refused = JsonNode.Parse(await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view.DeepClone() }))!;
        refused["response_action"]!.GetValue<string>().ShouldBe("errors");
        refused["errors"]!["in:title"]!.GetValue<string>().ShouldContain("título");
        (refused["errors"]!.AsObject().Count, refused.AsObject().Count).ShouldBe((1, 2), "Slack wants nothing else beside errors");

        SlackService.Fill(view, ("title", "Revisar los registros"));
        (await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view })).ShouldBe("""{"response_action":"clear"}""");
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.update"), "the card as it is now");
        (await bot.TasksAsync()).Single(t => t.Number == number).Title.ShouldBe("Revisar los registros");
        bot.Slack.Messages.Count.ShouldBe(1);
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_for_a_yes_is_said_differently_in_a_form_and_the_yes_still_counts_after_it()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync("borra la tarea 7", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "a question");

        await bot.PressAsync(bot.Slack.Messages[0], "Corregir");
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = bot.Slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
        view.ToJsonString().ShouldContain("borra la tarea 7");
        SlackService.Fill(view, ("words", "borra la tarea 7"));
        (await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view })).ShouldBe("""{"response_action":"clear"}""");
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.update"), "the new question in the old one's place");
        (await bot.TasksAsync()).ShouldContain(t => t.Number == 7);

        var question = bot.Slack.Messages.ShouldHaveSingleItem();
        await bot.PressAsync(question, question["blocks"]!.AsArray().SelectMany(b => SlackService.Buttons(b!.AsObject())).Select(SlackService.Title).First(t => t.StartsWith('S')));
        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "chat.update") == 2, "the answer");
        (await bot.TasksAsync()).ShouldNotContain(t => t.Number == 7);
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_big_team_the_assignee_is_looked_up_while_one_types_and_the_other_fields_stay()
    {
        await using var bot = await SlackService.StartAsync(crowd: 150);
        await bot.SayAsync("cómo va la 7", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "the card");
        await bot.PressAsync(bot.Slack.Messages[0], "Editar");
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = bot.Slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
        var select = view["blocks"]!.AsArray().Single(b => b!["block_id"]?.GetValue<string>() == "in:assignee")!["element"]!;
        (select["type"]!.GetValue<string>(), select["initial_option"]!["text"]!["text"]!.GetValue<string>()).ShouldBe(("external_select", "Ana Gómez"));

        var found = JsonNode.Parse(await bot.InteractAsync(new()
        {
            ["type"] = "block_suggestion", ["action_id"] = select["action_id"]!.DeepClone(), ["block_id"] = "in:assignee", ["value"] = "persona 14", ["view"] = new JsonObject { ["id"] = "V1" },
            ["container"] = new JsonObject { ["type"] = "view", ["view_id"] = "V1" },
        }))!["options"]!.AsArray();
        (found[0]!["value"]!.GetValue<string>(), found.Count).ShouldBe(("persona14", 11), "14 and 140 to 149");
        SlackService.Fill(view, ("assignee", "persona14"));
        (await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view })).ShouldBe("""{"response_action":"clear"}""");

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.update"), "the card as it is now");
        var task = (await bot.TasksAsync()).Single(t => t.Number == 7);
        (task.Assignee!.Username, task.Title, task.Priority).ShouldBe(("persona14", "Filtro por color", TaskPriority.High));
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_home_page_has_ones_tasks_and_follows_what_one_does()
    {
        await using var bot = await SlackService.StartAsync();

        await bot.EventAsync(new() { ["type"] = "app_home_opened", ["user"] = "U0ANA", ["channel"] = "D0ANA", ["tab"] = "home" });
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.publish"), "a page");
        bot.Slack.CallsOf("views.publish")[0].Arguments.ToJsonString().ShouldContain("Filtro por color");
        await bot.SayAsync("la 7 está lista", "D0ANA", "1700000000.000100");

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "views.publish") == 2, "a new page");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_home_page_shows_what_waits_for_a_yes_and_takes_the_answer()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync("crea la tarea fotos borrosas", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "a second task");
        var second = (await bot.TasksAsync()).Single(t => t.Title.Contains("fotos", StringComparison.Ordinal)).Number;
        await bot.SayAsync("borra la tarea 7", "D0ANA", "1700000001.000100");
        await bot.SayAsync($"<@{SlackStandIn.BotUser}> borra la tarea {second}", "C0GENERAL", "1700000002.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 3, "two questions");

        var page = await bot.HomeAsync(1);
        page.ToJsonString().ShouldContain("Esperan tu respuesta");
        page.ToJsonString().ShouldContain("general", customMessage: "where the room's question was asked");
        Yes(page).Count.ShouldBe(2);
        (await bot.HomeAsync(2, "U0LUIS")).ToJsonString().ShouldNotContain("Esperan", customMessage: "nobody else sees it");
        await bot.PressHomeAsync(Yes(page)[1], "U0LUIS");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 4, "Luis is told that this is not his to answer");
        (await bot.TasksAsync()).ShouldContain(t => t.Number == second);

        await bot.PressHomeAsync(Yes(page)[1]);
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 5, "the answer, to Ana alone");
        bot.Slack.Messages[^1]["channel"]!.GetValue<string>().ShouldStartWith("D");
        (await bot.TasksAsync()).Select(t => t.Number).ShouldBe([7]);
        page = await bot.HomeAsync(null);
        Yes(page).ShouldHaveSingleItem();
        await bot.PressHomeAsync(Yes(page)[0]);
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 6, "the other answer");
        (await bot.TasksAsync()).ShouldBeEmpty();
        (await bot.HomeAsync(null)).ToJsonString().ShouldNotContain("Esperan", customMessage: "a section without anything in it is left out");
        bot.Slack.Faults.ShouldBeEmpty();

        static List<JsonObject> Yes(JsonObject view) => [.. view["blocks"]!.AsArray().SelectMany(b => SlackService.Buttons(b!.AsObject())).Where(b => SlackService.Title(b).StartsWith('S'))];
    }

    [Fact]
    public async Task A_link_to_a_task_shows_the_task()
    {
        await using var bot = await SlackService.StartAsync();

        await bot.EventAsync(new()
        {
            ["type"] = "link_shared", ["user"] = "U0ANA", ["channel"] = "C0GENERAL", ["message_ts"] = "1700000000.000400", ["links"] = new JsonArray(new JsonObject { ["url"] = "https://pm.example/t/7" }),
        });

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.unfurl"), "an unfurling");
        bot.Slack.CallsOf("chat.unfurl")[0].Arguments["unfurls"]!["https://pm.example/t/7"]!.ToJsonString().ShouldContain("Filtro por color");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_workspace_installs_the_app_has_its_own_token_encrypted_and_sees_nothing_of_the_first()
    {
        await using var bot = await SlackService.StartAsync("--Slack:ClientId=c1", "--Slack:ClientSecret=s1");
        bot.Slack.Tokens["xoxb-second"] = "T2";
        bot.Slack.Grants["code-1"] = new() { ["access_token"] = "xoxb-second", ["bot_user_id"] = "U2BOT", ["team"] = new JsonObject { ["id"] = "T2", ["name"] = "Dos" } };

        await bot.InstallAsync("code-1");
        await bot.RestartAsync();
        await bot.SayAsync("hola", "D0ZOE", "1700000000.000100", user: "U0ZOE", team: "T2");
        await bot.SayAsync("mis tareas", "D0ZOE", "1700000001.000100", user: "U0ZOE", team: "T2");

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count >= 2, "answers");
        bot.Slack.CallsOf("chat.postMessage").ShouldAllBe(c => c.Token == "xoxb-second");
        bot.Slack.Messages.ShouldAllBe(m => !m.ToJsonString().Contains("Filtro por color", StringComparison.Ordinal));
        bot.Stored().ShouldNotContain("xoxb-second");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_that_installs_the_app_slows_down_whoever_asks_for_it_without_end()
    {
        await using var bot = await SlackService.StartAsync("--Slack:ClientId=c1", "--Slack:ClientSecret=s1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 230).Select(_ => bot.BeginInstallAsync()));

        answers.Count(a => a == System.Net.HttpStatusCode.Redirect).ShouldBe(200);
        answers.Count(a => a == System.Net.HttpStatusCode.TooManyRequests).ShouldBe(30);
    }

    [Fact]
    public async Task Delivered_again_even_after_a_restart_it_is_done_once()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync("crea la tarea revisar los logs", "D0ANA", "1700000000.000100", id: "EvONE");
        await bot.SayAsync("crea la tarea revisar los logs", "D0ANA", "1700000000.000100", id: "EvONE");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");

        await bot.RestartAsync();
        await bot.SayAsync("crea la tarea revisar los logs", "D0ANA", "1700000000.000100", id: "EvONE");
        await bot.SayAsync("mis tareas", "D0ANA", "1700000001.000100");

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count >= 2, "the next answer");
        (await bot.TasksAsync()).Count(t => t.Title.Contains("logs", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
        bot.Slack.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_hundred_conversations_are_answered_while_people_wait()
    {
        await using var bot = await SlackService.StartAsync();
        for (var i = 0; i < 20; i++) await bot.SayAsync("cómo va la 7", $"D9{i}", $"1690000000.{i:D6}");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 20, "warm");

        // Two hundred people, one message each within four seconds.
        var sent = new System.Collections.Concurrent.ConcurrentDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var posts = new List<Task>();
        for (var i = 0; i < 200; i++)
        {
            await pace.WaitForNextTickAsync();
            sent[$"D{i:D4}"] = DateTimeOffset.UtcNow;
            posts.Add(bot.SayAsync("cómo va la 7", $"D{i:D4}", $"1700000000.{i:D6}"));
        }

        await Task.WhenAll(posts);
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 220, "two hundred answers");
        var waited = bot.Slack.CallsOf("chat.postMessage").Where(c => sent.ContainsKey(c["channel"]!)).Select(c => (c.At - sent[c["channel"]!]).TotalMilliseconds).Order().ToList();
        output.WriteLine($"median {waited[waited.Count / 2]:F0} ms, p95 {waited[waited.Count * 95 / 100]:F0} ms, most {waited[^1]:F0} ms");
        // Machines that run tests are busy with others: the figure is printed, and only a stall fails.
        waited[waited.Count / 2].ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task Two_hundred_conversations_at_once_are_all_answered_once()
    {
        await using var bot = await SlackService.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => bot.SayAsync($"<@{SlackStandIn.BotUser}> cómo va la 7", $"C{i}", $"1700000000.{i:D6}")));

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count >= 200, "two hundred answers");
        bot.Slack.Messages.Select(m => m["channel"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count().ShouldBe(200);
        bot.Slack.Messages.Count.ShouldBe(200);
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_Slack_refuses_is_told_of_in_health_without_the_token()
    {
        await using var bot = await SlackService.StartAsync("--Slack:BotToken=xoxb-wrong-1234");
        await bot.SayAsync("hola", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "auth.test"), "a try");

        var said = await SlackHealthAsync(bot, "degraded");

        said["problem"]!.GetValue<string>().ShouldContain("Slack:BotToken");
        said["problem"]!.GetValue<string>().ShouldContain("invalid_auth");
        (await bot.HealthAsync()).ShouldNotContain("1234");
    }

    [Fact]
    public async Task An_app_level_token_that_Slack_refuses_is_told_of_in_health_and_a_good_one_is_no_problem()
    {
        await using var good = await SlackService.StartAsync($"--Slack:AppToken={SlackStandIn.AppToken}");
        await SlackHealthAsync(good, "ok");
        await using var bad = await SlackService.StartAsync("--Slack:AppToken=xapp-wrong-1234");

        var said = await SlackHealthAsync(bad, "degraded", "Slack:AppToken");

        said["problem"]!.GetValue<string>().ShouldContain("invalid_auth");
        (await bad.HealthAsync()).ShouldNotContain("1234");
    }

    /// <summary>The channel's part of health, once it is as expected.</summary>
    private static async Task<JsonObject> SlackHealthAsync(SlackService bot, string state, string problem = "")
    {
        JsonObject said = [];
        await Eventually.SoAsync(
            async () =>
            {
                said = JsonNode.Parse(await bot.HealthAsync())!["channels"]!["slack"]!.AsObject();
                return said["state"]!.GetValue<string>() == state && (said["problem"]?.GetValue<string>() ?? "").Contains(problem, StringComparison.Ordinal);
            },
            () => $"{state} {problem} in {said.ToJsonString()}");
        return said;
    }
}
