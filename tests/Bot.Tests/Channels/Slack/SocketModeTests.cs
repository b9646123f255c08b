using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Bot.Tests.Channels.Slack;

/// <summary>Socket Mode over the real bot and its store: the same as over HTTP, and nothing lost or doubled when connections come and go.</summary>
public sealed class SocketModeTests
{
    [Fact]
    public async Task A_conversation_is_the_same_as_over_HTTP()
    {
        await using var http = await SlackService.StartAsync();
        await using var socket = await SlackService.StartSocketAsync();

        var overHttp = await TalkAsync(http);
        var overSocket = await TalkAsync(socket);

        foreach (var (socketed, expected) in overSocket.Zip(overHttp)) socketed.ShouldBe(expected);
        overSocket.Count.ShouldBe(overHttp.Count);
        overSocket.Count.ShouldBeGreaterThan(7);
        socket.Slack.Faults.ShouldBeEmpty();
        socket.Slack.CallsOf("apps.connections.open").ShouldAllBe(c => c.Token == SlackStandIn.AppToken);
    }

    [Fact]
    public async Task A_refresh_in_the_middle_of_a_conversation_loses_and_doubles_nothing()
    {
        await using var bot = await SlackService.StartSocketAsync();
        var old = await bot.SocketAsync(1);
        await SayAsync(bot, old, 1, 4);

        await old.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = "refresh_requested" });
        // Slack goes on with the old connection until it is closed, and then with the new one.
        await SayAsync(bot, old, 5, 8);
        await bot.Slack.UntilAsync(_ => bot.Slack.Sockets.Count == 2, "the next connection");
        var next = await bot.SocketAsync(2);
        await SayAsync(bot, next, 9, 12);
        // What Slack holds for unacknowledged comes again on the new one.
        await bot.AcknowledgedAsync(next, "events_api", Message(bot, 6));
        await bot.Slack.UntilAsync(_ => !old.IsOpen, "the old connection closed");

        await DoneOnceAsync(bot, 12);
        next.IsOpen.ShouldBeTrue();
        bot.Slack.CallsOf("apps.connections.open").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_that_is_cut_with_messages_on_it_loses_and_doubles_nothing()
    {
        await using var bot = await SlackService.StartSocketAsync();
        var old = await bot.SocketAsync(1);
        // Sent and not yet acknowledged when the wire breaks: Slack sends them again, whether or not they were stored.
        for (var i = 1; i <= 6; i++) await old.SendAsync(SlackService.Envelope($"cut{i}", "events_api", Message(bot, i)));
        old.Cut();

        var next = await bot.SocketAsync(2);
        await SayAsync(bot, next, 1, 6);

        await DoneOnceAsync(bot, 6);
        next.IsOpen.ShouldBeTrue();
    }

    /// <summary>Four people with the bot, each in their own conversation.</summary>
    private static JsonObject Message(SlackService bot, int i) => bot.Event(
        new JsonObject { ["type"] = "message", ["channel_type"] = "im", ["user"] = "U0ANA", ["text"] = $"crea la tarea paso {i}", ["channel"] = $"D0ANA{i % 4}", ["ts"] = $"1700000000.{i:D6}" }, $"EvM{i}");

    private static async Task SayAsync(SlackService bot, SlackSocket socket, int first, int last)
    {
        for (var i = first; i <= last; i++) await bot.AcknowledgedAsync(socket, "events_api", Message(bot, i));
    }

    private static async Task DoneOnceAsync(SlackService bot, int count)
    {
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count >= count, $"{count} answers");
        // Whatever were said or done a second time would come before this.
        await bot.SayAsync("cómo va la 7", "D0LAST", "1700000099.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Any(m => m["channel"]!.GetValue<string>() == "D0LAST"), "the last answer");

        (await bot.TasksAsync()).Select(t => t.Title).Where(t => t.Contains("paso", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, count).Select(i => $"paso {i}").Order(StringComparer.Ordinal));
        bot.Slack.Messages.Count.ShouldBe(count + 1);
        foreach (var talk in bot.Slack.Messages.Where(m => m["channel"]!.GetValue<string>() != "D0LAST").GroupBy(m => m["channel"]!.GetValue<string>()))
        {
            var steps = talk.Select(m => int.Parse(m["text"]!.GetValue<string>().Split("aso ")[1].Split(' ', '\n', '·')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            steps.ShouldBe(steps.Order());
        }

        bot.Slack.Faults.ShouldBeEmpty();
    }

    /// <summary>A mention, a command, a button, a form and its mistake, a question and its yes; gives all that Slack was told to show, in order.</summary>
    private static async Task<IReadOnlyList<string>> TalkAsync(SlackService bot)
    {
        var slack = bot.Slack;
        await bot.SayAsync($"<@{SlackStandIn.BotUser}> crea la tarea revisar los logs para <@U0LUIS>", "C0GENERAL", "1700000000.000100");
        await slack.UntilAsync(_ => slack.Messages.Count == 1, "an answer");

        await bot.CommandAsync("mis tareas");
        await slack.UntilAsync(c => c.Any(x => x.Method == "response_url"), "the command's answer");

        var titles = slack.Messages[0]["blocks"]!.AsArray().SelectMany(b => SlackService.Buttons(b!.AsObject())).Select(SlackService.Title);
        await bot.PressAsync(slack.Messages[0], titles.First(t => t is not ("Corregir" or "Editar")));
        await slack.UntilAsync(c => slack.Messages.Count == 2 || c.Any(x => x.Method == "chat.update"), "the button's answer");

        var updates = slack.CallsOf("chat.update").Count;
        await bot.PressAsync(slack.Messages[0], "Corregir");
        await slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
        SlackService.Fill(view, ("title", "  "));
        var refused = await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view.DeepClone() });
        SlackService.Fill(view, ("title", "Revisar los registros"));
        var taken = await bot.InteractAsync(new() { ["type"] = "view_submission", ["view"] = view });
        await slack.UntilAsync(c => c.Count(x => x.Method == "chat.update") > updates, "the card as it is now");

        updates = slack.CallsOf("chat.update").Count;
        var before = slack.Messages.Count;
        await bot.SayAsync("borra la tarea 7", "D0ANA", "1700000001.000100");
        await slack.UntilAsync(_ => slack.Messages.Count > before, "a question");
        await bot.PressAsync(slack.Messages[^1], SlackService.Title(slack.Messages[^1]["blocks"]!.AsArray().SelectMany(b => SlackService.Buttons(b!.AsObject())).First(b => SlackService.Title(b).StartsWith('S'))));
        await slack.UntilAsync(c => c.Count(x => x.Method == "chat.update") > updates, "the deletion");

        (await bot.TasksAsync()).ShouldNotContain(t => t.Number == 7);
        return [.. slack.Calls.Where(c => c.Method is "response_url" || c.Method.StartsWith("chat.", StringComparison.Ordinal) || c.Method.StartsWith("views.", StringComparison.Ordinal)).Select(Shown), refused, taken];
    }

    /// <summary>A call without what is new each time: ids, times, addresses.</summary>
    private static string Shown(SlackCall call)
    {
        var shown = call.Arguments.DeepClone().AsObject();
        foreach (var field in new[] { "ts", "trigger_id", "view_id", "external_id", "metadata" }) shown.Remove(field);
        foreach (var field in new[] { "private_metadata", "external_id" }) (shown["view"] as JsonObject)?.Remove(field);
        // A question and an answer that can be shared have a new name each time.
        return $"{call.Method} {Regex.Replace(shown.ToJsonString(), "(?<=u0022)(?:[0-9a-f]{32}|[0-9a-f]{18})(?![0-9a-f])", "question", RegexOptions.None, TimeSpan.FromMinutes(1))}";
    }
}
