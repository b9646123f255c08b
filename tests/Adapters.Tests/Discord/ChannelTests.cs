using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>The whole channel: from what is said to what is answered, and through every fault.</summary>
public sealed class ChannelTests
{
    private const string Mention = $"<@{DiscordStandIn.BotId}>";

    private readonly ConcurrentQueue<Activity> heard = new();

    [Fact]
    public async Task A_mention_is_heard_without_the_mention_and_answered_in_place()
    {
        await using var bot = await EchoAsync();
        var message = bot.Say($"{Mention} hola <@600000000000000002> @everyone", with: m => m["mentions"]!.AsArray().Add(new JsonObject { ["id"] = "600000000000000002", ["username"] = "diego" }));
        await SentAsync(bot, 1);

        var activity = heard.Single();
        (activity.Text, activity.From!.Id, activity.From.Name, activity.ChannelId).ShouldBe(("hola <@600000000000000002> @everyone", DiscordStandIn.UserId, "Cami", "discord"));
        (activity.Conversation!.Id, activity.Conversation.TenantId, activity.Conversation.IsGroup).ShouldBe((DiscordStandIn.ChannelId, DiscordStandIn.GuildId, true));
        activity.Entities!.Select(e => (e.Mentioned!.Id, e.Text)).ShouldBe([(DiscordStandIn.BotId, null), ("600000000000000002", "<@600000000000000002>")]);
        activity.Recipient!.Id.ShouldBe(DiscordStandIn.BotId);

        var sent = bot.Discord.Messages.Single();
        sent["content"]!.GetValue<string>().ShouldBe("eco: hola \\<@600000000000000002> @everyone");
        sent["allowed_mentions"]!.ToJsonString().ShouldBe("""{"parse":[],"replied_user":false}""");
        sent["message_reference"]!["message_id"]!.GetValue<string>().ShouldBe(message["id"]!.GetValue<string>());
        sent["nonce"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(25);
        sent["enforce_nonce"]!.GetValue<bool>().ShouldBeTrue();
        PayloadRules.OfMessage(bot.Discord.Bodies("POST", "/messages").Single().AsObject()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_direct_message_needs_no_mention_and_has_no_tenant()
    {
        await using var bot = await EchoAsync();
        bot.Say("hola", guild: null, channel: DiscordStandIn.DirectId);
        await SentAsync(bot, 1);

        var conversation = heard.Single().Conversation!;
        (conversation.Id, conversation.TenantId, conversation.IsGroup, conversation.ConversationType).ShouldBe((DiscordStandIn.DirectId, null, false, "personal"));
        bot.Discord.Messages.Single().ContainsKey("message_reference").ShouldBeFalse();
    }

    [Fact]
    public async Task A_thread_is_a_conversation_of_its_own_under_its_channel()
    {
        await using var bot = await EchoAsync();
        bot.Discord.Gateway.Emit("GUILD_CREATE", new JsonObject
        {
            ["id"] = DiscordStandIn.GuildId, ["channels"] = new JsonArray(new JsonObject { ["id"] = DiscordStandIn.ChannelId, ["type"] = 0, ["name"] = "equipo" }),
            ["threads"] = new JsonArray(new JsonObject { ["id"] = "710000000000000001", ["type"] = 11, ["parent_id"] = DiscordStandIn.ChannelId, ["name"] = "hilo" }),
            ["roles"] = new JsonArray(new JsonObject { ["id"] = "810000000000000001", ["tags"] = new JsonObject { ["bot_id"] = DiscordStandIn.BotId } }),
        });
        // One that was not told of is asked for.
        bot.Discord.Gateway.Channels["710000000000000002"] = new JsonObject { ["id"] = "710000000000000002", ["type"] = 12, ["parent_id"] = DiscordStandIn.ChannelId };
        bot.Say($"{Mention} uno", channel: "710000000000000001");
        bot.Say($"{Mention} dos", channel: "710000000000000002");
        bot.Say("<@&810000000000000001> tres", with: m => m["mention_roles"] = new JsonArray("810000000000000001"));
        await SentAsync(bot, 3);

        heard.OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => (a.Text, a.Conversation!.Id)).ShouldBe(
        [
            ("uno", $"{DiscordStandIn.ChannelId};messageid=710000000000000001"), ("dos", $"{DiscordStandIn.ChannelId};messageid=710000000000000002"), ("tres", DiscordStandIn.ChannelId),
        ]);
        bot.Discord.Calls.Where(c => c.Method == "POST" && c.Path.EndsWith("/messages", StringComparison.Ordinal)).Select(c => c.Path.Split('/')[2])
            .ShouldBe(["710000000000000001", "710000000000000002", DiscordStandIn.ChannelId], ignoreOrder: true);
        bot.Discord.Calls.Count(c => c.Method == "GET" && c.Path == "/channels/710000000000000002").ShouldBe(1);
    }

    [Fact]
    public async Task Only_people_are_heard_and_only_what_is_for_the_bot()
    {
        await using var bot = await EchoAsync();
        bot.Say($"{Mention} soy un bot", with: m => m["author"]!["bot"] = true);
        bot.Say($"{Mention} soy un webhook", with: m => m["webhook_id"] = "1");
        bot.Say($"{Mention} soy yo", with: m => m["author"]!["id"] = DiscordStandIn.BotId);
        bot.Say($"{Mention} entró", with: m => m["type"] = 7);
        bot.Say("", with: m => m["attachments"] = new JsonArray());
        bot.Discord.Gateway.Emit("MESSAGE_UPDATE", new JsonObject { ["id"] = "1", ["content"] = Mention });
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", new JsonObject { ["id"] = 5 });
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", JsonValue.Create("?"));
        bot.Say("sí", with: m => (m["type"], m["referenced_message"]) = (19, new JsonObject { ["id"] = "2", ["channel_id"] = "3", ["author"] = new JsonObject { ["id"] = DiscordStandIn.BotId, ["username"] = "PmBot", ["bot"] = true } }));
        await SentAsync(bot, 1);

        heard.Single().Text.ShouldBe("sí");
        heard.Single().Entities!.Single().Mentioned!.Id.ShouldBe(DiscordStandIn.BotId);
    }

    [Fact]
    public async Task What_is_delivered_several_times_and_out_of_order_is_worked_on_once()
    {
        await using var bot = await EchoAsync();
        for (var i = 0; i < 20; i++) bot.Say($"{Mention} {i}", times: 3);
        var pressed = bot.Use(2, Command("say", ("text", "hola")), times: 3);
        await pressed.Answered;
        await SentAsync(bot, 21);
        bot.Discord.Gateway.Send(GatewayStandIn.Op(7));
        await Eventually.SoAsync(() => bot.Discord.Gateway.ReadyCount == 2, "resumed");
        bot.Say($"{Mention} última");
        await SentAsync(bot, 22);

        heard.Count.ShouldBe(22);
        bot.Discord.Messages.Count.ShouldBe(22);
    }

    [Fact]
    public async Task A_command_is_answered_at_once_and_its_reply_replaces_the_thinking()
    {
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            await turn.SendAsync(Text("uno"), ct);
            await turn.SendAsync(Text("dos"), ct);
        });
        var command = bot.Use(2, Command("item", Sub("new", ("title", "Filtro por color"), ("owner", "diego"))));
        (await command.Answered).ToJsonString().ShouldBe("""{"type":5}""");
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 2, "both replies");

        heard.Single().Text.ShouldBe("crea Filtro por color para diego");
        (heard.Single().Type, heard.Single().Locale).ShouldBe(("message", "es-ES"));
        bot.Discord.Messages.Select(m => m["content"]!.GetValue<string>()).ShouldBe(["uno", "dos"]);
        bot.Discord.Messages[0]["id"]!.GetValue<string>().ShouldBe(command.Original);
        PayloadRules.Schema(bot.Discord.Bodies("PATCH", "@original").Single(), "IncomingWebhookUpdateRequestPartial").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reply_that_is_done_before_Discord_has_the_first_answer_waits_for_it()
    {
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            await turn.SendAsync(Text("uno"), ct);
            await turn.SendAsync(Text("dos"), ct);
        });
        bot.Discord.Faults.Enqueue(async _ =>
        {
            await Eventually.SoAsync(() => heard.Count == 1, "the turn");
            await Task.Delay(300);
            return false;
        });

        var command = bot.Use(2, Command("item", Sub("show", ("item", "7"))));
        await Eventually.SoAsync(() => bot.Discord.Messages.Count(m => m["content"] is not null) == 2, "both replies");

        bot.Discord.Messages.Select(m => m["content"]!.GetValue<string>()).ShouldBe(["uno", "dos"]);
        bot.Discord.Messages[0]["id"]!.GetValue<string>().ShouldBe(command.Original);
    }

    [Fact]
    public async Task A_reply_waits_for_the_first_answer_that_another_instance_gives()
    {
        await using var bot = await StartAsync((turn, ct) => turn.SendAsync(Text("uno"), ct));
        bot.Discord.Faults.Enqueue(_ => Task.FromResult(false));
        for (var i = 0; i < 2; i++)
        {
            bot.Discord.Faults.Enqueue(async context =>
            {
                context.Response.StatusCode = 404;
                await context.Response.WriteAsync("""{"code":10015,"message":"Unknown Webhook"}""");
                return true;
            });
        }

        var command = bot.Use(2, Command("item", Sub("new", ("title", "Filtro por color"), ("owner", "diego"))));
        await Eventually.SoAsync(() => bot.Discord.Messages.Any(m => m["content"]?.GetValue<string>() == "uno"), "the reply");

        bot.Discord.Messages.Single()["id"]!.GetValue<string>().ShouldBe(command.Original);
    }

    [Fact]
    public async Task A_command_whose_answer_Discord_refuses_does_not_think_for_ever()
    {
        await using var bot = await StartAsync((turn, ct) => turn.SendAsync(Text("uno"), ct));
        bot.Discord.Faults.Enqueue(_ => Task.FromResult(false));
        bot.Discord.Faults.Enqueue(async context =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"code":50035,"message":"Invalid Form Body"}""");
            return true;
        });

        var command = bot.Use(2, Command("item", Sub("new", ("title", "Filtro por color"), ("owner", "diego"))));

        await Eventually.SoAsync(() => bot.Discord.Messages is [{ } one] && one["content"] is not null, "a word in the place of the thinking");
        bot.Discord.Messages[0]["content"]!.GetValue<string>().ShouldBe("discord.refused es-ES");
        bot.Discord.Messages[0]["id"]!.GetValue<string>().ShouldBe(command.Original);
    }

    [Fact]
    public async Task A_private_command_is_answered_for_the_person_alone()
    {
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            await turn.SendAsync(Text("uno"), ct);
            await turn.SendAsync(Text("dos"), ct);
        });
        var command = bot.Use(2, Command("item", Sub("show", ("item", "7"))));
        (await command.Answered)["data"]!["flags"]!.GetValue<int>().ShouldBe(64);
        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 2, "both replies");

        bot.Discord.Calls.ShouldNotContain(c => c.Path.StartsWith("/channels/", StringComparison.Ordinal));
        bot.Discord.Messages[1]["flags"]!.GetValue<int>().ShouldBe(64);
    }

    [Fact]
    public async Task Of_private_answers_only_the_first_can_be_told_to_be_there_and_of_others_all_for_a_while()
    {
        var references = new ConcurrentQueue<ConversationReference>();
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            references.Enqueue(turn.Reference!);
            await turn.SendAsync(Text("uno"), ct);
        });
        await bot.Use(2, Command("item", Sub("show", ("item", "7")))).Answered;
        await Eventually.SoAsync(() => references.Count == 1, "the private command");
        await bot.Use(2, Command("say", ("text", "abierto"))).Answered;
        await Eventually.SoAsync(() => references.Count == 2, "the open command");
        var sender = bot.Services.GetServices<IChannelSender>().Single(s => s.Adapter == "discord");
        bool Tells(ConversationReference place, string key, TimeSpan age, string text = "hola") => sender.TellsDuplicates(place, new Activity { Type = ActivityTypes.Message, Id = key, Text = text }, age);
        var (closed, open) = (references.First(), references.Last());

        Tells(closed, "k#1", TimeSpan.FromMinutes(5)).ShouldBeTrue("it takes the place of the thinking");
        Tells(closed, "k#1", TimeSpan.Zero, new string('a', 5000)).ShouldBeFalse("of several pages only the first has a place");
        Tells(closed, "k#2", TimeSpan.Zero).ShouldBeFalse();
        Tells(open, "k#2", TimeSpan.FromMinutes(1)).ShouldBeTrue("it has a nonce");
        Tells(open, "k#2", TimeSpan.FromMinutes(5)).ShouldBeFalse("a nonce is looked for among what was written lately");
    }

    [Fact]
    public async Task When_the_token_is_over_the_channel_gets_the_answer_and_a_private_one_the_person()
    {
        var go = new TaskCompletionSource();
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            await go.Task;
            await turn.SendAsync(Text($"tarde {turn.Activity.Text}"), ct);
        });
        var open = bot.Use(2, Command("say", ("text", "abierto")));
        var closed = bot.Use(2, Command("item", Sub("show", ("item", "7"))));
        await open.Answered;
        await closed.Answered;
        open.IsOver = closed.IsOver = true;
        go.SetResult();
        await SentAsync(bot, 2);

        bot.Discord.Calls.Where(c => c.Method == "POST" && c.Path.EndsWith("/messages", StringComparison.Ordinal)).Select(c => (c.Path.Split('/')[2], c.Body!["content"]!.GetValue<string>()))
            .ShouldBe([(DiscordStandIn.ChannelId, "tarde abierto"), (DiscordStandIn.DirectId, "tarde muestra 7")], ignoreOrder: true);
    }

    [Fact]
    public async Task Choices_come_while_somebody_types_and_never_too_many()
    {
        await using var bot = await StartAsync((turn, ct) =>
        {
            turn.Activity.Name.ShouldBe("application/search");
            var value = turn.Activity.Value!.Value;
            (value.GetProperty("dataset").GetString(), value.GetProperty("queryText").GetString()).ShouldBe(("people", "die"));
            turn.InvokeResponse = Answer(new JsonObject
            {
                ["type"] = "application/vnd.microsoft.search.searchResponse",
                ["value"] = new JsonObject { ["results"] = new JsonArray([.. Enumerable.Range(1, 40).Select(i => (JsonNode)new JsonObject { ["title"] = new string('D', 150), ["value"] = $"diego{i}" })]) },
            });
            return Task.CompletedTask;
        });
        var typing = bot.Use(4, Command("item", Sub("new", [new JsonObject { ["name"] = "owner", ["type"] = 3, ["value"] = "die", ["focused"] = true }])));
        var callback = await typing.Answered;

        callback["type"]!.GetValue<int>().ShouldBe(8);
        callback["data"]!["choices"]!.AsArray().Count.ShouldBe(25);
        PayloadRules.OfCallback(callback).ShouldBeEmpty();
        bot.Inbox.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_opens_is_filled_in_and_comes_back()
    {
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            switch (turn.Activity.Name)
            {
                case "task/fetch":
                    turn.Activity.Value!.Value.GetProperty("data").GetProperty("form").GetString().ShouldBe("new");
                    turn.InvokeResponse = Answer(JsonNode.Parse(FormAnswer)!.AsObject());
                    break;
                case "task/submit":
                    await turn.SendAsync(Text("creada"), ct);
                    turn.InvokeResponse = new InvokeResponse(200, null);
                    break;
            }
        });
        var command = bot.Use(2, Command("item", Sub("new")));
        var modal = await command.Answered;
        modal["type"]!.GetValue<int>().ShouldBe(9);
        PayloadRules.OfCallback(modal).ShouldBeEmpty();
        modal["data"]!["title"]!.GetValue<string>().ShouldBe("Nueva tarea");

        var sent = bot.Use(5, new JsonObject
        {
            ["custom_id"] = modal["data"]!["custom_id"]!.GetValue<string>(),
            ["components"] = new JsonArray(
                new JsonObject { ["type"] = 18, ["component"] = new JsonObject { ["type"] = 4, ["custom_id"] = "title", ["value"] = "Filtro por color" } },
                new JsonObject { ["type"] = 18, ["component"] = new JsonObject { ["type"] = 3, ["custom_id"] = "priority", ["values"] = new JsonArray("high") } },
                new JsonObject { ["type"] = 1, ["components"] = new JsonArray(new JsonObject { ["type"] = 4, ["custom_id"] = "notes", ["value"] = "" }) }),
        });
        (await sent.Answered)["type"]!.GetValue<int>().ShouldBe(5);
        await Eventually.SoAsync(() => bot.Discord.Messages.Any(m => m["content"]?.GetValue<string>() == "creada"), "the reply");

        var data = heard.Single(a => a.Name == "task/submit").Value!.Value.GetProperty("data");
        data.GetRawText().ShouldBe("""{"form":"new_task","title":"Filtro por color","priority":"high"}""");
        bot.Discord.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_becomes_a_form_and_the_form_knows_the_message()
    {
        await using var bot = await StartAsync((turn, ct) =>
        {
            turn.InvokeResponse = turn.Activity.Name is "composeExtension/fetchTask"
                ? Answer(JsonNode.Parse(FormAnswer)!.AsObject())
                : Answer(new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = "hecho" } });
            return Task.CompletedTask;
        });
        var menu = bot.Use(2, new JsonObject
        {
            ["name"] = "Make item", ["type"] = 3, ["target_id"] = "55",
            ["resolved"] = new JsonObject { ["messages"] = new JsonObject { ["55"] = new JsonObject { ["id"] = "55", ["channel_id"] = DiscordStandIn.ChannelId, ["content"] = "se cae el login", ["author"] = new JsonObject { ["id"] = "9", ["username"] = "ana" } } } },
        });
        var modal = await menu.Answered;
        var sent = bot.Use(5, new JsonObject { ["custom_id"] = modal["data"]!["custom_id"]!.GetValue<string>(), ["components"] = new JsonArray() });
        await sent.Answered;
        await Eventually.SoAsync(() => bot.Discord.Messages.Any(m => m["content"]?.GetValue<string>() == "hecho"), "the reply");

        var (asked, submitted) = (heard.First().Value!.Value, heard.Last().Value!.Value);
        foreach (var value in (JsonElement[])[asked, submitted])
        {
            value.GetProperty("commandId").GetString().ShouldBe("makeItem");
            value.GetProperty("messagePayload").GetProperty("body").GetProperty("content").GetString().ShouldBe("se cae el login");
            value.GetProperty("messagePayload").GetProperty("linkToMessage").GetString().ShouldBe($"https://discord.com/channels/{DiscordStandIn.GuildId}/{DiscordStandIn.ChannelId}/55");
        }

        heard.Last().Name.ShouldBe("composeExtension/submitAction");
    }

    [Fact]
    public async Task A_pressed_button_says_its_words_or_changes_its_card()
    {
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is "message") await turn.SendAsync(Text($"dicho {turn.Activity.Value?.GetProperty("say").GetString() ?? turn.Activity.Text}"), ct);
            else turn.InvokeResponse = Answer(new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = "cambiada" });
        });
        var card = bot.Discord.Put(new JsonObject { ["id"] = "77", ["channel_id"] = DiscordStandIn.ChannelId, ["content"] = "", ["embeds"] = new JsonArray(), ["components"] = new JsonArray(new JsonObject { ["type"] = 1 }) });
        Action<JsonObject> on = i => i["message"] = new JsonObject { ["id"] = "77", ["channel_id"] = DiscordStandIn.ChannelId, ["flags"] = 0 };

        foreach (var id in (string[])["""s0:{"say":"la 7 está lista"}""", """s0:"más" """.TrimEnd()])
        {
            var said = bot.Use(3, new JsonObject { ["custom_id"] = id, ["component_type"] = 2 }, with: on);
            (await said.Answered).ToJsonString().ShouldBe("""{"type":6}""");
        }

        await Eventually.SoAsync(() => bot.Discord.Messages.Count == 3, "what was said");
        bot.Discord.Messages.Skip(0).Select(m => m["content"]!.GetValue<string>()).ShouldBe(["dicho la 7 está lista", "dicho más", ""], ignoreOrder: true);
        bot.Discord.Messages.Where(m => m["id"]!.GetValue<string>() != "77").ShouldAllBe(m => m["message_reference"]!["message_id"]!.GetValue<string>() == "77");

        var pressed = bot.Use(3, new JsonObject { ["custom_id"] = "list0", ["component_type"] = 3, ["values"] = new JsonArray("""e1:{"say":"sí","confirmation":"c1"}""") }, with: on);
        (await pressed.Answered)["type"]!.GetValue<int>().ShouldBe(6);
        await Eventually.SoAsync(() => card["content"]!.GetValue<string>() == "cambiada", "the card as it is now");
        card["components"]!.AsArray().ShouldBeEmpty();
        var action = heard.Last().Value!.Value.GetProperty("action");
        JsonElement.DeepEquals(action, JsonElement.Parse("""{"type":"Action.Execute","verb":"say","data":{"say":"sí","confirmation":"c1"}}""")).ShouldBeTrue(action.GetRawText());
    }

    [Fact]
    public async Task A_button_that_is_clicked_twice_says_its_words_once_and_each_click_is_answered()
    {
        await using var bot = await DiscordHost.StartAsync((turn, ct) => turn.SendAsync(Text($"dicho {turn.Activity.Text}"), ct), time: new PacedTime(1));
        DiscordStandIn.Interaction Click(string id, string message) =>
            bot.Use(3, new JsonObject { ["custom_id"] = id, ["component_type"] = 2 }, with: i => i["message"] = new JsonObject { ["id"] = message, ["channel_id"] = DiscordStandIn.ChannelId });

        foreach (var said in (DiscordStandIn.Interaction[])[Click("""s0:"deshaz" """.TrimEnd(), "77"), Click("""s0:"deshaz" """.TrimEnd(), "77"), Click("""s1:"más" """.TrimEnd(), "77"), Click("""s0:"deshaz" """.TrimEnd(), "78")])
            (await said.Answered).ToJsonString().ShouldBe("""{"type":6}""");

        await SentAsync(bot, 3);
        bot.Inbox.Items.Select(i => i.Activity.Text).ShouldBe(["deshaz", "más", "deshaz"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(2, """{"name":"gone","type":1}""")]
    [InlineData(2, """{"name":"Gone","type":3}""")]
    [InlineData(3, """{"custom_id":"another bot","component_type":2}""")]
    [InlineData(5, """{"custom_id":"O0:lost","components":[]}""")]
    [InlineData(4, """{"name":"gone","type":1}""")]
    [InlineData(99, "{}")]
    public async Task What_nobody_knows_is_answered_all_the_same(int type, string data)
    {
        await using var bot = await EchoAsync();
        var callback = await bot.Use(type, JsonNode.Parse(data)!.AsObject()).Answered;

        callback["type"]!.GetValue<int>().ShouldBe(type is 4 ? 8 : 4);
        PayloadRules.OfCallback(callback).ShouldBeEmpty();
        if (type is not 4) callback["data"]!["content"]!.GetValue<string>().ShouldBe("discord.unknown es-ES");
        bot.Inbox.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_is_wrong_by_an_hour_refuses_nothing()
    {
        await using var bot = await EchoAsync();
        foreach (var skew in (int[])[-3600, 3600])
        {
            var made = (ulong)(DateTimeOffset.UtcNow.AddSeconds(skew).ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22;
            var command = bot.Use(2, Command("say", ("text", $"{skew}")), with: i => (i["id"], i["token"]) = (made.ToString(System.Globalization.CultureInfo.InvariantCulture), $"t{skew}"));
            (await command.Answered)["type"]!.GetValue<int>().ShouldBe(5);
        }

        await Eventually.SoAsync(() => bot.Discord.Messages.Count(m => m["content"] is not null) == 2, "both replies");
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_not_said_twice()
    {
        var lost = 0;
        await using var bot = await EchoAsync(d => d.LosesAnswer = call => call.Method == "POST" && call.Path.EndsWith("/messages", StringComparison.Ordinal) && Interlocked.Increment(ref lost) <= 3);
        bot.Say($"{Mention} una vez");
        await Eventually.SoAsync(() => bot.Discord.Calls.Count(c => c.Path.EndsWith("/messages", StringComparison.Ordinal)) >= 4, "the attempt whose answer came");

        bot.Discord.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Storms_of_429_and_5xx_lose_and_double_nothing_and_keep_the_order()
    {
        await using var bot = await EchoAsync();
        for (var i = 0; i < 60; i++) bot.Discord.Faults.Enqueue(Storm(i));
        for (var i = 0; i < 40; i++) bot.Say($"{Mention} {i}", channel: $"70000000000000000{i % 4}");
        await SentAsync(bot, 40);

        foreach (var channel in bot.Discord.Messages.GroupBy(m => m["channel_id"]!.GetValue<string>()))
        {
            var numbers = channel.Select(m => int.Parse(m["content"]!.GetValue<string>()[5..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            numbers.ShouldBe([.. numbers.Order()], $"in {channel.Key}");
        }

        bot.Discord.Messages.Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_store_that_is_away_for_a_while_loses_nothing()
    {
        await using var bot = await EchoAsync();
        bot.Inbox.Failures = 5;
        bot.Say($"{Mention} uno");
        bot.Say($"{Mention} dos");
        await SentAsync(bot, 2);

        heard.Select(a => a.Text).ShouldBe(["uno", "dos"]);
    }

    [Fact]
    public async Task A_message_that_nobody_could_have_sent_stops_none_that_comes_after_it()
    {
        await using var bot = await EchoAsync();
        foreach (var list in (string[])["mentions", "mention_roles"]) bot.Say("uno", with: m => m[list] = new JsonArray((JsonNode?)null));
        bot.Discord.Gateway.Emit("GUILD_CREATE", new JsonObject { ["id"] = DiscordStandIn.GuildId, ["channels"] = new JsonArray((JsonNode?)null) });
        bot.Say($"{Mention} dos");
        await SentAsync(bot, 1);

        heard.Select(a => a.Text).ShouldBe(["dos"]);
    }

    [Fact]
    public async Task Two_hundred_talks_with_cuts_in_between_are_all_answered_once()
    {
        await using var bot = await EchoAsync();
        for (var i = 0; i < 200; i++)
        {
            bot.Say($"talk {i}", guild: null, channel: $"71{i:0000000000000000}");
            if (i % 40 == 39) bot.Discord.Gateway.Cut();
        }

        await SentAsync(bot, 200);
        bot.Discord.Messages.Select(m => m["content"]!.GetValue<string>()).Distinct().Count().ShouldBe(200);
    }

    [Fact]
    public async Task A_handler_that_throws_and_a_huge_message_stop_nothing()
    {
        await using var bot = await StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Text == "rompe") throw new InvalidOperationException("broken");
            await turn.SendAsync(Text($"eco: {turn.Activity.Text![..Math.Min(10, turn.Activity.Text!.Length)]}"), ct);
        });
        bot.Say($"{Mention} rompe");
        bot.Say($"{Mention} {new string('x', 10 * 1024 * 1024)}");
        bot.Say($"{Mention} después");
        await SentAsync(bot, 2);

        bot.Discord.Messages.Select(m => m["content"]!.GetValue<string>()).ShouldContain("eco: después");
        bot.Inbox.Faults.Count.ShouldBe(1);
        bot.Discord.Gateway.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task What_came_just_before_the_end_is_stored_before_it()
    {
        await using var bot = await EchoAsync();
        bot.Inbox.Failures = 3;
        bot.Say($"{Mention} última");
        await Eventually.SoAsync(() => bot.Inbox.Failures < 3, "it has come");
        await bot.StopAsync();

        bot.Inbox.Items.Count.ShouldBe(1);
    }

    private static Func<HttpContext, Task<bool>> Storm(int i) => async context =>
    {
        if (context.Request.Method == "GET") return false;
        switch (i % 5)
        {
            case 0:
                context.Response.StatusCode = 429;
                await context.Response.WriteAsync("""{"message":"slow","retry_after":0.3,"global":false}""");
                break;
            case 1:
                context.Response.StatusCode = 502;
                await context.Response.WriteAsync("<html>bad gateway</html>");
                break;
            case 2:
                context.Abort();
                break;
            case 3:
                context.Response.StatusCode = 429;
                context.Response.Headers["Retry-After"] = "1";
                await context.Response.WriteAsync("error code: 1015");
                break;
            default:
                context.Response.StatusCode = 503;
                break;
        }

        return true;
    };

    private Task<DiscordHost> EchoAsync(Action<DiscordStandIn>? prepare = null) => StartAsync((turn, ct) => turn.SendAsync(Text($"eco: {turn.Activity.Text}"), ct), prepare);

    private Task<DiscordHost> StartAsync(Func<TurnContext, CancellationToken, Task> onTurn, Action<DiscordStandIn>? prepare = null) => DiscordHost.StartAsync(
        (turn, ct) =>
        {
            heard.Enqueue(turn.Activity);
            return onTurn(turn, ct);
        },
        prepare);

    private static Task SentAsync(DiscordHost bot, int count) =>
        Eventually.SoAsync(() => bot.Discord.Messages.Count(m => m["content"] is not null) >= count, () => $"{count} messages; there are {bot.Discord.Messages.Count}, stored {bot.Inbox.Items.Count}, {string.Join("; ", bot.Inbox.Faults)}");

    private static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain" };

    private static InvokeResponse Answer(JsonObject body) => new(200, JsonElement.Parse(body.ToJsonString()));

    private static JsonObject Command(string name, params (string Name, string Value)[] arguments) =>
        new() { ["name"] = name, ["type"] = 1, ["options"] = new JsonArray([.. arguments.Select(a => (JsonNode)new JsonObject { ["name"] = a.Name, ["type"] = 3, ["value"] = a.Value })]) };

    private static JsonObject Command(string name, JsonObject sub) => new() { ["name"] = name, ["type"] = 1, ["options"] = new JsonArray(sub) };

    private static JsonObject Sub(string name, params (string Name, string Value)[] arguments) =>
        Sub(name, [.. arguments.Select(a => (JsonNode)new JsonObject { ["name"] = a.Name, ["type"] = 3, ["value"] = a.Value })]);

    private static JsonObject Sub(string name, JsonNode[] options) => new() { ["name"] = name, ["type"] = 1, ["options"] = new JsonArray(options) };

    private const string FormAnswer =
        """
        {"task":{"type":"continue","value":{"title":"Nueva tarea","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[
          {"type":"Input.Text","id":"title","label":"Título","isRequired":true},
          {"type":"Input.ChoiceSet","id":"priority","label":"Prioridad","value":"medium","choices":[{"title":"Alta","value":"high"},{"title":"Media","value":"medium"}]},
          {"type":"Input.Text","id":"notes","label":"Notas","isMultiline":true}],
         "actions":[{"type":"Action.Submit","title":"Crear","data":{"form":"new_task"}}]}}}}}
        """;
}
