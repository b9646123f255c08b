using System.Net;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

/// <summary>Whole requests in the form of the real clients, and what goes back to them.</summary>
public sealed class RecordedPayloadTests
{
    public static TheoryData<string> Payloads =>
    [
        "teams-channel-mention.json", "teams-personal-message.json", "teams-card-execute.json", "teams-reaction.json", "emulator-conversation-update.json",
        "emulator-message.json", "playground-conversation-update.json", "playground-install.json", "webchat-card-submit.json",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Every_payload_is_answered_as_the_strictest_client_wants_it(string name)
    {
        foreach (var (incoming, call) in await AnswersAsync(name))
        {
            var sent = call.Json;
            Nulls(sent, "$").ShouldBeEmpty();
            EmptyTexts(sent, "$").ShouldBeEmpty();
            sent.GetProperty("type").GetString().ShouldBeOneOf("message", "typing");
            sent.GetProperty("channelId").GetString().ShouldBe(incoming.ChannelId);
            sent.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(incoming.Conversation!.Id);
            sent.GetProperty("from").GetProperty("id").GetString().ShouldBe(incoming.Recipient!.Id);
            sent.GetProperty("recipient").GetProperty("id").GetString().ShouldBe(incoming.From!.Id);
            sent.GetProperty("replyToId").GetString().ShouldBe(incoming.Id);
            foreach (var field in (string[])["id", "timestamp", "localTimestamp", "callerId", "textFormat", "deliveryMode"])
                sent.TryGetProperty(field, out _).ShouldBeFalse(field);
            call.Path.ShouldContain($"/v3/conversations/{Uri.EscapeDataString(incoming.Conversation.Id!)}/activities/");
            call.Path.ShouldNotContain("//");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Payloads))]
    public async Task Every_answer_is_valid_by_the_connectors_own_description(string name)
    {
        var shared = Sample.SharedFolder();
        Skip.If(shared is null, "The folder ../shared with the protocol's public descriptions is not there.");
        var swagger = Swagger.Read(Path.Combine(shared, "specs", "botframework", "botframework-channel.json"));

        foreach (var (_, call) in await AnswersAsync(name)) swagger.Check(call.Json, "Activity").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams-personal-message.json", true, true, true)]
    [InlineData("teams-channel-mention.json", false, true, true)]
    [InlineData("emulator-message.json", true, false, false)]
    [InlineData("webchat-card-submit.json", true, false, false)]
    public async Task The_bot_knows_what_each_channel_can_show(string name, bool suggestedActions, bool execute, bool updates)
    {
        await using var connector = await ConnectorStandIn.StartAsync();
        ChannelFeatures? features = null;
        await using var bot = await BotServer.StartAsync((turn, _) =>
        {
            features = turn.Features;
            return Task.CompletedTask;
        });

        using var response = await bot.PostAsync(Sample.Payload(name, connector.Url));

        features.ShouldNotBeNull();
        (features.SuggestedActions, features.ExecuteActions, features.Updates, features.AdaptiveCards).ShouldBe((suggestedActions, execute, updates, true));
    }

    [Fact]
    public async Task An_update_is_a_new_message_where_the_channel_shows_no_updates_or_lost_the_old_one()
    {
        await using var connector = await ConnectorStandIn.StartAsync();
        await using var bot = await BotServer.StartAsync(async (turn, ct) =>
        {
            var id = await turn.SendAsync(new() { Text = "working" }, ct);
            if (turn.Activity.ChannelId == "msteams") connector.Answer(404);
            await turn.UpdateAsync(new() { Id = id, Text = "done" }, ct);
            connector.Answer(501);
            await turn.DeleteAsync(id!, ct);
        });

        using var emulator = await bot.PostAsync(Sample.Payload("emulator-message.json", connector.Url));
        connector.Calls.Select(call => call.Method).ShouldBe(["POST", "POST", "DELETE"]);
        using var teams = await bot.PostAsync(Sample.Payload("teams-personal-message.json", connector.Url));
        connector.Calls.Skip(3).Select(call => call.Method).ShouldBe(["POST", "PUT", "POST", "DELETE"]);
        connector.Calls[5].Json.TryGetProperty("id", out _).ShouldBeFalse();
        teams.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<IReadOnlyList<(Activity Incoming, ConnectorCall Call)>> AnswersAsync(string name)
    {
        await using var connector = await ConnectorStandIn.StartAsync();
        var incoming = new List<Activity>();
        await using var bot = await BotServer.StartAsync(async (turn, ct) =>
        {
            incoming.Add(turn.Activity);
            if (turn.Activity.Type == ActivityTypes.Invoke) turn.InvokeResponse = new(200, JsonElement.Parse("{}"));
            await turn.SendAsync(Rich(), ct);
            await turn.SendAsync(new() { Type = ActivityTypes.Typing }, ct);
            await turn.SendAsync(new() { Text = "¿Algo más?", TextFormat = "plain", SuggestedActions = new(), Attachments = [], Entities = [] }, ct);
        });

        using var response = await bot.PostAsync(Sample.Payload(name, connector.Url));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        connector.Calls.Count.ShouldBe(3);
        return [.. connector.Calls.Select(call => (incoming.Single(), call))];
    }

    private static Activity Rich() => new()
    {
        Text = "#7 Filtro por color · Diego · jueves 12 · alta",
        InputHint = "expectingInput",
        SuggestedActions = new() { Actions = [new() { Title = "Deshacer", Value = JsonElement.Parse("\"deshaz\"") }] },
        Attachments = [new() { ContentType = Attachment.AdaptiveCard, Content = JsonElement.Parse("""{"type":"AdaptiveCard","version":"1.4","body":[]}""") }],
    };

    private static IEnumerable<string> Nulls(JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.Null => [at],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Nulls(field.Value, $"{at}.{field.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Nulls(item, $"{at}[{i}]")),
        _ => [],
    };

    private static IEnumerable<string> EmptyTexts(JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.String when value.ValueEquals(string.Empty) => [at],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => EmptyTexts(field.Value, $"{at}.{field.Name}")),
        _ => [],
    };
}
