using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

/// <summary>What is pressed inside of a form.</summary>
public sealed class StackedFormTests
{
    [Fact]
    public async Task A_form_that_is_opened_from_a_form_stands_on_top_of_it_and_its_result_is_said_where_the_first_was_opened()
    {
        List<string> invokes = [];
        await using var bot = await StartAsync(invokes);
        var form = await OpenAsync(bot);

        await PressAsync(bot, form, "Más");

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "views.update") == 2, "the second form");
        var pushed = bot.Slack.CallsOf("views.push").ShouldHaveSingleItem();
        pushed["trigger_id"].ShouldBe("press-1");
        bot.Slack.CallsOf("views.open").Count.ShouldBe(1);
        var second = bot.Slack.CallsOf("views.update")[^1].Arguments["view"]!.DeepClone().AsObject();
        second["title"]!["text"]!.GetValue<string>().ShouldBe("segundo");
        second["id"] = "V2";
        using var answer = await bot.InteractAsync(new() { ["type"] = "view_submission", ["trigger_id"] = "t-9", ["team"] = Id(SlackStandIn.Team), ["user"] = Id("U0ANA"), ["view"] = second });

        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"response_action":"clear"}""");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "the result");
        var said = bot.Slack.Messages.ShouldHaveSingleItem();
        (said["channel"]!.GetValue<string>(), said["thread_ts"]!.GetValue<string>()).ShouldBe(("C0GENERAL", "1700000000.000900"));
        invokes.ShouldBe(["composeExtension/fetchTask", "task/fetch", "task/submit"]);
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_that_a_button_in_a_form_says_are_said_where_the_form_was_opened()
    {
        await using var bot = await StartAsync([]);
        var form = await OpenAsync(bot);

        await PressAsync(bot, form, "Decir");

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        var said = bot.Slack.Messages.ShouldHaveSingleItem();
        (said["text"]!.GetValue<string>(), said["channel"]!.GetValue<string>(), said["thread_ts"]!.GetValue<string>()).ShouldBe(("echo mis tareas", "C0GENERAL", "1700000000.000900"));
    }

    [Fact]
    public async Task One_form_too_many_is_said_in_words()
    {
        await using var bot = await StartAsync([]);
        var form = await OpenAsync(bot);
        bot.Slack.Error("views.push", "push_limit_reached");

        await PressAsync(bot, form, "Más");

        await bot.Slack.UntilAsync(c => bot.Slack.Messages.Count == 1, "a sentence");
        bot.Slack.Messages.ShouldHaveSingleItem()["text"]!.GetValue<string>().ShouldBe("es:form.late");
    }

    private static Task<SlackHost> StartAsync(List<string> invokes) => SlackHost.StartAsync((turn, ct) =>
    {
        if (turn.Activity.Type is ActivityTypes.Message) return turn.SendAsync(new() { Text = $"echo {turn.Activity.Text}", TextFormat = "plain" }, ct);
        invokes.Add(turn.Activity.Name!);
        turn.InvokeResponse = turn.Activity.Name switch
        {
            "composeExtension/fetchTask" => Shown("primero", """
                { "type": "AdaptiveCard", "body": [
                    { "type": "Input.Text", "id": "title", "label": "Título" },
                    { "type": "ActionSet", "actions": [ { "type": "Action.Submit", "title": "Más", "data": { "form": "more", "msteams": { "type": "task/fetch" } } }, { "type": "Action.Submit", "title": "Decir", "data": { "say": "mis tareas" } } ] } ],
                  "actions": [ { "type": "Action.Submit", "title": "Crear", "data": {} } ] }
                """),
            "task/fetch" => Shown("segundo", """{ "type": "AdaptiveCard", "body": [ { "type": "Input.Text", "id": "note", "label": "Nota" } ], "actions": [ { "type": "Action.Submit", "title": "Guardar", "data": {} } ] }"""),
            _ => new InvokeResponse(200, Json("""{"task":null}""")),
        };
        return turn.Activity.Name == "task/submit" ? turn.SendAsync(new() { Text = "guardado", TextFormat = "plain" }, ct) : Task.CompletedTask;
    });

    /// <summary>Opens the first form, by the shortcut on a message of a channel.</summary>
    private static async Task<JsonObject> OpenAsync(SlackHost bot)
    {
        using var answer = await bot.InteractAsync(new()
        {
            ["type"] = "message_action", ["callback_id"] = "task_from_message", ["trigger_id"] = "t-1", ["team"] = Id(SlackStandIn.Team), ["user"] = Id("U0ANA"),
            ["channel"] = new JsonObject { ["id"] = "C0GENERAL", ["name"] = "general" }, ["message"] = new JsonObject { ["ts"] = "1700000000.000900", ["user"] = "U0LUIS", ["text"] = "x" },
        });
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "the first form");
        return bot.Slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
    }

    private static async Task PressAsync(SlackHost bot, JsonObject form, string title)
    {
        var button = form["blocks"]!.AsArray().Where(b => b!["type"]!.GetValue<string>() == "actions").SelectMany(b => b!["elements"]!.AsArray())
            .First(e => e!["text"]!["text"]!.GetValue<string>() == title)!.DeepClone();
        form["id"] = "V1";
        form["state"] = new JsonObject { ["values"] = new JsonObject() };
        using var answer = await bot.InteractAsync(new()
        {
            ["type"] = "block_actions", ["trigger_id"] = "press-1", ["team"] = Id(SlackStandIn.Team), ["user"] = Id("U0ANA"), ["view"] = form.DeepClone(),
            ["container"] = new JsonObject { ["type"] = "view", ["view_id"] = "V1" }, ["actions"] = new JsonArray(button),
        });
    }

    private static JsonObject Id(string id) => new() { ["id"] = id };

    private static InvokeResponse Shown(string title, string card) => new(200, JsonSerializer.SerializeToElement(new JsonObject
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue", ["value"] = new JsonObject { ["title"] = title, ["card"] = new JsonObject { ["contentType"] = Attachment.AdaptiveCard, ["content"] = JsonNode.Parse(card) } },
        },
    }));

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
