using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels;
using PmBot.Bot.Queues;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Bot.Telemetry;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Dialogs;

/// <summary>The bot behind all channels: one turn of one conversation at a time, each exactly once in effect.</summary>
/// <remarks>
/// What is said when a store is away is true: "I changed nothing" only when nothing was begun.
/// This is the only place of a turn that catches everything.
/// </remarks>
public sealed class TurnRunner(
    Talks talks, CardPresses presses, ChannelInvokes invokes, People people, Welcome welcome, Listener listener, GonePlaces gone, MessageReader reader, ReplyCatalog replies, TimeProvider clock, ILogger<TurnRunner> logger) : ITurnHandler
{
    /// <inheritdoc/>
    public async Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        using var span = BotTelemetry.Source.StartActivity("turn");
        var started = clock.GetTimestamp();
        var outcome = "ok";
        var language = turn.Activity.Locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "es";
        var effects = new Effects();
        try
        {
            await DispatchAsync(turn, language, effects, cancellationToken);
        }
        catch (Exception e) when (e is StateUnavailableException or StorageUnavailableException)
        {
            outcome = "unavailable";
            Log.StoreUnavailable(logger, e, turn.Activity.ChannelId);
            var theirs = Incoming.Text(turn.Activity) is { } text ? reader.LanguageOf(MessageText.Cut(text), language) : language;
            await ApologiseAsync(turn, theirs, effects.MayBeThere ? "store_unsure" : "store_away", cancellationToken);
        }
        catch (DeliveryException)
        {
            // What was done stands and its reply is stored: the channel delivers the message again, or the person asks.
            outcome = "undelivered";
            await ApologiseToFormAsync(turn, language, cancellationToken);
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = "timed_out";
            await ApologiseToFormAsync(turn, language, CancellationToken.None);
            throw;
        }
#pragma warning disable CA1031 // The one place of a turn that catches everything: a person always gets an answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            outcome = "failed";
            Log.TurnFailed(logger, e, turn.Activity.ChannelId, span?.TraceId.ToString());
            await ApologiseAsync(turn, language, "failed", cancellationToken);
        }
        finally
        {
            BotTelemetry.Turned(turn.Activity.ChannelId, outcome, clock.GetElapsedTime(started));
        }
    }

    private async Task DispatchAsync(TurnContext turn, string language, Effects effects, CancellationToken cancellationToken)
    {
        switch (turn.Activity.Type)
        {
            case ActivityTypes.Message when Incoming.Text(turn.Activity) is { } text:
                await ConverseAsync(turn, text, language, effects, cancellationToken);
                break;
            // A picture that people show each other in a room is none of the bot's business.
            case ActivityTypes.Message when !Place.Of(turn.Activity).IsShared || Place.Addresses(turn.Activity):
                await ConverseAsync(turn, Signs.File, language, effects, cancellationToken);
                break;
            case ActivityTypes.Invoke when Incoming.CardAction(turn.Activity) is { } action:
                await presses.PressAsync(turn, action, language, effects, cancellationToken);
                break;
            case ActivityTypes.Invoke when Incoming.Rewritten(turn.Activity) is { } rewritten:
                await presses.RewriteAsync(turn, rewritten, language, effects, cancellationToken);
                break;
            case ActivityTypes.Invoke:
                await invokes.AnswerAsync(turn, language, cancellationToken);
                break;
            case ActivityTypes.Event when turn.Activity.Name == ChannelInvokes.HomeOpened:
                await invokes.ShowHomeAsync(turn, language, cancellationToken);
                break;
            case ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate when Departure.Of(turn.Activity, turn.Reference) is { } departure:
                // Teams calls as it happens; what waited in the inbox says when it did.
                await gone.ForgetAsync(departure, turn.Activity.ChannelId == "msteams" ? null : turn.Activity.Timestamp, cancellationToken);
                break;
            case ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate when Arrivals.Of(turn.Activity) is { } arrival:
                await GreetAsync(turn, arrival, language, cancellationToken);
                break;
        }
    }

    private async Task ConverseAsync(TurnContext turn, string text, string language, Effects effects, CancellationToken cancellationToken)
    {
        var place = Place.Of(turn.Activity);
        var answer = await talks.AnswerAsync(turn, place, new(text, Incoming.Confirmation(turn.Activity)), language, effects, cancellationToken);
        List<string?> messages = [turn.Activity.Id];
        foreach (var activity in answer.Replies.SelectMany(r => ReplyRenderer.Render(r, answer.Language, turn.Features)))
        {
            messages.Add(await turn.SendAsync(activity, cancellationToken));
        }

        if (answer.Replies.Count > 0)
        {
            await listener.RememberAsync(place, messages, answer.Task, cancellationToken);
        }
    }

    /// <summary>Greets once, however many ways the channel has of saying that the bot is there.</summary>
    private async Task GreetAsync(TurnContext turn, Arrivals arrival, string language, CancellationToken cancellationToken)
    {
        if (arrival.IsOnce && !await listener.IsFirstAsync(Place.Of(turn.Activity), cancellationToken))
        {
            return;
        }

        var greeting = arrival.Member is { } member
            ? await welcome.GreetAsync(await people.FindAsync(turn, member, cancellationToken), language, clock.GetUtcNow(), cancellationToken)
            : new Reply(replies.Say(language, "channels.hello_room"));
        foreach (var activity in ReplyRenderer.Render(greeting, language, turn.Features))
        {
            await turn.SendAsync(activity, cancellationToken);
        }
    }

    /// <summary>A form waits for an answer, whatever happens; what was asked for may have been done.</summary>
    private Task ApologiseToFormAsync(TurnContext turn, string language, CancellationToken cancellationToken) =>
        turn.Activity.Type == ActivityTypes.Invoke ? ApologiseAsync(turn, language, "form_unsure", cancellationToken) : Task.CompletedTask;

    private async Task ApologiseAsync(TurnContext turn, string language, string key, CancellationToken cancellationToken)
    {
        var text = replies.Say(language, key);
        if (turn.Activity.Type == ActivityTypes.Invoke)
        {
            turn.InvokeResponse = Incoming.CardAction(turn.Activity) is null ? InvokeAnswers.Text(turn.Activity.Name, text) : CardAnswers.Error(500, "Unavailable", text);
            return;
        }

        if (turn.Activity.Type == ActivityTypes.Message)
        {
            await turn.SendAsync(new() { Text = text, TextFormat = "plain" }, cancellationToken);
        }
    }
}
