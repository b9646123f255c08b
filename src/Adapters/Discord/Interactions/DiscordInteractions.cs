using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Discord.Wire;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord.Interactions;

/// <summary>Gives every interaction its first answer within three seconds, and hands on what is to be worked on (D25 to D28).</summary>
internal sealed class DiscordInteractions(InteractionPlanner planner, DirectAnswers direct, DiscordRest rest, FirstAnswers answers, TimeProvider time, ILogger<DiscordInteractions> log)
{
    private const string AnsweredAlready = "40060";
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly DoubleClicks clicks = new(time);

    /// <summary>Plans, begins the first answer, and gives what is to be stored; the answer is not waited for.</summary>
    /// <returns>Null where nothing is left to be worked on.</returns>
    public async Task<InboxItem?> TakeAsync(DiscordInteraction interaction, ChannelAccount bot, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(interaction, bot, cancellationToken);
        if (plan.Stored is { Type: ActivityTypes.Message } && Click(interaction) is { } click && clicks.IsAnother(click)) plan = new InteractionPlan(Callbacks.DeferUpdate(), null, null);
        // Our own clock from now on, not the snowflake's: theirs may be ahead or behind (D28).
        var address = new InteractionAddress(interaction.Id, interaction.ApplicationId, interaction.Token, time.GetUtcNow() + DiscordPlace.TokenLife, plan.IsPrivate, plan.Message);
        var activity = plan.Stored ?? plan.Asked?.Activity;
        var reference = activity is null ? null : DiscordTranslator.Reference(activity, address);
        answers.Add(interaction.Id, AnswerAsync(interaction, plan, reference, cancellationToken));
        return plan.Stored is { } stored ? new InboxItem(DiscordPlace.Adapter, $"i:{interaction.Id}", stored.Conversation!.Id!, stored, reference!) : null;
    }

    /// <summary>Names a press of a component: of which message, which, and whose press it was. Null for anything else.</summary>
    private static string? Click(DiscordInteraction interaction) => interaction is { Type: 3, Message.Id: { Length: > 0 } message, Data: { } pressed }
        ? $"{message}:{interaction.Member?.User?.Id ?? interaction.User?.Id}:{pressed.CustomId}:{string.Join(',', pressed.Values ?? [])}"
        : null;

    /// <summary>The plan; where it cannot be made, because the store of long buttons is away or slow, the person is told to try again.</summary>
    private async Task<InteractionPlan> PlanAsync(DiscordInteraction interaction, ChannelAccount bot, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(DirectAnswers.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await planner.PlanAsync(interaction, bot, either.Token);
        }
#pragma warning disable CA1031 // Whatever it is: nobody who pressed a button is left without a word.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.EventFailed("INTERACTION_CREATE", e);
            return planner.Unplanned(interaction);
        }
    }

    private async Task AnswerAsync(DiscordInteraction interaction, InteractionPlan plan, ConversationReference? reference, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var callback = plan.Callback ?? await direct.AskAsync(plan.Asked!, reference!, either.Token);
            await rest.InsistAsync(DiscordCall.Callback(interaction.Id, interaction.Token, callback), Attempts, either.Token);
        }
        catch (DeliveryException e) when (e.Code is AnsweredAlready)
        {
            // Delivered twice, or an attempt arrived although it seemed lost: either way it is answered.
        }
        catch (DeliveryException e)
        {
            // What is said about it later goes to the channel.
            log.InteractionNotAnswered(interaction.Id, e.Code);
        }
        catch (OperationCanceledException)
        {
            log.InteractionNotAnswered(interaction.Id, "late");
        }
#pragma warning disable CA1031 // A bug in one answer must not end the process, nor hide: it is logged.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.EventFailed("INTERACTION_CREATE", e);
        }
    }
}
