using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

/// <summary>What was said is there after a restart: for a page that stayed open what it missed, for one that loads anew all of it.</summary>
public sealed class TranscriptTests
{
    private readonly Transcripts transcripts = new();

    [Fact]
    public async Task A_page_that_loads_anew_after_a_restart_finds_its_conversation_and_is_not_greeted_again()
    {
        var greetings = 0;
        Task Bot(Adapters.Hosting.TurnContext turn, CancellationToken ct)
        {
            if (turn.Activity.Type is "conversationUpdate") greetings++;
            return DirectLineServer.EchoAsync(turn, ct);
        }

        var server = await DirectLineServer.StartAsync(Bot, transcripts: transcripts);
        var grant = (await server.PostAsync("/api/webchat/token")).Json;
        await new Chat(server, (await server.PostAsync("/v3/directline/conversations", grant.GetProperty("token").GetString(), new { locale = "es-CO" })).Json).SayAsync("hola");
        await server.DisposeAsync();
        await using var restarted = await DirectLineServer.StartAsync(Bot, transcripts: transcripts);

        var again = (await restarted.PostAsync("/api/webchat/token", body: new { ticket = grant.GetProperty("ticket").GetString(), resume = grant.GetProperty("resume").GetString() })).Json;
        again.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        var id = again.GetProperty("conversationId").GetString();
        var reconnected = (await restarted.GetAsync($"/v3/directline/conversations/{id}?watermark=0", again.GetProperty("token").GetString())).Json;
        await using var stream = await StreamClient.ConnectAsync(reconnected.GetProperty("streamUrl").GetString()!);

        (await stream.TextsAsync(2)).ShouldBe(["hola", "echo hola"]);
        greetings.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_stayed_open_gets_what_it_missed_and_nothing_twice()
    {
        var server = await DirectLineServer.StartAsync(transcripts: transcripts);
        var chat = await server.OpenAsync();
        string watermark;
        await using (var stream = await chat.ListenAsync())
        {
            await chat.SayAsync("uno");
            await stream.TextsAsync(2);
            watermark = stream.Watermark;
        }

        await chat.SayAsync("dos");
        await server.DisposeAsync();
        await using var restarted = await DirectLineServer.StartAsync(transcripts: transcripts);

        var answer = await restarted.GetAsync($"{chat.Path}?watermark={watermark}", chat.Token);
        await using var later = await StreamClient.ConnectAsync(answer.Json.GetProperty("streamUrl").GetString()!);
        (await later.TextsAsync(2)).ShouldBe(["dos", "echo dos"]);
        restarted.Services.GetRequiredService<DirectLineConversations>().All.Single().Add(new() { Type = "message", Text = "tres" });
        (await later.TextsAsync(1)).ShouldBe(["tres"]);
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_written_hides_nothing_that_is_said_later()
    {
        var server = await DirectLineServer.StartAsync(transcripts: transcripts);
        var chat = await server.OpenAsync();
        await chat.SayAsync("escrito");
        transcripts.Writes = false;
        await chat.SayAsync("perdido");
        var (_, watermark) = await chat.ReadAsync();
        await server.DisposeAsync();
        transcripts.Writes = true;
        await using var restarted = await DirectLineServer.StartAsync(transcripts: transcripts);

        await restarted.PostAsync($"{chat.Path}/activities", chat.Token, new { type = "message", text = "después", from = new { id = "dl_ana" } });
        var seen = (await restarted.GetAsync($"{chat.Path}/activities?watermark={watermark}", chat.Token)).Json.GetProperty("activities");

        seen.EnumerateArray().Select(a => a.GetProperty("text").GetString()).ShouldBe(["después", "echo después"]);
    }

    [Fact]
    public async Task An_ended_conversation_stays_ended_and_times_go_on_rising()
    {
        var server = await DirectLineServer.StartAsync(transcripts: transcripts);
        var chat = await server.OpenAsync();
        await chat.SayAsync("hola");
        var last = server.Services.GetRequiredService<DirectLineConversations>().All.Single().Read(Watermark.Beginning, 10).Entries[^1].Timestamp;
        await chat.PostAsync(new { type = "endOfConversation", from = new { id = "dl_ana" } });
        await server.DisposeAsync();
        await using var restarted = await DirectLineServer.StartAsync(transcripts: transcripts);

        var refused = await restarted.PostAsync($"{chat.Path}/activities", chat.Token, new { type = "message", text = "sigo", from = new { id = "dl_ana" } });

        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "ConversationEnded"));
        var entries = restarted.Services.GetRequiredService<DirectLineConversations>().All.Single().Read(Watermark.Beginning, 10).Entries;
        entries.Select(e => e.Timestamp).ShouldBeInOrder();
        entries[^1].Timestamp.ShouldBeGreaterThan(last);
    }
}
