using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary><c>POST /conversations/{id}/activities</c>: echoes the activity to the clients, has the bot answer, then answers itself.</summary>
internal sealed class ActivityEndpoint(
    ConversationEndpoints conversations, DirectLineConversations all, ActivityIntake intake, DirectLineTurns turns, IOptions<DirectLineOptions> options, TimeProvider time)
{
    public async Task PostAsync(HttpContext http)
    {
        if (await conversations.OpenAsync(http) is not (var conversation, var caller)) return;
        if (RefuseBefore(http, conversation) is { } early)
        {
            await Answers.WriteAsync(http, early);
            return;
        }
        if (await RequestBody.ReadAsync(http.Request, options.Value.MaxBodyBytes, http.RequestAborted) is not { } body)
        {
            await Answers.WriteAsync(http, DirectLineError.TooLarge(options.Value.MaxBodyBytes));
            return;
        }

        var (activity, error) = ActivityIntake.Parse(body);
        if (activity is null) await Answers.WriteAsync(http, error!);
        else await TakeAsync(http, conversation, caller, activity);
    }

    /// <summary>Takes an activity of whatever origin and answers the request.</summary>
    public async Task TakeAsync(HttpContext http, DirectLineConversation conversation, Caller caller, Activity activity)
    {
        if (intake.Complete(activity, caller, conversation, StreamAddress.Base(http.Request)) is { } wrong)
        {
            await Answers.WriteAsync(http, wrong);
            return;
        }
        if (activity.Text?.Length > options.Value.MaxTextLength)
        {
            var text = DirectLineText.For(activity.Locale).TooLong(activity.Text.Length, options.Value.MaxTextLength);
            turns.Say(conversation, text, replyToId: null);
            await Answers.WriteAsync(http, new DirectLineError(400, "MessageTooLong", text));
            return;
        }

        var posted = conversation.Post(ActivityIntake.ClientActivityId(activity), () => Process(conversation, activity, caller));
        all.Grew();
        if (posted is null)
        {
            await Answers.WriteAsync(http, DirectLineError.TooManyRequests);
            return;
        }

        var outcome = await OutcomeAsync(posted);
        // Only a turn that is over may be tried again; one that timed out may have done its work.
        if (outcome is TurnOutcome.Failed) conversation.Forget(posted);
        await (outcome switch
        {
            null or TurnOutcome.Completed => Answers.WriteAsync(http, 200, new ResourceAnswer(posted.Id), DirectLineJson.Default.ResourceAnswer),
            TurnOutcome.TimedOut => Answers.WriteAsync(http, DirectLineError.BotTimedOut),
            _ => Answers.WriteAsync(http, DirectLineError.BotFailed),
        });
    }

    /// <summary>What can be refused without reading the body.</summary>
    public static DirectLineError? RefuseBefore(HttpContext http, DirectLineConversation conversation, bool json = true)
    {
        if (conversation.Ended) return DirectLineError.Ended;
        if (!conversation.Rate.TryTake()) return DirectLineError.TooManyRequests;
        return json && !http.Request.HasJsonContentType() ? new DirectLineError(415, "UnsupportedMediaType", "Send application/json.") : null;
    }

    // The turn goes on when the wait is over; its replies reach the client by the stream.
    private async Task<TurnOutcome?> OutcomeAsync(PostedActivity posted)
    {
        if (posted.Turn is null) return null;
        try
        {
            return await posted.Turn.WaitAsync(options.Value.PostTimeout, time);
        }
        catch (TimeoutException)
        {
            return TurnOutcome.TimedOut;
        }
    }

    private PostedActivity? Process(DirectLineConversation conversation, Activity activity, Caller caller)
    {
        if (!conversation.HasRoom) return null;
        if (activity.Type is ActivityTypes.Typing) return new PostedActivity(conversation.Flash(activity));

        var files = activity.Attachments is { Count: > 0 };
        // People see that a file was theirs; where it lies is nobody's business, as nobody fetches it.
        if (files) activity.Attachments = [.. activity.Attachments!.Select(file => new Attachment { ContentType = file.ContentType ?? "application/octet-stream", Name = file.Name })];
        var posted = new PostedActivity(conversation.Add(activity));
        if (activity.Type is ActivityTypes.EndOfConversation) conversation.End();
        if (files)
        {
            turns.Say(conversation, DirectLineText.For(activity.Locale).NoFiles, posted.Id);
            activity.Attachments = null;
            if (string.IsNullOrWhiteSpace(activity.Text) && activity.Value is null) return posted;
        }
        if (turns.TryRun(conversation, activity, caller, shown: true, out var turn)) posted.Turn = turn;
        return posted;
    }
}
