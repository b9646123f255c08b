using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;

namespace PmBot.Adapters.Slack;

/// <summary>Runs turns for what came in from Slack, with the person as their profile says.</summary>
internal sealed class SlackTurns(TurnHost host, SlackDirectory directory, IOutbound outbound, TimeProvider time)
{
    /// <summary>How long a turn may take; nobody waits on the line for it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs a turn whose replies are queued.</summary>
    /// <exception cref="InvalidOperationException">It did not come to its end: it has to be run again.</exception>
    public async Task<InvokeResponse?> RunAsync(InboxItem item, CancellationToken cancellationToken)
    {
        var queue = new QueuedReplies(outbound, SlackChannel.FeaturesOf(item.Reference), item.Reference, $"{item.Adapter}:{item.Key}");
        return await RunAsync(item.Activity, new SlackReplies(queue, SlackArrival.Lasting(item.Reference), time), cancellationToken);
    }

    /// <summary>Runs a turn whose replies are kept.</summary>
    /// <exception cref="InvalidOperationException">It did not come to its end.</exception>
    public async Task<(InvokeResponse? Response, IReadOnlyList<Activity> Said)> KeepAsync(InboxItem item, CancellationToken cancellationToken)
    {
        var kept = new KeptReplies(SlackArrival.Lasting(item.Reference));
        return (await RunAsync(item.Activity, kept, cancellationToken), kept.Said);
    }

    /// <summary>Says of an activity who wrote it and where, as far as Slack tells; the reference gets the same.</summary>
    public async Task<InboxItem> IntroduceAsync(SlackTeam team, InboxItem item, CancellationToken cancellationToken)
    {
        var activity = item.Activity;
        if (activity.From?.Id is { } user && await directory.FindAsync(team, user, cancellationToken) is { } person)
        {
            activity.From.Name = person.Name;
            activity.From.Role = person.IsOutsider(team.Id, SlackPlace.Of(item.Reference).Enterprise) ? Outsiders.Role : "user";
            activity.LocalTimezone ??= person.Zone;
            activity.Locale ??= person.Locale;
        }

        foreach (var mention in activity.Entities ?? [])
        {
            if (mention is { Type: "mention", Mentioned: { Id: { } who, Name: null } mentioned } && who != activity.Recipient?.Id)
                mentioned.Name = (await directory.FindAsync(team, who, cancellationToken))?.Name;
        }

        if (activity.Conversation is { IsGroup: true, Name: null } room) room.Name = await directory.NameAsync(team, SlackPlace.Of(item.Reference).Channel, cancellationToken);
        return item with { Reference = item.Reference with { User = activity.From, Locale = activity.Locale, Conversation = activity.Conversation ?? item.Reference.Conversation } };
    }

    private async Task<InvokeResponse?> RunAsync(Activity activity, IReplyChannel replies, CancellationToken cancellationToken)
    {
        // What is ours alone is not part of what came in.
        activity.ChannelData = null;
        var result = await host.RunAsync(activity, replies, new TurnLimits(Timeout, ShowTyping: false), cancellationToken);
        return result.Outcome is TurnOutcome.Completed or TurnOutcome.Undelivered
            ? result.InvokeResponse
            : throw new InvalidOperationException($"The turn ended as {result.Outcome}.");
    }
}
