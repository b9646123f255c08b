using System.Security.Cryptography;
using System.Text;
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
        if (await OpenAsync(team, item, work, words, cancellationToken) is not { } view)
        {
            await SayAsync(item, new Activity { Text = words["form.late"], TextFormat = "plain" }, cancellationToken);
            return;
        }

        if (work.Message is { } message && item.Activity.Name is "composeExtension/fetchTask") await AddLinkAsync(team, item, place, message, cancellationToken);
        var introduced = await turns.IntroduceAsync(team, item, cancellationToken);
        words = SlackWords.Of(texts, introduced.Activity.Locale);
        var answer = await AskAsync(introduced, words, cancellationToken);
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

    /// <summary>What is being worked on for a form was given up: the form says so.</summary>
    /// <returns>False where it is not there any more.</returns>
    public async Task<bool> GiveUpAsync(SlackTeam team, InboxItem item, SlackWork work, string sorry, CancellationToken cancellationToken)
    {
        var words = SlackWords.Of(texts, item.Activity.Locale);
        var view = ViewRenderer.Notice(sorry, words["form.title"], words);
        if (work.Kind is SlackWorkKind.OpenForm) return await FindAsync(team, item, view, cancellationToken) is not null;
        if (waits.Answer(item.Key, new JsonObject { ["response_action"] = "update", ["view"] = view.DeepClone() })) return true;
        try
        {
            return work.View is { } shown && await UpdateAsync(team, shown, view, cancellationToken);
        }
        catch (DeliveryException failure)
        {
            log.DoneWithout("views.update", failure.Code);
            return false;
        }
    }

    /// <summary>Asks what stands in the form. That changes nothing: when it fails the form says so at once, and the person opens it again.</summary>
    private async Task<FormAnswer> AskAsync(InboxItem item, SlackWords words, CancellationToken cancellationToken)
    {
        try
        {
            return FormAnswer.Read(await turns.RunAsync(item, cancellationToken), texts, words.Language);
        }
        catch (InvalidOperationException failure)
        {
            log.FormFailed(failure);
            return new FormAnswer(Text: words["form.failed"]);
        }
    }

    private async Task<string?> OpenAsync(SlackTeam team, InboxItem item, SlackWork work, SlackWords words, CancellationToken cancellationToken)
    {
        if (work.Trigger is not { } trigger) return null;
        var loading = ViewRenderer.Notice(words["form.loading"], words["form.title"], words);
        try
        {
            var named = loading.DeepClone().AsObject();
            named["external_id"] = Name(item);
            var arguments = new JsonObject { ["trigger_id"] = trigger, ["view"] = named };
            // Inside a modal another one stands on top of it; elsewhere it is the first.
            var method = work is { View: not null, Form: not null } ? "views.push" : "views.open";
            var answer = await wire.CallAsync(team, method, arguments, cancellationToken);
            return answer.TryGetProperty("view", out var view) ? LenientJson.Text(view, "id") : null;
        }
        catch (DeliveryException failure)
        {
            // It was opened before a failure; or it expired, or Slack is away: then the person asks again, which the sentence says.
            log.DoneWithout("views.open", failure.Code);
            return await FindAsync(team, item, loading, cancellationToken);
        }
    }

    /// <summary>Shows something in the form that an earlier attempt, perhaps of another process, has opened for an item.</summary>
    /// <returns>Its id, or null where there is none.</returns>
    private async Task<string?> FindAsync(SlackTeam team, InboxItem item, JsonObject view, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await wire.CallAsync(team, "views.update", new JsonObject { ["external_id"] = Name(item), ["view"] = view.DeepClone() }, cancellationToken);
            return answer.TryGetProperty("view", out var found) ? LenientJson.Text(found, "id") : null;
        }
        catch (DeliveryException none)
        {
            log.DoneWithout("views.update", none.Code);
            return null;
        }
    }

    /// <summary>Our own name of the form that is opened for an item: unique in a workspace.</summary>
    private static string Name(InboxItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(item.Key)));

    private async Task<bool> UpdateAsync(SlackTeam team, string view, JsonObject next, CancellationToken cancellationToken)
    {
        try
        {
            await wire.CallAsync(team, "views.update", new JsonObject { ["view_id"] = view, ["view"] = next }, cancellationToken);
            return true;
        }
        catch (DeliveryException closed) when (closed.Code is "not_found" or "hash_conflict" or "view_not_found")
        {
            // The person closed it in the meantime.
            log.DoneWithout("views.update", closed.Code);
            return false;
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
