using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.ConversationFiles;
using PmBot.Bot.ConversationFiles.Running;

namespace PmBot.Bot.Tests.ConversationFiles;

public sealed class ConversationRunTests
{
    [Fact]
    public async Task Run_delivers_messages_as_the_platform_would()
    {
        await using var world = new ScriptedWorld(Echo);

        await PlayAsync(world, """
            now: 2026-03-03T09:30-05:00
            channel: slack:#equipo
            camila> hola\nqué tal
            diego@teams:personal> hola
            wait 11m
            camila@web> hola
            extraña@terminal> hola
            """);

        var said = world.Turns.Select(turn => turn.Activity).ToList();
        said.Select(a => (a.ChannelId, a.From?.Id, a.From?.Name, a.Conversation?.Id, a.Conversation?.IsGroup, a.Conversation?.TenantId)).ShouldBe(
        [
            ("slack", "U0CAMILA", "Camila Torres", "slack/#equipo", true, "T0"),
            ("msteams", "diego", "diego", "msteams/diego", false, "dir-1"),
            ("directline", "camila", "Camila Torres", "directline/camila", false, null),
            ("terminal", "extraña", "extraña", "terminal/extraña", false, null),
        ]);
        said[0].Text.ShouldBe("hola\nqué tal");
        said[0].Timestamp.ShouldBe(new DateTimeOffset(2026, 3, 3, 14, 30, 0, TimeSpan.Zero));
        said[2].Timestamp.ShouldBe(new DateTimeOffset(2026, 3, 3, 14, 41, 0, TimeSpan.Zero));
        said[1].Conversation!.ConversationType.ShouldBe("personal");
        said[1].ChannelData!.Value.GetProperty("tenant").GetProperty("id").GetString().ShouldBe("dir-1");
        said.Select(a => a.Id!).ToHashSet(StringComparer.Ordinal).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Run_delivers_one_message_several_times()
    {
        await using var world = new ScriptedWorld(Echo);

        var failures = await PlayAsync(world, "camila x3> hola\nbot: hola");

        failures.ShouldBeEmpty();
        world.Turns.Count.ShouldBe(3);
        world.Turns.Select(turn => turn.Activity.Id).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Run_looks_only_at_replies_to_the_last_message()
    {
        await using var world = new ScriptedWorld(Echo);

        var failures = await PlayAsync(world, "camila> uno\nbot: uno\ncamila> dos\nbot: uno\nexpect no reply contains: uno");

        failures.ShouldBe(
        [
            new ConversationMistake(4, "expected the reply \"uno\", got \"dos\""),
            new ConversationMistake(5, "expected no reply containing \"uno\", got \"uno\""),
        ]);
    }

    [Fact]
    public async Task Run_compares_the_workspace_before_and_after()
    {
        await using var world = new ScriptedWorld((turn, world, _) =>
        {
            if (turn.Activity.Text == "crea")
            {
                world.AddTask("Logs");
            }
            else if (turn.Activity.Text == "borra")
            {
                world.World["tasks"]!.AsArray().Clear();
            }

            return Task.CompletedTask;
        });

        var failures = await PlayAsync(world, """
            camila> hola
            expect nothing changed
            camila> crea
            expect nothing changed
            expect tasks created: 1
            camila> borra
            expect tasks created: 0
            expect task "Logs": deleted
            camila> hola
            expect nothing changed
            bot~ algo
            """);

        failures.ShouldBe(
        [
            new ConversationMistake(4, "expected nothing changed, got task 1 \"Logs\" is new"),
            new ConversationMistake(11, "expected a reply containing \"algo\", got no reply"),
        ]);
    }

    [Fact]
    public async Task Run_sees_the_deletion_of_what_came_and_went_between_two_expectations()
    {
        await using var world = new ScriptedWorld((turn, world, _) =>
        {
            if (turn.Activity.Text == "crea")
            {
                world.AddTask("Logs");
            }
            else
            {
                world.World["tasks"]!.AsArray().Clear();
            }

            return Task.CompletedTask;
        });

        (await PlayAsync(world, "camila> crea\ncamila> borra\nexpect task \"Logs\": deleted")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_presses_the_buttons_of_the_last_reply_in_the_same_place()
    {
        await using var world = new ScriptedWorld((turn, _, ct) => turn.Activity.Text == "borra"
            ? turn.SendAsync(new Activity { Text = "¿Seguro?", SuggestedActions = new SuggestedActions { Actions = [Button("✅ Sí, borrar", "sí #1"), Button("No", "no")] } }, ct)
            : Echo(turn, ct));

        var failures = await PlayAsync(world, """
            camila> borra
            camila@web> [Sí, borrar]
            bot: sí #1
            diego> borra
            camila> [No]
            diego> [Quizás]
            diego> [no]
            bot: no
            """);

        failures.ShouldBe(
        [
            new ConversationMistake(5, "expected a button [No], got no buttons"),
            new ConversationMistake(6, "expected a button [Quizás], got [✅ Sí, borrar] [No]"),
        ]);
    }

    [Fact]
    public async Task Run_types_what_stands_in_brackets_where_there_are_no_buttons()
    {
        await using var world = new ScriptedWorld((turn, _, ct) => turn.Activity.Text == "borra" ? turn.SendAsync(new Activity { Text = "¿Seguro? [1]\n[Sí]  [No]" }, ct) : Echo(turn, ct));

        (await PlayAsync(world, "channel: terminal\ncamila> borra\ncamila> [sí]\nbot: Sí")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Action.Submit", ActivityTypes.Message)]
    [InlineData("Action.Execute", ActivityTypes.Invoke)]
    public async Task Run_presses_the_buttons_of_cards(string action, string type)
    {
        var card = JsonElement.Parse($$"""
            {
              "type": "AdaptiveCard", "body": [ { "type": "Container", "items": [ { "type": "TextBlock", "text": "¿Borro \\*todo\\*?" } ] } ],
              "actions": [ { "type": "{{action}}", "title": "Sí", "verb": "say", "data": { "say": "sí", "confirmation": "c1" } } ]
            }
            """);
        await using var world = new ScriptedWorld(async (turn, _, ct) =>
        {
            if (turn.Activity.Text == "borra")
            {
                await turn.SendAsync(new Activity { Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = card }] }, ct);
            }
            else if (turn.Activity.Type == ActivityTypes.Invoke)
            {
                turn.InvokeResponse = new InvokeResponse(200, JsonElement.Parse("""{ "statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Borrado." }"""));
            }
            else
            {
                await turn.SendAsync(new Activity { Text = "Borrado." }, ct);
            }
        });

        var failures = await PlayAsync(world, "channel: teams:personal\ncamila> borra\nbot: ¿Borro *todo*?\nbot?\ncamila> [Sí]\nbot: Borrado.");

        failures.ShouldBeEmpty();
        var pressed = world.Turns[1].Activity;
        pressed.Type.ShouldBe(type);
        var data = type == ActivityTypes.Invoke ? pressed.Value!.Value.GetProperty("action").GetProperty("data") : pressed.Value!.Value;
        data.GetProperty("confirmation").GetString().ShouldBe("c1");
    }

    [Fact]
    public async Task Run_reports_a_bot_that_fails_and_goes_on()
    {
        await using var world = new ScriptedWorld((turn, world, ct) =>
        {
            if (turn.Activity.Text == "fault")
            {
                world.Faults.Add("A turn failed:\nbang");
            }

            return turn.Activity.Text == "throw" ? throw new InvalidOperationException("no") : Echo(turn, ct);
        });

        var failures = await PlayAsync(world, "camila> throw\ncamila> fault\ncamila> hola\nbot: hola");

        failures.ShouldBe(
        [
            new ConversationMistake(1, "expected an answer, got an exception: InvalidOperationException: no"),
            new ConversationMistake(2, "expected an answer, got a fault: A turn failed:\\nbang"),
        ]);
    }

    private static Task<string?> Echo(TurnContext turn, ScriptedWorld world, CancellationToken cancellationToken) => Echo(turn, cancellationToken);

    private static Task<string?> Echo(TurnContext turn, CancellationToken cancellationToken) => turn.SendAsync(new Activity { Text = turn.Activity.Text }, cancellationToken);

    private static CardAction Button(string title, string says) => new() { Title = title, Value = JsonSerializer.SerializeToElement(says) };

    private static async Task<IReadOnlyList<ConversationMistake>> PlayAsync(ScriptedWorld world, string text)
    {
        var file = ConversationParserTests.Read(text);
        (await world.OpenAsync(file, CancellationToken.None)).IsOk.ShouldBeTrue();
        return await new ConversationRun(file, world).PlayAsync(CancellationToken.None);
    }
}
