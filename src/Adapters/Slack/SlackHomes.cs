using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Adapters.Slack.Views;

namespace PmBot.Adapters.Slack;

/// <summary>The App Home: what the bot says to <c>home/open</c> is the page; it is made anew after whatever its person does.</summary>
internal sealed class SlackHomes(SlackSender wire, SlackTurns turns, IInbox inbox, ISlackTexts texts, TimeProvider time, ILogger<SlackHomes> log)
{
    private const int MostRemembered = 10_000;

    // Who looked at their page since the start; Slack tells of every look, so that what is forgotten comes back by itself.
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);

    /// <summary>Makes the page and shows it.</summary>
    public async Task ShowAsync(SlackTeam team, InboxItem item, CancellationToken cancellationToken)
    {
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        var words = SlackWords.Of(texts, introduced.Activity.Locale);
        var (_, said) = await turns.KeepAsync(introduced, cancellationToken);
        var blocks = new BlockList();
        foreach (var message in said) Add(message, blocks);
        if (blocks.Blocks.Count == 0) blocks.Literal(words["home.empty"]);
        try
        {
            await wire.CallAsync(team, "views.publish", new JsonObject { ["user_id"] = item.Activity.From!.Id, ["view"] = ViewRenderer.Home(blocks.Blocks) }, cancellationToken);
        }
        catch (DeliveryException refused) when (!refused.IsTransient)
        {
            log.DoneWithout("views.publish", refused.Code);
            return;
        }

        if (seen.Count >= MostRemembered) seen.Clear();
        seen[Key(SlackPlace.Of(item.Reference), item.Activity.From.Id!)] = true;
    }

    /// <summary>Has the page made anew, if its person has one open.</summary>
    public async Task RefreshAsync(InboxItem after, SlackPlace place, CancellationToken cancellationToken)
    {
        if (after.Activity.From?.Id is not { } user || !seen.ContainsKey(Key(place, user))) return;
        var id = $"{after.Key}:home";
        var source = new SlackSource(new SlackPlace(place.Team, user) { Enterprise = place.Enterprise }, user, after.Activity.Recipient?.Id, IsShared: false);
        var item = SlackArrival.Item($"h:{id}", EventTranslator.Home(id), source, new SlackWork { Kind = SlackWorkKind.Home, At = time.GetUtcNow() });
        await inbox.AddAsync(item with { Lane = $"home:{place.Team}/{user}" }, cancellationToken);
    }

    private static void Add(Activity message, BlockList blocks)
    {
        var before = blocks.Blocks.Count;
        MessageRenderer.Blocks(message, blocks);
        if (blocks.Blocks.Count == before && message.Text is { Length: > 0 } text) blocks.Literal(text);
    }

    private static string Key(SlackPlace place, string user) => $"{place.Team}/{user}";
}
