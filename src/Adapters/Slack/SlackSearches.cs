using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack;

/// <summary>Lists that are looked up while somebody types: nothing happens by it, so nothing is stored.</summary>
internal sealed class SlackSearches(SlackTeams teams, SlackTurns turns, TimeProvider time, ILogger<SlackSearches> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The options for a <c>block_suggestion</c>; none where they take too long.</summary>
    public async Task<JsonObject?> FindAsync(JsonElement payload)
    {
        var options = new JsonArray();
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            foreach (var (title, value) in await SearchAsync(payload, patience.Token))
                options.Add(InputBlocks.Option(title, value));
        }
        catch (Exception e) when (e is DeliveryException or OperationCanceledException or InvalidOperationException)
        {
            log.DoneWithout("block_suggestion", (e as DeliveryException)?.Code ?? e.GetType().Name);
        }

        return new JsonObject { ["options"] = options };
    }

    private async Task<IEnumerable<(string Title, string Value)>> SearchAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (InteractionTranslator.Team(payload) is not { } id || InteractionTranslator.Id(payload, "user") is not { } user
            || LenientJson.Text(payload, "action_id") is not { } action || !action.StartsWith(InputBlocks.LookupMark, StringComparison.Ordinal)) return [];
        if (await teams.FindAsync(id, InteractionTranslator.Id(payload, "enterprise"), cancellationToken) is not { } team) return [];

        var now = time.GetUtcNow();
        var place = InteractionTranslator.Place(payload, id, InteractionTranslator.Id(payload, "enterprise"), user, now);
        var query = SlackArrival.Invoke("application/search", Guid.CreateVersion7(now).ToString("N"), new JsonObject
        {
            ["kind"] = "search",
            ["queryText"] = LenientJson.Text(payload, "value") ?? "",
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = BlockLimits.Options },
            ["dataset"] = action.Split('|')[1],
        });
        var item = SlackArrival.Item($"q:{query.Id}", query, new SlackSource(place, user, team.BotUser, InteractionTranslator.IsShared(place)), new SlackWork { Kind = SlackWorkKind.Action, At = now });
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        var (response, _) = await turns.KeepAsync(introduced, cancellationToken);
        if (response?.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("value", out var value)) return [];
        return LenientJson.List(value, "results")
            .Select(r => (Title: LenientJson.Text(r, "title") ?? "", Value: LenientJson.Value(r, "value") ?? ""))
            .Where(r => r is { Title.Length: > 0, Value.Length: > 0 and <= BlockLimits.OptionValue * 2 })
            .DistinctBy(r => r.Value, StringComparer.Ordinal)
            .Take(BlockLimits.Options);
    }
}
