using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Views;

namespace PmBot.Adapters.Slack;

/// <summary>What comes in, by HTTP or Socket Mode alike: stored first, then acknowledged, then worked on.</summary>
internal sealed class SlackIntake(IInbox inbox, SlackTeams teams, SlackSearches searches, SlackWaits waits, SlackDirectory directory, ISlackTexts texts, TimeProvider time, ILogger<SlackIntake> log)
{
    /// <summary>How long storing may take: Slack hangs up after three seconds and sends it again.</summary>
    private static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(2.2);

    /// <summary>When a request is answered at the latest, storing included.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.5);

    private readonly DoubleClicks clicks = new(time);

    /// <summary>Takes an event of the Events API.</summary>
    /// <returns>What is answered; its body is empty.</returns>
    public async Task<SlackAnswer> EventAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        switch (LenientJson.Text(payload, "type"))
        {
            case "event_callback":
                Renew(payload);
                var bot = EventTranslator.Bot(payload) ?? await BotAsync(EventTranslator.Team(payload), EventTranslator.Enterprise(payload), cancellationToken);
                return await StoreAsync(EventTranslator.Translate(payload, bot, time.GetUtcNow()), cancellationToken);
            case "app_rate_limited":
                log.EventsLimited(LenientJson.Text(payload, "team_id"));
                return SlackAnswer.Empty;
            default:
                return SlackAnswer.Empty;
        }
    }

    /// <summary>Takes a slash command.</summary>
    public async Task<SlackAnswer> CommandAsync(JsonElement fields, CancellationToken cancellationToken)
    {
        var (team, enterprise) = (LenientJson.Text(fields, "team_id"), LenientJson.Text(fields, "enterprise_id"));
        var bot = await BotAsync(team, enterprise, cancellationToken);
        return await StoreAsync(CommandTranslator.Translate(fields, bot, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Takes a press, a shortcut, a form or a look-up.</summary>
    public async Task<SlackAnswer> InteractionAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (LenientJson.Text(payload, "type") is "block_suggestion") return new SlackAnswer(Later: searches.FindAsync(payload));
        var bot = await BotAsync(InteractionTranslator.Team(payload), InteractionTranslator.Id(payload, "enterprise"), cancellationToken);
        if (InteractionTranslator.Translate(payload, bot, time.GetUtcNow()) is not { } item) return SlackAnswer.Empty;
        if (InteractionTranslator.Click(payload) is { } click) return await PressedAsync(item, click, cancellationToken);
        if (!item.Key.StartsWith("v:", StringComparison.Ordinal)) return await StoreAsync(item, cancellationToken);

        // The request waits for what becomes of the form; the wait begins before the work can.
        var arrived = time.GetTimestamp();
        var wait = waits.Expect(item.Key, out var isFirst);
        var stored = SlackAnswer.Empty;
        try
        {
            stored = await StoreAsync(item, cancellationToken);
        }
        finally
        {
            // What was not stored now is not worked on for us: whoever waits already goes on.
            if (isFirst && !stored.IsStored) waits.Forget(wait);
        }

        var words = SlackWords.Of(texts, item.Activity.Locale);
        var late = new JsonObject { ["response_action"] = "update", ["view"] = ViewRenderer.Notice(words["form.loading"], words["form.title"], words) };
        var left = AnswerWithin - time.GetElapsedTime(arrived);
        return stored.IsStored ? new SlackAnswer(Later: waits.WaitAsync(wait, late, left > TimeSpan.Zero ? left : TimeSpan.Zero)) : stored;
    }

    private async Task<SlackAnswer> PressedAsync(InboxItem item, string click, CancellationToken cancellationToken)
    {
        if (clicks.IsAnother(click)) return SlackAnswer.Empty;
        try
        {
            return await StoreAsync(item, cancellationToken);
        }
        catch
        {
            clicks.Forget(click);
            throw;
        }
    }

    private async Task<SlackAnswer> StoreAsync(InboxItem? item, CancellationToken cancellationToken)
    {
        if (item is null) return SlackAnswer.Empty;
        using var patience = new CancellationTokenSource(StoreWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return new SlackAnswer { IsStored = await inbox.AddAsync(item, either.Token) };
    }

    /// <summary>The bot's own user, where the payload does not say; null while nobody knows it.</summary>
    private async Task<string?> BotAsync(string? team, string? enterprise, CancellationToken cancellationToken)
    {
        if (team is null) return null;
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return (await teams.FindAsync(team, enterprise, either.Token))?.BotUser;
        }
        catch (Exception e) when (e is DeliveryException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private void Renew(JsonElement payload)
    {
        if (!payload.TryGetProperty("event", out var inner) || LenientJson.Text(inner, "type") is not "user_change"
            || !inner.TryGetProperty("user", out var user) || LenientJson.Text(user, "id") is not { } id) return;
        // People are remembered by the installation that was asked: the workspace's, or the organisation's.
        foreach (var owner in new[] { EventTranslator.Team(payload), EventTranslator.Enterprise(payload) }.OfType<string>()) directory.Forget(owner, id);
    }
}

/// <summary>What is answered to something that came in.</summary>
/// <param name="Later">The body of the answer, which may take up to two seconds; null for none.</param>
internal sealed record SlackAnswer(Task<JsonObject?>? Later = null)
{
    public static SlackAnswer Empty { get; } = new();

    /// <summary>It was stored now, not before.</summary>
    public bool IsStored { get; init; }
}
