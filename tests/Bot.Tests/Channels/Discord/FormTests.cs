using System.Text.Json.Nodes;
using PmBot.Adapters.Tests.Discord;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Tests.Channels.Discord;

/// <summary>Forms over the whole path: the button, the modal, what comes back, and what it does.</summary>
public sealed class FormTests
{
    [Fact]
    public async Task What_was_just_made_is_corrected_in_a_form_and_only_what_was_changed_changes()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("crea la tarea revisar los precios en Catálogo para Diego el 12 de marzo, prioridad alta");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 1, "the card");
        var card = bot.Discord.Messages.Single();

        var modal = await OpenAsync(bot, card, "Corregir");
        modal["data"]!["title"]!.GetValue<string>().ShouldBe("Corregir #9");
        (ModalClient.Value(modal, "title"), ModalClient.Value(modal, "assignee"), ModalClient.Value(modal, "due_date"), ModalClient.Value(modal, "priority"), ModalClient.Value(modal, "status"))
            .ShouldBe(("revisar los precios", "diego", "2026-03-12", "high", "todo"));
        await SubmitAsync(bot, modal, card, ("title", "Revisar las tarifas"));
        await Eventually.SoAsync(() => bot.Discord.Bodies("PATCH", "@original").Count == 1, "the card as it is now");

        var task = (await bot.TaskAsync(9))!;
        (task.Title, task.Assignee!.Username, task.Due!.Value.Day, task.Priority, task.Status).ShouldBe(("Revisar las tarifas", "diego", new DateOnly(2026, 3, 12), TaskPriority.High, TaskState.Todo));
        DiscordBot.Said(bot.Discord.Messages.Single()).ShouldContain("Revisar las tarifas");
        PayloadRules.Schema(bot.Discord.Bodies("PATCH", "@original").Single(), "IncomingWebhookUpdateRequestPartial").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_for_a_yes_is_said_differently_in_a_form_and_the_yes_is_for_the_new_words_alone()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("borra la tarea 8");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 1, "the question");
        var question = bot.Discord.Messages.Single();
        var old = DiscordBot.Button(question, "sí");

        var modal = await OpenAsync(bot, question, "Corregir");
        ModalClient.Value(modal, "words").ShouldBe("borra la tarea 8");
        await SubmitAsync(bot, modal, question, ("words", "borra la tarea 7"));
        await Eventually.SoAsync(() => DiscordBot.Said(bot.Discord.Messages.Single()).Contains("Filtro por color", StringComparison.Ordinal), "the new question in the old one's place");
        await bot.Use(3, new JsonObject { ["custom_id"] = old, ["component_type"] = 2 }, question).Answered;
        await bot.Use(3, new JsonObject { ["custom_id"] = DiscordBot.Button(bot.Discord.Messages.First(), "sí"), ["component_type"] = 2 }, question).Answered;
        await Eventually.SoAsync(async () => await bot.TaskAsync(7) is null, () => "the task gone");

        (await bot.TaskAsync(8)).ShouldNotBeNull("the old question is over");
    }

    [Fact]
    public async Task What_has_no_room_in_the_first_form_stands_in_a_second_and_each_leaves_the_others_fields_alone()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("muestra la tarea 7");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 1, "the card");
        var card = bot.Discord.Messages.Single();

        var more = await OpenAsync(bot, card, "Más campos");
        (ModalClient.Value(more, "title"), ModalClient.Value(more, "description")).ShouldBe((null, ""));
        await SubmitAsync(bot, more, card, ("description", "Con la paleta nueva"));
        await Eventually.SoAsync(async () => (await bot.TaskAsync(7))!.Description is not null, () => "the description");
        await Eventually.SoAsync(() => bot.Discord.Bodies("PATCH", "@original").Count == 1, "the card as it is now");
        card = bot.Discord.Messages.Single();
        var first = await OpenAsync(bot, card, "Editar");
        ModalClient.Value(first, "description").ShouldBeNull();
        await SubmitAsync(bot, first, card, ("status", "blocked"), ("assignee", ""));
        await Eventually.SoAsync(async () => (await bot.TaskAsync(7))!.Status == TaskState.Blocked, () => "the status");

        var task = (await bot.TaskAsync(7))!;
        (task.Title, task.Description, task.Assignee, task.Due!.Value.Day, task.Priority).ShouldBe(("Filtro por color", "Con la paleta nueva", null, new DateOnly(2026, 3, 12), TaskPriority.High));
    }

    [Fact]
    public async Task In_a_team_with_more_people_than_a_list_holds_the_assignee_is_typed_and_nobody_is_left_out()
    {
        await using var bot = await DiscordBot.StartAsync(workspace: DiscordBot.Crowd(60));
        await bot.ReadyAsync();
        bot.Say("muestra la tarea 7");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 1, "the card");
        var card = bot.Discord.Messages.Single();
        var modal = await OpenAsync(bot, card, "Editar");
        ModalClient.Value(modal, "assignee").ShouldBe("Diego Rojas");

        await SubmitAsync(bot, modal, card, ("assignee", "Persona 1"));
        // Many names begin so: whose whole name it is, is meant.
        await Eventually.SoAsync(async () => (await bot.TaskAsync(7))!.Assignee!.Username == "persona1", () => "the person");
        bot.Say("muestra la tarea 7");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count >= 2, "the card again");
        card = bot.Discord.Messages[^1];
        modal = await OpenAsync(bot, card, "Editar");
        await SubmitAsync(bot, modal, card, ("assignee", "persona 5"), ("title", "Filtro por talla"));
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("talla", StringComparison.Ordinal)), "the task");
        await SubmitAsync(bot, await OpenAsync(bot, bot.Discord.Messages[^1], "Editar"), bot.Discord.Messages[^1], ("assignee", "sona"));
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("encajan", StringComparison.Ordinal)), "which of them");

        var task = (await bot.TaskAsync(7))!;
        (task.Title, task.Assignee!.Username).ShouldBe(("Filtro por talla", "persona5"));
    }

    private static async Task<JsonObject> OpenAsync(DiscordBot bot, JsonObject message, string button)
    {
        var modal = await bot.Use(3, new JsonObject { ["custom_id"] = DiscordBot.Button(message, button), ["component_type"] = 2 }, message).Answered;
        modal["type"]!.GetValue<int>().ShouldBe(9, modal.ToJsonString());
        PayloadRules.OfCallback(modal).ShouldBeEmpty();
        return modal.AsObject();
    }

    private static async Task SubmitAsync(DiscordBot bot, JsonObject modal, JsonObject message, params (string Field, string Value)[] changes) =>
        (await bot.Use(5, ModalClient.Submit(modal, changes), message).Answered)["type"]!.GetValue<int>().ShouldBe(6);
}
