using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Activity = PmBot.Adapters.Activities.Activity;

namespace PmBot.Adapters.Hosting;

/// <summary>Runs the turns of every adapter: own time limit, typing sign, span and counters.</summary>
public sealed class TurnHost(ITurnHandler handler, TimeProvider time, ILogger<TurnHost> log)
{
    /// <summary>Runs one turn to its end; never throws.</summary>
    /// <param name="activity">What came in, verified and translated.</param>
    /// <param name="replies">Where its replies go.</param>
    /// <param name="limits">Time limit and typing sign.</param>
    /// <param name="cancellationToken">
    /// Ends the turn early. Not the token of an HTTP request: a caller that hangs up does not undo what it asked for.
    /// </param>
    public async Task<TurnResult> RunAsync(Activity activity, IReplyChannel replies, TurnLimits limits, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var span = AdapterTelemetry.Source.StartActivity("turn", ActivityKind.Server);
        using var deadline = new CancellationTokenSource(limits.Timeout, time);
        using var linked = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token)
            : null;
        var token = (linked ?? deadline).Token;

        var result = limits.ShowTyping
            ? await RunWithTypingAsync(activity, replies, limits, token)
            : await RunAsync(activity, replies, limits.SenderIsVouchedFor, token);

        AdapterTelemetry.CountTurn(activity.ChannelId, result.Outcome, time.GetElapsedTime(started));
        if (span is not null)
        {
            span.SetTag("channel", AdapterTelemetry.ChannelTag(activity.ChannelId)).SetTag("type", activity.Type);
            span.SetTag("outcome", AdapterTelemetry.OutcomeTag(result.Outcome));
            if (result.Outcome is not TurnOutcome.Completed) span.SetStatus(ActivityStatusCode.Error);
        }

        return result;
    }

    private async Task<TurnResult> RunWithTypingAsync(Activity activity, IReplyChannel replies, TurnLimits limits, CancellationToken token)
    {
        await using var typing = new TypingReplies(replies, activity, time, log);
        return await RunAsync(activity, typing, limits.SenderIsVouchedFor, token);
    }

    private async Task<TurnResult> RunAsync(Activity activity, IReplyChannel replies, bool vouched, CancellationToken token)
    {
        var turn = new TurnContext(activity, replies) { SenderIsVouchedFor = vouched };
        try
        {
            await handler.OnTurnAsync(turn, token);
            return new(TurnOutcome.Completed, turn.InvokeResponse);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            log.TurnTimedOut(activity.ChannelId, activity.Id);
            return new(TurnOutcome.TimedOut, turn.InvokeResponse);
        }
        catch (DeliveryException failure)
        {
            log.ReplyNotDelivered(activity.ChannelId, activity.Id, failure);
            return new(TurnOutcome.Undelivered, turn.InvokeResponse);
        }
#pragma warning disable CA1031 // The last line before the wire: a handler's bug must become an answer of the protocol, whatever it throws.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.TurnFailed(activity.ChannelId, activity.Id, failure);
            return new(TurnOutcome.Failed, turn.InvokeResponse);
        }
    }
}
