using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Proactive;
using PmBot.Bot.Replies;
using PmBot.Bot.Tests.Queues;
using PmBot.Bot.Tests.State;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Tests.Proactive;

public sealed class LongMessageTests
{
    [Fact]
    public async Task What_is_written_anew_takes_the_place_of_all_of_it_on_a_channel_whose_messages_are_short()
    {
        using var folder = new TemporaryFolder();
        var wire = new Wire();
        await using var bot = await QueuedBot.StartAsync(folder, wire);
        var workspace = Workspaces.Small.Replace("language: es }", "language: es, channels: { slack: T1 } }", StringComparison.Ordinal);
        (await bot.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "a.yml", default)).IsOk.ShouldBeTrue();
        var id = (await bot.Services.GetRequiredService<IdentityQueries>().FindWorkspaceByTenantAsync("slack", "T1", default))!.Value;
        var features = new ChannelFeatures(SuggestedActions: true, AdaptiveCards: false, ExecuteActions: false, Updates: true, MaxTextLength: 10);
        await bot.Services.GetRequiredService<ConversationRefs>().KeepAsync(
            new ConversationRef
            {
                WorkspaceId = id, Key = "sala", Channel = "slack", Conversation = "c1", SeenAt = DateTimeOffset.UtcNow, Reference = JsonSerializer.Serialize(Wire.To("c1"), ProactiveJson.Default.ConversationReference),
                Features = JsonSerializer.Serialize(features, ProactiveJson.Default.ChannelFeatures),
            },
            default);
        var chat = bot.Services.GetRequiredService<ProactiveChat>();
        Task<string?> Post(string key, string text, string? over) => chat.PostAsync(id, "sala", key, (_, _) => new Reply(text), over, default);

        var first = await Post("k1", "uno dos\ntres cuatro\ncinco seis", over: null);
        var second = await Post("k2", "siete ocho\nnueve diez", first);
        var third = await Post("k3", "once doce\ntrece\ncatorce y\nquince", second);
        // After a kill the same is told once more.
        (await Post("k3", "once doce\ntrece\ncatorce y\nquince", second)).ShouldBe(third);

        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, text, message) in wire.Arrived)
        {
            if (text == "deleted") shown.Remove(message).ShouldBeTrue();
            else shown[message] = text;
        }

        // Where a text is cut there may be a space or a line end less.
        string.Concat(shown.Values).Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings("").ShouldBe("oncedocetrececatorceyquince");
        shown.Keys.ShouldBe(third!.Split('\n'));
        first!.Split('\n').Length.ShouldBeGreaterThan(2);
    }
}
