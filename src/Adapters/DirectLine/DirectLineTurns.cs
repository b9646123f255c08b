using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>Runs the bot on activities: in order within a conversation, and to the end when the service stops.</summary>
internal sealed class DirectLineTurns(TurnHost host, DirectLineConversations conversations, IOptions<DirectLineOptions> options, TimeProvider time, ILogger<DirectLineTurns> log)
    : LastingService(time, log)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _abandon = new();

    /// <summary>Queues a turn; false when too many wait in this conversation.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="activity">Complete and checked.</param>
    /// <param name="caller">Who sent it.</param>
    /// <param name="shown">Whether clients see this activity.</param>
    /// <param name="turn">Ends with it, and never throws.</param>
    public bool TryRun(DirectLineConversation conversation, Activity activity, Caller caller, bool shown, [NotNullWhen(true)] out Task<TurnOutcome>? turn) =>
        conversation.TryEnqueue(() => RunAsync(conversation, activity, caller.Vouches, shown), out turn);

    /// <summary>A word of the channel itself, in the bot's name.</summary>
    public void Say(DirectLineConversation conversation, string text, string? replyToId) => conversation.Add(new Activity
    {
        Type = ActivityTypes.Message,
        ChannelId = DirectLineChannel.Id,
        Conversation = new ConversationAccount { Id = conversation.Id },
        From = new ChannelAccount { Id = options.Value.BotId, Name = options.Value.BotName, Role = "bot" },
        Text = text,
        ReplyToId = replyToId,
    });

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Task.WhenAll(conversations.All.Select(conversation => conversation.Turns)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _abandon.CancelAsync();
        }
    }

    public override void Dispose()
    {
        _abandon.Dispose();
        base.Dispose();
    }

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) conversations.Sweep();
    }

    private async Task<TurnOutcome> RunAsync(DirectLineConversation conversation, Activity activity, bool vouched, bool shown)
    {
        var replies = new DirectLineReplies(conversation, activity, shown);
        var result = await host.RunAsync(activity, replies, new TurnLimits(options.Value.TurnTimeout, ShowTyping: true, vouched), _abandon.Token);
        conversations.Grew();
        if (result.Outcome is not TurnOutcome.Completed && shown) Say(conversation, DirectLineText.For(activity.Locale).SomethingWrong, activity.Id);
        return result.Outcome;
    }
}
