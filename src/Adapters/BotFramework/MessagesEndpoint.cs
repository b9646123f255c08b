using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Activities;
using PmBot.Adapters.BotFramework.Authentication;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary><c>POST /api/messages</c>: from a request to a turn and back to an answer.</summary>
/// <remarks>A plain request delegate: no binding and no scope, since every message of every channel passes here.</remarks>
internal sealed class MessagesEndpoint(
    TurnHost turns, IOutbound outbound, ICallerCheck callers, IOptions<BotFrameworkOptions> options, ILogger<MessagesEndpoint> log)
{
    private static readonly Refusal TimedOut = new(StatusCodes.Status504GatewayTimeout, "TurnTimedOut", "The bot did not finish in time.");
    private static readonly Refusal Undelivered = new(StatusCodes.Status502BadGateway, "ReplyNotDelivered", "The bot's reply was not taken by the channel.");
    private static readonly Refusal Failed = new(StatusCodes.Status500InternalServerError, "ServiceError", "The bot failed on this activity.");

    private readonly TimeSpan timeout = options.Value.TurnTimeout;

    public async Task HandleAsync(HttpContext context)
    {
        // The request's own token covers reading and answering only; the turn goes on when the caller hangs up.
        var aborted = context.RequestAborted;
        try
        {
            var (caller, refusal) = await callers.IdentifyAsync(context, aborted);
            Activity? activity = null;
            if (refusal is null) (activity, refusal) = await ActivityBody.ReadAsync(context.Request, aborted);
            if (refusal is null) refusal = ActivityRules.Check(activity!) ?? caller!.Check(activity!);
            if (refusal is null) await RunAsync(activity!, caller!, context.Response, aborted);
            else await RefuseAsync(refusal, context.Response, aborted);
        }
        catch (Exception gone) when (HangUp.Is(gone, context))
        {
            // Nobody is left to be answered.
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await RefuseAsync(new(bad.StatusCode, "BadSyntax", "The request could not be read."), context.Response, aborted);
        }
    }

    private async Task RunAsync(Activity activity, Caller caller, HttpResponse response, CancellationToken aborted)
    {
        if (!ActivityRules.IsForTheBot(activity)) return;

        RecipientMention.Strip(activity);
        var refusal = ActivityRules.CheckServiceUrl(activity, caller.Authenticated);
        var reference = refusal is null ? ConnectorSender.ReferenceOf(activity, caller.Authenticated) : null;
        // A3114: an invoke is answered as an invoke, whatever delivery it asks for.
        var collects = activity.DeliveryMode is DeliveryModes.ExpectReplies && (activity.Type is not ActivityTypes.Invoke || reference is null);
        if (reference is null && !collects)
        {
            await RefuseAsync(refusal!, response, aborted);
            return;
        }

        var expected = collects ? new ExpectedReplies(ChannelFeatureTable.Of(activity), reference) : null;
        IReplyChannel replies = expected is not null ? expected : new QueuedReplies(outbound, ChannelFeatureTable.Of(activity), reference!, TurnKey(activity));
        var limits = new TurnLimits(timeout, ShowTyping: !collects && activity.Type is ActivityTypes.Message, SenderIsVouchedFor: !caller.Authenticated);
        var result = await turns.RunAsync(activity, replies, limits, CancellationToken.None);
        await AnswerAsync(activity, expected, result, response, aborted);
    }

    /// <summary>The same when the channel delivers the activity again. Ids are unique within a conversation only.</summary>
    private static string TurnKey(Activity activity) => $"{activity.ChannelId}|{activity.Conversation!.Id}|{activity.Id ?? Guid.NewGuid().ToString("N")}";

    private async Task AnswerAsync(
        Activity activity, ExpectedReplies? expected, TurnResult result, HttpResponse response, CancellationToken aborted)
    {
        switch (result.Outcome)
        {
            // A form or a card waits: what the bot has to say of its failure is said there.
            case TurnOutcome.TimedOut or TurnOutcome.Undelivered when activity.Type is ActivityTypes.Invoke && result.InvokeResponse is { Body: not null } sorry:
                await AnswerInvokeAsync(sorry, response, aborted);
                break;
            case TurnOutcome.TimedOut:
                await RefuseAsync(TimedOut, response, aborted);
                break;
            case TurnOutcome.Undelivered:
                await RefuseAsync(Undelivered, response, aborted);
                break;
            case TurnOutcome.Failed:
                await RefuseAsync(Failed, response, aborted);
                break;
            case TurnOutcome.Completed when activity.Type is ActivityTypes.Invoke:
                await AnswerInvokeAsync(result.InvokeResponse, response, aborted);
                break;
            case TurnOutcome.Completed when expected is not null:
                await WriteAsync(response, StatusCodes.Status200OK, OutgoingActivity.ToExpectedReplies(expected.Collected), aborted);
                break;
        }
    }

    private static Task AnswerInvokeAsync(InvokeResponse? answer, HttpResponse response, CancellationToken aborted)
    {
        response.StatusCode = answer?.Status ?? (int)HttpStatusCode.NotImplemented;
        return answer?.Body is { } body
            ? WriteAsync(response, answer.Status, System.Text.Encoding.UTF8.GetBytes(body.GetRawText()), aborted)
            : Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpResponse response, int status, ReadOnlyMemory<byte> json, CancellationToken aborted)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        await response.BodyWriter.WriteAsync(json, aborted);
    }

    private async Task RefuseAsync(Refusal refusal, HttpResponse response, CancellationToken aborted)
    {
        AdapterTelemetry.CountRefused(ConnectorSender.AdapterName, refusal.Status);
        log.RequestRefused(refusal.Status, refusal.Message);
        await refusal.WriteAsync(response, aborted);
    }
}
