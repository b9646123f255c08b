using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class ConnectorClientTests : IAsyncLifetime
{
    private ConnectorStandIn channel = null!;
    private LoginStandIn login = null!;
    private BotServer bot = null!;
    private ConnectorClient client = null!;

    private ServiceAddress Trusted => new(channel.Url, Trusted: true);

    private ServiceAddress Untrusted => new(channel.Url, Trusted: false);

    public async Task InitializeAsync()
    {
        channel = await ConnectorStandIn.StartAsync();
        login = await LoginStandIn.StartAsync();
        bot = await BotServer.StartEchoAsync(login.Settings());
        client = bot.Services.GetRequiredService<ConnectorClient>();
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await login.DisposeAsync();
        await channel.DisposeAsync();
    }

    [Theory]
    [InlineData("", "c1", null, "/v3/conversations/c1/activities")]
    [InlineData("/", "c1", "a1", "/v3/conversations/c1/activities/a1")]
    [InlineData("/amer/", "19:x@thread.tacv2;messageid=17", "17", "/amer/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D17/activities/17")]
    [InlineData("/_connector", "id|livechat", "a/b?c#d%2F ñ", "/_connector/v3/conversations/id%7Clivechat/activities/a%2Fb%3Fc%23d%252F%20%C3%B1")]
    public async Task Addresses_are_joined_and_ids_escaped(string path, string conversation, string? replyTo, string expected)
    {
        await client.SendAsync(new(channel.Url + path, Trusted: false), conversation, Message(replyTo), CancellationToken.None);

        channel.Calls.Single().Path.ShouldBe(expected);
    }

    [Fact]
    public async Task Updates_and_deletions_name_the_activity()
    {
        var id = await client.SendAsync(Untrusted, "c1", Message(), CancellationToken.None);
        id.ShouldBe("sent-1");
        await client.UpdateAsync(Untrusted, "c1", new() { Type = "message", Id = id, Text = "better" }, CancellationToken.None);
        await client.DeleteAsync(Untrusted, "c1", id!, CancellationToken.None);

        channel.Calls[1].Method.ShouldBe("PUT");
        channel.Calls[1].Path.ShouldBe("/v3/conversations/c1/activities/sent-1");
        channel.Calls[1].Json.GetProperty("id").GetString().ShouldBe("sent-1");
        channel.Calls[2].Method.ShouldBe("DELETE");
        channel.Calls[2].Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(202, "")]
    [InlineData(201, "{}")]
    [InlineData(200, "{\"id\":\"\"}")]
    [InlineData(200, "{\"id\":5}")]
    [InlineData(200, "<html>")]
    [InlineData(200, "null")]
    public async Task An_answer_without_an_id_is_a_success_all_the_same(int status, string? body)
    {
        channel.Answer(status, body);

        (await client.SendAsync(Untrusted, "c1", Message(), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_trusted_address_gets_the_bots_token_which_is_fetched_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.SendAsync(Trusted, "c1", Message(), CancellationToken.None)));

        channel.Calls.Count.ShouldBe(10);
        channel.Calls.ShouldAllBe(call => call.Authorization == "Bearer bot-token-1");
        login.TokenFetches.ShouldBe(1);
        login.LastTokenPath.ShouldBe("/botframework.com/oauth2/v2.0/token");
        var form = login.LastForm.ShouldNotBeNull();
        form.ShouldContain("grant_type=client_credentials");
        form.ShouldContain($"client_id={LoginStandIn.AppId}");
        form.ShouldContain("scope=https%3A%2F%2Fapi.botframework.com%2F.default");
    }

    [Fact]
    public async Task A_single_tenant_bot_fetches_its_token_from_its_tenant()
    {
        await using var single = await BotServer.StartEchoAsync(login.Settings(("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", "contoso.example")));
        await single.Services.GetRequiredService<ConnectorClient>().SendAsync(Trusted, "c1", Message(), CancellationToken.None);

        login.LastTokenPath.ShouldBe("/contoso.example/oauth2/v2.0/token");
    }

    [Fact]
    public async Task An_address_that_nobody_vouched_for_gets_no_token()
    {
        await client.SendAsync(Untrusted, "c1", Message(), CancellationToken.None);

        channel.Calls.Single().Authorization.ShouldBeNull();
        login.TokenFetches.ShouldBe(0);
    }

    [Fact]
    public async Task A_token_is_fetched_again_shortly_before_it_expires()
    {
        var time = new TestTime(DateTimeOffset.UtcNow);
        await using var clocked = await BotServer.StartEchoAsync(login.Settings(), time);
        var clockedClient = clocked.Services.GetRequiredService<ConnectorClient>();

        await clockedClient.SendAsync(Trusted, "c1", Message(), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(54));
        await clockedClient.SendAsync(Trusted, "c1", Message(), CancellationToken.None);
        login.TokenFetches.ShouldBe(1);
        time.Advance(TimeSpan.FromMinutes(2));
        await clockedClient.SendAsync(Trusted, "c1", Message(), CancellationToken.None);

        channel.Calls.Select(call => call.Authorization).ShouldBe(["Bearer bot-token-1", "Bearer bot-token-1", "Bearer bot-token-2"]);
    }

    [Fact]
    public async Task A_401_makes_the_bot_fetch_a_new_token_once()
    {
        channel.Answer(401);
        await client.SendAsync(Trusted, "c1", Message(), CancellationToken.None);
        channel.Calls.Select(call => call.Authorization).ShouldBe(["Bearer bot-token-1", "Bearer bot-token-2"]);

        channel.Answer(401);
        channel.Answer(401);
        var refused = await Should.ThrowAsync<DeliveryException>(client.SendAsync(Trusted, "c1", Message(), CancellationToken.None));
        refused.Status.ShouldBe(401);
        channel.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_login_service_that_is_down_is_a_failed_delivery()
    {
        login.IsDown = true;

        await Should.ThrowAsync<DeliveryException>(client.SendAsync(Trusted, "c1", Message(), CancellationToken.None));
        channel.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429, "0")]
    [InlineData(502, null)]
    [InlineData(503, "0")]
    [InlineData(504, null)]
    public async Task A_busy_channel_is_asked_again(int status, string? retryAfter)
    {
        channel.Answer(status, retryAfter: retryAfter);
        channel.Answer(200, """[{"id":"u1"}]""");

        (await client.GetMembersAsync(Untrusted, "c1", CancellationToken.None)).Count.ShouldBe(1);
        channel.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Asking_again_has_an_end()
    {
        for (var i = 0; i < 10; i++) channel.Answer(429, retryAfter: "0");

        var refused = await Should.ThrowAsync<DeliveryException>(client.GetMembersAsync(Untrusted, "c1", CancellationToken.None));
        refused.Status.ShouldBe(429);
        channel.Calls.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(400, null, false)]
    [InlineData(403, null, false)]
    [InlineData(404, null, false)]
    [InlineData(413, null, false)]
    [InlineData(412, null, true)]
    [InlineData(429, "60", true)]
    [InlineData(500, null, true)]
    [InlineData(502, null, true)]
    [InlineData(503, "60", true)]
    [InlineData(504, null, true)]
    public async Task A_message_is_attempted_once_and_the_refusal_says_whether_another_may_help(int status, string? retryAfter, bool mayHelp)
    {
        channel.Answer(status, """{"error":{"code":"BadArgument","message":"no"}}""", retryAfter);

        var refused = await Should.ThrowAsync<DeliveryException>(client.SendAsync(Untrusted, "c1", Message(), CancellationToken.None));
        (refused.Status, refused.Code, refused.IsTransient, refused.MayHaveArrived).ShouldBe((status, "BadArgument", mayHelp, false));
        refused.RetryAfter.ShouldBe(retryAfter is null ? null : TimeSpan.FromSeconds(60));
        channel.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster", true)]
    [InlineData(404, "ConversationNotFound", true)]
    [InlineData(403, "MessageWritesBlocked", true)]
    [InlineData(403, "ConversationBlockedByUser", true)]
    [InlineData(403, "NotEnoughPermissions", false)]
    [InlineData(404, "ActivityNotFoundInConversation", false)]
    [InlineData(404, "MemberNotFoundInConversation", false)]
    [InlineData(503, "ConversationNotFound", false)]
    public async Task A_refusal_says_whether_the_place_is_gone(int status, string code, bool isGone)
    {
        channel.Answer(status, $$$"""{"error":{"code":"{{{code}}}","message":"no"}}""");

        var refused = await Should.ThrowAsync<DeliveryException>(client.SendAsync(Untrusted, "c1", Message(), CancellationToken.None));

        (refused.Code, refused.IsGone, refused.IsTransient).ShouldBe((code, isGone, status == 503));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_leaves_it_open_whether_the_message_arrived()
    {
        channel.Answers.Enqueue(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var lost = await Should.ThrowAsync<DeliveryException>(client.SendAsync(Untrusted, "c1", Message(), CancellationToken.None));
        (lost.IsTransient, lost.MayHaveArrived).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await ConnectorStandIn.StartAsync();
        channel.Answers.Enqueue(context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = elsewhere.Url;
            return Task.CompletedTask;
        });

        await Should.ThrowAsync<DeliveryException>(client.SendAsync(Trusted, "c1", Message(), CancellationToken.None));
        elsewhere.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_cannot_be_reached_is_a_failed_delivery()
    {
        var gone = channel.Url;
        await channel.DisposeAsync();

        var lost = await Should.ThrowAsync<DeliveryException>(client.SendAsync(new(gone, Trusted: false), "c1", Message(), CancellationToken.None));
        (lost.IsTransient, lost.MayHaveArrived).ShouldBe((true, false));
    }

    [Fact]
    public async Task Members_are_listed_and_one_is_found_even_by_the_emulators_way()
    {
        channel.Answer(200, """[{"id":"u1","name":"Ana"},{"id":"u2"}]""");
        (await client.GetMembersAsync(Untrusted, "c1", CancellationToken.None)).Select(member => member.Id).ShouldBe(["u1", "u2"]);

        channel.Answer(200, """{"id":"u1","name":"Ana"}""");
        (await client.GetMemberAsync(Untrusted, "c1", "u1", CancellationToken.None))!.Name.ShouldBe("Ana");

        channel.Answer(404, """{"error":{"code":"MemberNotFoundInConversation","message":"no"}}""");
        (await client.GetMemberAsync(Untrusted, "c1", "u9", CancellationToken.None)).ShouldBeNull();
        channel.Calls.Count.ShouldBe(3);

        channel.Answer(404);
        channel.Answer(200, """[{"id":"u1","name":"Ana"}]""");
        (await client.GetMemberAsync(Untrusted, "c1", "u1", CancellationToken.None))!.Name.ShouldBe("Ana");
        channel.Calls[^1].Path.ShouldBe("/v3/conversations/c1/members");
    }

    [Fact]
    public async Task A_conversation_is_opened()
    {
        channel.Answer(201, """{"id":"new","activityId":"a1","serviceUrl":"https://elsewhere.example"}""");

        var opened = await client.CreateConversationAsync(
            Untrusted, new() { Bot = new() { Id = "b1" }, Members = [new() { Id = "u1" }], IsGroup = false }, CancellationToken.None);

        opened.ShouldBe(new ConversationOpened("new", "a1", "https://elsewhere.example"));
        channel.Calls.Single().Path.ShouldBe("/v3/conversations");
        channel.Calls.Single().Body.ShouldBe("""{"bot":{"id":"b1"},"members":[{"id":"u1"}],"isGroup":false}""");

        channel.Answer(201, "{}");
        await Should.ThrowAsync<DeliveryException>(client.CreateConversationAsync(Untrusted, new() { Bot = new() { Id = "b1" } }, CancellationToken.None));
    }

    [Fact]
    public async Task A_stored_reference_is_enough_to_write_later()
    {
        var sender = bot.Services.GetServices<IChannelSender>().Single(one => one.Adapter == "botframework");
        var reference = new ConversationReference
        {
            Adapter = "botframework",
            ChannelId = "msteams",
            ServiceUrl = channel.Url,
            Trusted = true,
            Conversation = new() { Id = "c1" },
            User = new() { Id = "u1" },
            Bot = new() { Id = "b1" },
            Locale = "es",
        };
        var stored = JsonSerializer.Deserialize<ConversationReference>(JsonSerializer.Serialize(reference))!;

        (await sender.SendAsync(stored, new() { Text = "recuerda" }, CancellationToken.None)).ShouldBe("sent-1");

        var call = channel.Calls.Single();
        call.Path.ShouldBe("/v3/conversations/c1/activities");
        call.Authorization.ShouldBe("Bearer bot-token-1");
        call.Json.GetProperty("recipient").GetProperty("id").GetString().ShouldBe("u1");
        call.Json.GetProperty("from").GetProperty("id").GetString().ShouldBe("b1");

        await Should.ThrowAsync<DeliveryException>(sender.SendAsync(reference with { ServiceUrl = null }, new() { Text = "x" }, CancellationToken.None));
    }

    private static Activity Message(string? replyTo = null) => new() { Type = "message", Text = "hi", ReplyToId = replyTo };
}
