using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Adapters.Slack.Views;

namespace PmBot.Adapters.Slack;

/// <summary>Works on what came in from Slack, after it was acknowledged.</summary>
internal sealed class SlackReceiver(
    SlackTeams teams, SlackSender wire, SlackTurns turns, SlackForms forms, SlackHomes homes, ISlackInstallations installations, ISlackTexts texts, IOutbound outbound, ILogger<SlackReceiver> log)
    : IInboxReceiver
{
    /// <inheritdoc/>
    public string Adapter => SlackChannel.Name;

    /// <inheritdoc/>
    public async Task HandleAsync(InboxItem item, CancellationToken cancellationToken)
    {
        if (item.Activity.ChannelData?.Deserialize(SlackJson.Default.SlackWork) is not { } work) return;
        var place = SlackPlace.Of(item.Reference);
        if (work.Kind is SlackWorkKind.Uninstall)
        {
            await installations.ForgetAsync(place.Team, work.At, cancellationToken);
            teams.Forget(place.Team);
            log.Uninstalled(place.Team, item.Activity.Action ?? "removed");
            await LeaveAsync(item, work, place, cancellationToken);
            return;
        }

        if (await teams.FindAsync(place.Team, place.Enterprise, cancellationToken) is not { } team)
        {
            log.UnknownTeam(place.Team);
            return;
        }

        // A redelivery through the other kind of event could not tell whose message it is.
        if (team.BotUser is { } bot && item.Activity.From?.Id == bot) return;
        switch (work.Kind)
        {
            case SlackWorkKind.OpenForm:
                await forms.OpenAsync(team, item, work, cancellationToken);
                break;
            case SlackWorkKind.SubmitForm:
                await forms.SubmitAsync(team, item, work, cancellationToken);
                break;
            case SlackWorkKind.Home:
                await homes.ShowAsync(team, item, cancellationToken);
                return;
            case SlackWorkKind.Unfurl:
                await UnfurlAsync(team, item, work, cancellationToken);
                return;
            case SlackWorkKind.Action:
                await ActAsync(team, item, work, cancellationToken);
                break;
            default:
                await ConverseAsync(team, item, work, cancellationToken);
                break;
        }

        await homes.RefreshAsync(item, place, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> GiveUpAsync(InboxItem item, string sorry, CancellationToken cancellationToken)
    {
        if (item.Activity.ChannelData?.Deserialize(SlackJson.Default.SlackWork) is not { Kind: SlackWorkKind.OpenForm or SlackWorkKind.SubmitForm } work) return false;
        var place = SlackPlace.Of(item.Reference);
        return await teams.FindAsync(place.Team, place.Enterprise, cancellationToken) is { } team && await forms.GiveUpAsync(team, item, work, sorry, cancellationToken);
    }

    private async Task ConverseAsync(SlackTeam team, InboxItem item, SlackWork work, CancellationToken cancellationToken)
    {
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        var words = SlackWords.Of(texts, introduced.Activity.Locale);
        if (work.MessageBlocks is not null) await SettleAsync(team, introduced, work, cancellationToken);
        // The command with nothing behind it.
        if (item.Key.StartsWith("c:", StringComparison.Ordinal) && string.IsNullOrWhiteSpace(introduced.Activity.Text)) introduced.Activity.Text = words["help"];
        if (work.Files)
        {
            await outbound.SendAsync(Aside(introduced, "files", new Activity { Type = ActivityTypes.Message, Text = words["files"], TextFormat = "plain" }), cancellationToken);
            if (string.IsNullOrWhiteSpace(introduced.Activity.Text)) return;
        }

        await turns.RunAsync(introduced, cancellationToken);
    }

    /// <summary>All of the workspace is gone, as of when it was taken away; unless it was installed anew since.</summary>
    private async Task LeaveAsync(InboxItem item, SlackWork work, SlackPlace place, CancellationToken cancellationToken)
    {
        if (await installations.FindAsync(place.Team, cancellationToken) is not null) return;
        item.Activity.Conversation = new ConversationAccount { Id = place.Team, TenantId = place.Team };
        item.Activity.Timestamp = work.At;
        await turns.RunAsync(item, cancellationToken);
    }

    /// <summary>A card's button: what the bot answers takes the card's place.</summary>
    private async Task ActAsync(SlackTeam team, InboxItem item, SlackWork work, CancellationToken cancellationToken)
    {
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        var response = await turns.RunAsync(introduced, cancellationToken);
        if (response?.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("value", out var value)) return;

        var isError = body.TryGetProperty("statusCode", out var status) && status.TryGetInt32(out var code) && code >= 400;
        var answer = new Activity { Type = ActivityTypes.Message, TextFormat = "plain", Locale = introduced.Activity.Locale, Timestamp = work.At };
        if (value.ValueKind is JsonValueKind.String) answer.Text = value.GetString();
        else if (LenientJson.Text(body, "type") == Attachment.AdaptiveCard) answer.Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = value.Clone() }];
        else answer.Text = LenientJson.Text(value, "message");
        if (answer.Text is null && answer.Attachments is null) return;

        if (isError || work.Message is not { } message)
        {
            await outbound.SendAsync(Aside(introduced, "answer", answer) with { Reference = isError ? Privately(introduced) : introduced.Reference }, cancellationToken);
            return;
        }

        await outbound.SendAsync(Aside(introduced, "answer", answer) with { Verb = OutboundVerb.Update, MessageId = message }, cancellationToken);
    }

    /// <summary>Buttons that are pressed once go, and what was pressed stays.</summary>
    private async Task SettleAsync(SlackTeam team, InboxItem item, SlackWork work, CancellationToken cancellationToken)
    {
        if (work is not { Message: { } message, MessageBlocks: { } shown }) return;
        var blocks = new JsonArray();
        foreach (var block in JsonNode.Parse(shown.GetRawText())!.AsArray().OfType<JsonObject>())
        {
            if (block["block_id"]?.GetValue<string>() != work.Block) blocks.Add(block.DeepClone());
        }

        var chosen = new BlockList();
        var who = item.Activity.Conversation?.IsGroup == true && item.Activity.From?.Name is { } name ? $"{name}: " : "";
        chosen.Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(TextObjects.Literal($"✓ {who}{work.Title ?? item.Activity.Text}")) });
        blocks.Add(chosen.Blocks[0].DeepClone());
        try
        {
            var arguments = new JsonObject { ["channel"] = SlackPlace.Of(item.Reference).Channel, ["ts"] = message, ["text"] = work.MessageText ?? "", ["blocks"] = blocks };
            await wire.CallAsync(team, "chat.update", arguments, cancellationToken);
        }
        catch (DeliveryException failure)
        {
            // The buttons stay, and what they say can still be answered.
            log.DoneWithout("chat.update", failure.Code);
        }
    }

    private async Task UnfurlAsync(SlackTeam team, InboxItem item, SlackWork work, CancellationToken cancellationToken)
    {
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        var unfurls = new JsonObject();
        foreach (var (link, i) in (work.Links ?? []).Select((l, i) => (l, i)))
        {
            var query = SlackArrival.Invoke("composeExtension/queryLink", $"{item.Key}:{i}", new JsonObject { ["url"] = link });
            query.From = introduced.Activity.From;
            query.Recipient = introduced.Activity.Recipient;
            query.Conversation = introduced.Activity.Conversation;
            query.ChannelId = introduced.Activity.ChannelId;
            query.Locale = introduced.Activity.Locale;
            query.LocalTimezone = introduced.Activity.LocalTimezone;
            var (response, _) = await turns.KeepAsync(introduced with { Activity = query }, cancellationToken);
            if (FormAnswer.Read(response, texts, "es").Post is { } found && MessageRenderer.Blocks(found) is { Blocks.Count: > 0 } blocks)
                unfurls[link] = new JsonObject { ["blocks"] = new JsonArray([.. blocks.Blocks.Take(BlockLimits.MessageBlocks).Select(b => b.DeepClone())]) };
        }

        if (unfurls.Count == 0) return;
        var arguments = new JsonObject { ["unfurls"] = unfurls };
        if (work.Unfurl is { } id && work.UnfurlSource is { } source) (arguments["unfurl_id"], arguments["source"]) = (id, source);
        else (arguments["channel"], arguments["ts"]) = (SlackPlace.Of(item.Reference).Channel, work.Message);
        try
        {
            await wire.CallAsync(team, "chat.unfurl", arguments, cancellationToken);
        }
        catch (DeliveryException refused) when (!refused.IsTransient)
        {
            log.DoneWithout("chat.unfurl", refused.Code);
        }
    }

    private static OutboundMessage Aside(InboxItem item, string name, Activity activity) => new($"{item.Adapter}:{item.Key}#{name}", OutboundVerb.Send, item.Reference, activity);

    /// <summary>What went wrong is for the person who pressed.</summary>
    private static ConversationReference Privately(InboxItem item) => item.Reference with
    {
        ChannelData = JsonSerializer.SerializeToElement(SlackPlace.Of(item.Reference) with { OnlyFor = item.Activity.From?.Id }, SlackJson.Default.SlackPlace),
    };
}
