using System.Net;
using System.Text.Json.Nodes;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Tests.Discord;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Bot.Channels.Discord;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Tests.Channels.Discord;

/// <summary>From the gateway through the real bot and back over REST.</summary>
public sealed class WholePathTests
{
    [Fact]
    public async Task A_mention_makes_a_task_and_is_answered()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        var message = bot.Say("crea la tarea revisar los precios en Catálogo para Diego");
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("revisar los precios", StringComparison.OrdinalIgnoreCase)), "the reply");

        (await bot.TaskAsync(9))!.Title.ShouldBe("revisar los precios", StringCompareShould.IgnoreCase);
        var sent = bot.Discord.Messages.Single();
        sent["message_reference"]!["message_id"]!.GetValue<string>().ShouldBe(message["id"]!.GetValue<string>());
        PayloadRules.OfMessage(bot.Discord.Bodies("POST", "/messages").Single().AsObject()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_is_deferred_and_answered()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        var command = bot.Use(2, Command("task", "new", ("title", "Revisar el \"logo\""), ("assignee", "diego"), ("due", "el viernes"), ("priority", "high")));
        (await command.Answered)["type"]!.GetValue<int>().ShouldBe(5);
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("logo", StringComparison.OrdinalIgnoreCase)), "the reply in place of the thinking");

        bot.Discord.Messages.Single()["id"]!.GetValue<string>().ShouldBe(command.Original);
        var task = (await bot.TaskAsync(9))!;
        (task.Title, task.Assignee!.FullName, task.Priority).ShouldBe(("Revisar el 'logo'", "Diego Rojas", TaskPriority.High));
        task.Due!.ToString()!.ShouldContain("2026-03-06");
    }

    [Fact]
    public async Task A_pressed_button_changes_its_card_in_place()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("muestra la tarea 7");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 1, "the card");
        var card = bot.Discord.Messages.Single();
        var pressed = bot.Use(3, new JsonObject { ["custom_id"] = DiscordBot.Button(card, "ya quedó"), ["component_type"] = 2 }, card);
        (await pressed.Answered)["type"]!.GetValue<int>().ShouldBe(6);
        await Eventually.SoAsync(async () => (await bot.TaskAsync(7))!.Status == TaskState.Done, () => "the task done");
        await Eventually.SoAsync(() => bot.Discord.Bodies("PATCH", "@original").Count == 1, "the card changed");

        bot.Discord.Messages.Count.ShouldBe(1);
        DiscordBot.Said(bot.Discord.Messages.Single()).ShouldContain("Filtro por color");
        PayloadRules.Schema(bot.Discord.Bodies("PATCH", "@original").Single(), "IncomingWebhookUpdateRequestPartial").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dangerous_thing_is_asked_about_and_the_question_becomes_the_answer()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("borra la tarea 8");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 1, "the question");
        var question = bot.Discord.Messages.Single();
        (await bot.TaskAsync(8)).ShouldNotBeNull();
        await bot.Use(3, new JsonObject { ["custom_id"] = DiscordBot.Button(question, "sí"), ["component_type"] = 2 }, question).Answered;
        await Eventually.SoAsync(async () => await bot.TaskAsync(8) is null, () => "the task gone");
    }

    [Fact]
    public async Task The_form_for_a_new_task_is_opened_and_sent()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        var modal = await bot.Use(2, Command("task", "new")).Answered;
        modal["type"]!.GetValue<int>().ShouldBe(9, modal.ToJsonString());
        PayloadRules.OfCallback(modal).ShouldBeEmpty();
        var sent = bot.Use(5, new JsonObject
        {
            ["custom_id"] = modal["data"]!["custom_id"]!.GetValue<string>(),
            ["components"] = new JsonArray(new JsonObject { ["type"] = 18, ["component"] = new JsonObject { ["type"] = 4, ["custom_id"] = "title", ["value"] = "Nuevo catálogo de verano" } }),
        });
        (await sent.Answered)["type"]!.GetValue<int>().ShouldBe(5);
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("verano", StringComparison.Ordinal)), "the reply");

        (await bot.TaskAsync(9))!.Title.ShouldBe("Nuevo catálogo de verano");
    }

    [Fact]
    public async Task A_private_answer_is_shown_to_the_channel_once()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("muestra la tarea 7 y asígnala a Camila");
        await Eventually.SoAsync(async () => (await bot.TaskAsync(7))!.Assignee!.Username == "camila", () => "a task of hers");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count > 0, "the reply");
        var before = bot.Discord.Messages.Count;
        bot.Use(2, new JsonObject { ["name"] = "my-tasks", ["type"] = 1 });
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == before + 1 && bot.Contents[^1].Contains("Filtro por color", StringComparison.Ordinal), "the private answer");
        var whisper = bot.Discord.Messages[^1];
        whisper["flags"]!.GetValue<int>().ShouldBe(64);

        var button = new JsonObject { ["custom_id"] = DiscordBot.Button(whisper, "Compartir aquí"), ["component_type"] = 2 };
        (await bot.Use(3, button.DeepClone().AsObject(), whisper).Answered)["type"]!.GetValue<int>().ShouldBe(6);
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("ya lo ven todos", StringComparison.Ordinal)), "the private answer says so");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == before + 2, "the shared answer");
        var shared = bot.Discord.Messages[^1];
        (shared["flags"]?.GetValue<int>() ?? 0).ShouldBe(0);
        DiscordBot.Said(shared).ShouldContain("Filtro por color");
        DiscordBot.Said(shared).ShouldContain("Compartido por Camila Torres");
        PayloadRules.OfMessage(bot.Discord.Bodies("POST", $"/channels/{DiscordStandIn.ChannelId}/messages")[^1].AsObject()).ShouldBeEmpty();

        await bot.Use(3, button, whisper).Answered;
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("ya lo compartiste", StringComparison.Ordinal)), "what is said to the second press");
        bot.Discord.Messages[^1]["flags"]!.GetValue<int>().ShouldBe(64);
        bot.Contents.Count(c => c.Contains("Compartido por", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Tasks_and_people_are_offered_while_somebody_types()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        var people = await bot.Use(4, Typing("task", "assign", "assignee", "die")).Answered;
        people["data"]!["choices"]!.ToJsonString().ShouldBe("""[{"name":"Diego Rojas","value":"diego"}]""");
        var tasks = await bot.Use(4, Typing("task", "show", "task", "fotos")).Answered;
        tasks["data"]!["choices"]!.AsArray().Select(c => c!["value"]!.GetValue<string>()).ShouldBe(["8"]);
    }

    [Fact]
    public async Task A_direct_message_leads_to_the_persons_workspace_and_a_strangers_to_none()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("what is task 7?", DiscordBot.Kate, direct: true);
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains("Filtro por color", StringComparison.Ordinal)), "Kate's answer");
        bot.Say("crea la tarea espiar", DiscordBot.Stranger, direct: true);
        await Eventually.SoAsync(() => bot.Discord.Messages.Count >= 2, "the stranger's answer");

        bot.Contents[^1].ShouldContain("servidor");
        (await bot.TaskAsync(9)).ShouldBeNull();
    }

    [Fact]
    public async Task What_came_in_before_a_planned_restart_is_answered_once_and_in_order_and_so_is_what_comes_after()
    {
        string[] said = ["uno", "dos", "tres", "cuatro", "cinco"];
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        foreach (var title in said[..4]) bot.Say($"crea la tarea {title} en Catálogo");
        // A heartbeat asked for behind them: once it beats, they have all come in, and hardly any is answered.
        bot.Discord.Gateway.Send(GatewayStandIn.Op(1));
        await Eventually.SoAsync(() => bot.Discord.Gateway.Heartbeats == 1, "the heartbeat");

        await bot.RestartAsync();
        await bot.ReadyAsync(2);
        bot.Say($"crea la tarea {said[4]} en Catálogo");
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains(said[4], StringComparison.OrdinalIgnoreCase)), "the last reply");

        bot.Contents.Count.ShouldBe(5);
        foreach (var (content, title) in bot.Contents.Zip(said)) content.ShouldContain(title, Case.Insensitive);
        for (var i = 0; i < said.Length; i++) (await bot.TaskAsync(9 + i))!.Title.ShouldBe(said[i], StringCompareShould.IgnoreCase);
        (await bot.TaskAsync(14)).ShouldBeNull();
    }

    [Fact]
    public async Task Health_says_why_the_channel_stands_still_and_the_rest_goes_on()
    {
        await using var bot = await DiscordBot.StartAsync(d => d.Gateway.Refusals.Enqueue(4014));
        using var http = new HttpClient();
        var said = "";
        await Eventually.SoAsync(async () => (said = await http.GetStringAsync(new Uri(bot.Address + "/health/ready"))).Contains("4014", StringComparison.Ordinal), () => "the state in health");

        var channels = JsonNode.Parse(said)!["channels"]!;
        channels["discord"]!["state"]!.GetValue<string>().ShouldBe("degraded");
        (channels["slack"]!.ToJsonString(), channels["teams"]!.ToJsonString(), channels["webchat"]!.ToJsonString()).ShouldBe(("""{"state":"off"}""", """{"state":"off"}""", """{"state":"ok"}"""));
        said.ShouldNotContain(DiscordStandIn.Token);
        (await http.GetAsync(new Uri(bot.Address + "/health/ready"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [SkippableFact]
    public void The_commands_are_as_Discord_wants_them()
    {
        foreach (var command in SlashCommands.All.Commands.Concat(SlashCommands.All.Commands.SelectMany(c => c.Subcommands)).Where(c => c.MessageCommandId is null))
        {
            foreach (var name in (string[])[command.Name.En, command.Name.Es, .. command.Arguments.SelectMany(a => new[] { a.Name.En, a.Name.Es })]) name.ShouldMatch(@"^[-_'\p{Ll}\p{N}]{1,32}$");
            foreach (var text in (string[])[command.Description.En, command.Description.Es, .. command.Arguments.SelectMany(a => new[] { a.Description.En, a.Description.Es })]) text.Length.ShouldBeInRange(1, 100);
            command.Arguments.Select(a => a.IsRequired).ShouldBe(command.Arguments.Select(a => a.IsRequired).OrderDescending());
            command.Arguments.Select(a => a.Name.Es).ShouldBeUnique();
        }

        Skip.If(JsonSchema.Folder is null, "the published specs are not on this machine");
        foreach (var command in DiscordAdmin.Payload(SlashCommands.All)) PayloadRules.Schema(command!, "ApplicationCommandUpdateRequest").ShouldBeEmpty(command!.ToJsonString());
    }

    private static JsonObject Command(string name, string sub, params (string Name, string Value)[] arguments) => new()
    {
        ["name"] = name, ["type"] = 1,
        ["options"] = new JsonArray(new JsonObject
        {
            ["name"] = sub, ["type"] = 1, ["options"] = new JsonArray([.. arguments.Select(a => (JsonNode)new JsonObject { ["name"] = a.Name, ["type"] = 3, ["value"] = a.Value })]),
        }),
    };

    private static JsonObject Typing(string name, string sub, string argument, string typed)
    {
        var command = Command(name, sub, (argument, typed));
        command["options"]![0]!["options"]![0]!["focused"] = true;
        return command;
    }
}
