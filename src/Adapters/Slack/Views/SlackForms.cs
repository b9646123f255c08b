using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack.Views;

/// <summary>Forms as modals: opened at once, filled when the bot has said what stands in them, answered while the person waits.</summary>
internal sealed class SlackForms(SlackSender wire, SlackDirectory directory, SlackTurns turns, SlackWaits waits, ISlackTexts texts, IOutbound outbound, TimeProvider time, ILogger<SlackForms> log)
{
    // The answer to the request stands by then, and cannot undo what comes after it.
    private static readonly TimeSpan AfterAnswer = TimeSpan.FromSeconds(3.2);

    /// <summary>Opens a form.</summary>
    public async Task OpenAsync(SlackTeam team, InboxItem item, SlackWork work, CancellationToken cancellationToken)
    {
        var words = SlackWords.Of(texts, item.Activity.Locale);
        var place = SlackPlace.Of(item.Reference);
        // The trigger lives three seconds: first the modal, then what stands in it.
        if (await OpenAsync(team, work, words, cancellationToken) is not { } view)
        {
            await SayAsync(item, new Activity { Text = words["form.late"], TextFormat = "plain" }, cancellationToken);
            return;
        }

        if (work.Message is { } message && item.Activity.Name is "composeExtension/fetchTask") await AddLinkAsync(team, item, place, message, cancellationToken);
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        words = SlackWords.Of(texts, introduced.Activity.Locale);
        var answer = FormAnswer.Read(await turns.RunAsync(introduced, cancellationToken), texts, words.Language);
        var form = item.Activity.Name is "task/fetch"
            ? new SlackForm("task/submit", place, Card: place.OnlyFor is null ? work.Message : null)
            : new SlackForm("composeExtension/submitAction", place, InteractionTranslator.CreateTaskCommand, Message: Payload(item.Activity.Value));
        var next = answer switch
        {
            { Card: { } card } => ViewRenderer.Modal(card, answer.Title ?? words["form.title"], form, words),
            { Post: { } post } => ViewRenderer.Shown(MessageRenderer.Blocks(post).Blocks, answer.Title ?? words["form.title"], words),
            { Text: { } text } => ViewRenderer.Notice(text, answer.Title ?? words["form.title"], words),
            _ => ViewRenderer.Notice(words["form.done"], words["form.title"], words),
        };
        await UpdateAsync(team, view, next, cancellationToken);
    }

    /// <summary>Takes a form that was filled in.</summary>
    public async Task SubmitAsync(SlackTeam team, InboxItem item, SlackWork work, CancellationToken cancellationToken)
    {
        var form = SlackForm.Read(work.Form);
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        var words = SlackWords.Of(texts, introduced.Activity.Locale);
        var answer = FormAnswer.Read(await turns.RunAsync(introduced, cancellationToken), texts, words.Language);
        if (answer.Post is { } post) await SayAsync(item, post, cancellationToken);

        var view = answer switch
        {
            { Card: { } card } when form is not null => ViewRenderer.Modal(card, answer.Title ?? words["form.title"], form with { Data = null }, words),
            { Text: { } text } => ViewRenderer.Notice(text, answer.Title ?? words["form.title"], words),
            _ => null,
        };
        var response = answer.Errors is { } errors ? new JsonObject { ["response_action"] = "errors", ["errors"] = errors }
            : view is not null ? new JsonObject { ["response_action"] = "update", ["view"] = view.DeepClone() }
            : new JsonObject { ["response_action"] = "clear" };
        if (waits.Answer(item.Key, response) || work.View is not { } shown) return;

        // Nobody waits any more: the modal says that the work goes on, and is told now what became of it.
        if (work.At + AfterAnswer - time.GetUtcNow() is { } left && left > TimeSpan.Zero && left <= AfterAnswer) await Task.Delay(left, time, cancellationToken);
        await UpdateAsync(team, shown, view ?? ViewRenderer.Notice(words["form.done"], words["form.title"], words), cancellationToken);
    }

    private async Task<string?> OpenAsync(SlackTeam team, SlackWork work, SlackWords words, CancellationToken cancellationToken)
    {
        if (work.Trigger is not { } trigger) return null;
        try
        {
            var arguments = new JsonObject { ["trigger_id"] = trigger, ["view"] = ViewRenderer.Notice(words["form.loading"], words["form.title"], words) };
            // Inside a modal another one stands on top of it; elsewhere it is the first.
            var method = work is { View: not null, Form: not null } ? "views.push" : "views.open";
            var answer = await wire.CallAsync(team, method, arguments, cancellationToken);
            return answer.TryGetProperty("view", out var view) ? CardReader.Text(view, "id") : null;
        }
        catch (DeliveryException failure)
        {
            // It expired, or Slack is away: the person asks again, which the sentence says.
            log.DoneWithout("views.open", failure.Code);
            return null;
        }
    }

    private async Task UpdateAsync(SlackTeam team, string view, JsonObject next, CancellationToken cancellationToken)
    {
        try
        {
            await wire.CallAsync(team, "views.update", new JsonObject { ["view_id"] = view, ["view"] = next }, cancellationToken);
        }
        catch (DeliveryException closed) when (closed.Code is "not_found" or "hash_conflict" or "view_not_found")
        {
            // The person closed it in the meantime.
            log.DoneWithout("views.update", closed.Code);
        }
    }

    private async Task AddLinkAsync(SlackTeam team, InboxItem item, SlackPlace place, string message, CancellationToken cancellationToken)
    {
        if (item.Activity.Value is not { } value || JsonNode.Parse(value.GetRawText()) is not JsonObject changed || changed["messagePayload"] is not JsonObject payload) return;
        if (await directory.LinkAsync(team, place.Channel, message, cancellationToken) is { } link) payload["linkToMessage"] = link;
        if (payload["from"]?["user"] is JsonObject author && author["id"]?.GetValue<string>() is { } user && await directory.FindAsync(team, user, cancellationToken) is { Name: { } name }) author["displayName"] = name;
        item.Activity.Value = JsonSerializer.SerializeToElement(changed, ActivityJson.Default.JsonObject);
    }

    private Task<string?> SayAsync(InboxItem item, Activity message, CancellationToken cancellationToken)
    {
        message.Type ??= ActivityTypes.Message;
        return outbound.SendAsync(new OutboundMessage($"{item.Adapter}:{item.Key}#form", OutboundVerb.Send, item.Reference, message), cancellationToken);
    }

    private static JsonObject? Payload(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty("messagePayload", out var payload) && payload.ValueKind is JsonValueKind.Object
            ? JsonNode.Parse(payload.GetRawText())!.AsObject()
            : null;
}
