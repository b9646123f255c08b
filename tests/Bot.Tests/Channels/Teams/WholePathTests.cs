using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Bot.Tests.Rendering;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Tests.Channels.Teams;

/// <summary>From a client of Teams through the real service and back to its Connector.</summary>
public sealed class WholePathTests
{
    [Fact]
    public async Task What_was_just_made_is_corrected_in_a_dialog_and_only_what_was_changed_changes()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SayAsync("crea la tarea revisar los precios en Catálogo para Diego el 12 de marzo, prioridad alta");
        var button = TeamsBot.Button(await bot.CardAsync(1), "Corregir");
        button["data"]!["msteams"]!["type"]!.GetValue<string>().ShouldBe("task/fetch");

        var dialog = (await bot.InvokeAsync("task/fetch", new JsonObject { ["data"] = button["data"]!.DeepClone() }, replyTo: "sent-1")).ShouldNotBeNull();
        CardSchema.Faults(JsonElement.Parse(dialog["task"]!["value"]!["card"]!["content"]!.ToJsonString())).ShouldBeEmpty();
        var closed = await bot.InvokeAsync("task/submit", TeamsBot.Submit(dialog, ("title", "Revisar las tarifas")), replyTo: "sent-1");

        closed.ShouldBeNull();
        await Eventually.SoAsync(() => bot.Written.Count == 2, "the card as it is now");
        (bot.Written[1].Method, bot.Written[1].Path.EndsWith("/activities/sent-1", StringComparison.Ordinal)).ShouldBe(("PUT", true), bot.Written[1].Path);
        var task = (await bot.TaskAsync(9))!;
        (task.Title, task.Assignee!.Username, task.Due!.Value.Day, task.Priority).ShouldBe(("Revisar las tarifas", "diego", new DateOnly(2026, 3, 12), TaskPriority.High));
    }

    [Fact]
    public async Task What_waits_for_a_yes_is_said_differently_in_a_dialog_and_the_yes_is_for_the_new_words_alone()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SayAsync("borra la tarea 8");
        var question = await bot.CardAsync(1);
        var dialog = (await bot.InvokeAsync("task/fetch", new JsonObject { ["data"] = TeamsBot.Button(question, "Corregir")["data"]!.DeepClone() }, replyTo: "sent-1")).ShouldNotBeNull();
        await bot.InvokeAsync("task/submit", TeamsBot.Submit(dialog, ("words", "borra la tarea 7")), replyTo: "sent-1");
        var changed = await bot.CardAsync(2);

        foreach (var card in (JsonObject[])[question, changed])
        {
            var yes = TeamsBot.Button(card, "Sí");
            await bot.InvokeAsync("adaptiveCard/action", new JsonObject
            {
                ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = yes["verb"]!.DeepClone(), ["data"] = yes["data"]!.DeepClone() }, ["trigger"] = "manual",
            }, replyTo: "sent-1");
        }

        (await bot.TaskAsync(8)).ShouldNotBeNull("the old question is over");
        (await bot.TaskAsync(7)).ShouldBeNull();
    }

    [Fact]
    public async Task In_a_big_team_the_assignee_is_looked_up_while_one_types()
    {
        await using var bot = await TeamsBot.StartAsync(crowd: 150);
        await bot.SayAsync("muestra la tarea 7");
        var dialog = (await bot.InvokeAsync("task/fetch", new JsonObject { ["data"] = TeamsBot.Button(await bot.CardAsync(1), "Editar")["data"]!.DeepClone() }, replyTo: "sent-1")).ShouldNotBeNull();
        var card = JsonElement.Parse(dialog["task"]!["value"]!["card"]!["content"]!.ToJsonString());
        CardSchema.Faults(card).ShouldBeEmpty();
        var assignee = card.GetProperty("body").EnumerateArray().Single(i => i.GetProperty("id").GetString() == "assignee");
        assignee.GetProperty("style").GetString().ShouldBe("filtered");
        assignee.GetProperty("choices").GetRawText().ShouldBe("""[{"title":"Diego Rojas","value":"diego"}]""", "what is chosen now is shown by its name");

        var found = (await bot.InvokeAsync("application/search", new JsonObject
        {
            ["queryText"] = "persona 14", ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 }, ["dataset"] = assignee.GetProperty("choices.data").GetProperty("dataset").GetString(),
        })).ShouldNotBeNull();
        found["type"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.search.searchResponse");
        var people = found["value"]!["results"]!.AsArray().Select(r => r!["value"]!.GetValue<string>()).ToList();
        (people[0], people.Count).ShouldBe(("persona14", 11), "14 and 140 to 149");
        await bot.InvokeAsync("task/submit", TeamsBot.Submit(dialog, ("assignee", people[0])), replyTo: "sent-1");

        var task = (await bot.TaskAsync(7))!;
        (task.Assignee!.Username, task.Title, task.Due!.Value.Day).ShouldBe(("persona14", "Filtro por color", new DateOnly(2026, 3, 12)));
    }
}
