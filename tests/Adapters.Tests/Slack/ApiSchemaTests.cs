using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class ApiSchemaTests
{
    [SkippableFact]
    public async Task Every_call_with_json_has_the_arguments_that_are_published()
    {
        var file = Sample.SharedFolder() is { } shared ? Path.Combine(shared, "specs", "slack-discord", "slack-web-api-arguments.schema.json") : null;
        Skip.If(file is null || !File.Exists(file), "The published Web API schema is not on this machine.");
        var published = JsonNode.Parse(await File.ReadAllTextAsync(file!))!.AsObject();
        await using var bot = await SlackHost.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is ActivityTypes.Invoke)
            {
                var body = """{"composeExtension":{"type":"result","attachments":[{"contentType":"$type","content":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"#7"}]}}]}}""";
                turn.InvokeResponse = new InvokeResponse(200, JsonElement.Parse(body.Replace("$type", Attachment.AdaptiveCard, StringComparison.Ordinal)));
                return;
            }

            for (var i = 0; i < (turn.Activity.Text == "muchas" ? 6 : 1); i++) await turn.SendAsync(new() { Text = "hola", TextFormat = "plain", SuggestedActions = new() { Actions = [new() { Title = "Sí" }] } }, ct);
            if (turn.Activity.Text == "cambia")
            {
                var id = await turn.SendAsync(new() { Text = "uno" }, ct);
                await turn.UpdateAsync(new() { Id = id, Text = "dos" }, ct);
                await turn.DeleteAsync(id!, ct);
            }
        });

        (await bot.EventAsync(EndpointTests.Message("cambia", "D0ANA", "1700000000.000100", type: "im"))).Dispose();
        (await bot.CommandAsync("muchas")).Dispose();
        (await bot.EventAsync(new() { ["type"] = "app_home_opened", ["user"] = "U0ANA", ["tab"] = "home" })).Dispose();
        (await bot.EventAsync(new() { ["type"] = "link_shared", ["user"] = "U0ANA", ["channel"] = "C0GENERAL", ["message_ts"] = "1.2", ["links"] = new JsonArray(new JsonObject { ["url"] = "https://pm.example/t/7" }) })).Dispose();
        (await bot.InteractAsync(new() { ["type"] = "shortcut", ["callback_id"] = "new_task", ["trigger_id"] = "t1", ["team"] = new JsonObject { ["id"] = SlackStandIn.Team }, ["user"] = new JsonObject { ["id"] = "U0ANA" } })).Dispose();
        string[] wanted = ["chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral", "chat.unfurl", "views.open", "views.update", "views.publish"];
        var calls = await bot.Slack.UntilAsync(c => wanted.All(m => c.Any(x => x.Method == m)), "a call of each method");

        foreach (var call in calls.Where(c => c.IsJson && c.Method != "response_url"))
        {
            var schema = published.DeepClone().AsObject();
            schema.Remove("methods");
            schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = published["methods"]![call.Method]!.DeepClone() });
            JsonSchema.FromText(schema.ToJsonString()).Evaluate(JsonElement.Parse(call.Arguments.ToJsonString())).IsValid.ShouldBeTrue($"{call.Method} {call.Arguments.ToJsonString()}");
        }
    }
}
