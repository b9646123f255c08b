using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels;
using PmBot.Bot.Proactive;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Bot.Telemetry;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Dialogs;

/// <summary>The bot behind all channels: one turn of one conversation at a time, each exactly once in effect.</summary>
/// <remarks>
/// State is saved with the replies before they leave. A message that is delivered again is answered with what was said;
/// one whose turn died half-way is run again, and its operations know by their keys that they were done.
/// What is said when a store is away is true: "I changed nothing" only when nothing was begun.
/// This is the only place of a turn that catches everything.
/// </remarks>
public sealed class TurnRunner(
    DialogEngine engine, People people, Welcome welcome, Listener listener, ConversationStates states, IConversationGate gate, TurnServices services, ReplyCatalog replies,
    ConversationBook book, ChannelInvokes invokes, TimeProvider clock, ILogger<TurnRunner> logger) : ITurnHandler
{
    private const int MaxMessageLength = 4000;

    // Another instance can have been faster only when the gate was lost; after that the state is loaded afresh.
    private const int MaxSaves = 3;

    // A database that restarts is back within these; the keys of the operations make running again safe.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1)];

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
            var theirs = Incoming.Text(turn.Activity) is { } text ? engine.LanguageOf(Cut(text), language) : language;
            await ApologiseAsync(turn, theirs, effects.MayBeThere ? "store_unsure" : "store_away", cancellationToken);
        }
        catch (DeliveryException)
        {
            // What was done stands and its reply is stored: the channel delivers the message again, or the person asks.
            outcome = "undelivered";
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = "timed_out";
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
                await turn.SendAsync(new() { Text = replies.Say(language, "only_text"), TextFormat = "plain" }, cancellationToken);
                break;
            case ActivityTypes.Invoke when Incoming.CardAction(turn.Activity) is { } action:
                await PressAsync(turn, action, language, effects, cancellationToken);
                break;
            case ActivityTypes.Invoke when Incoming.Rewritten(turn.Activity) is { } rewritten:
                await RewriteAsync(turn, rewritten, language, effects, cancellationToken);
                break;
            case ActivityTypes.Invoke:
                await invokes.AnswerAsync(turn, language, cancellationToken);
                break;
            case ActivityTypes.Event when turn.Activity.Name == ChannelInvokes.HomeOpened:
                await invokes.ShowHomeAsync(turn, language, cancellationToken);
                break;
            case ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate when Arrivals.Of(turn.Activity) is { } arrival:
                await GreetAsync(turn, arrival, language, cancellationToken);
                break;
        }
    }

    private async Task ConverseAsync(TurnContext turn, string text, string language, Effects effects, CancellationToken cancellationToken)
    {
        var place = Place.Of(turn.Activity);
        var answer = await AnswerAsync(turn, place, new(text, Incoming.Confirmation(turn.Activity)), language, effects, cancellationToken);
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

    /// <summary>A button of a card: its words are said for the person, and the card becomes the answer, for everybody who sees it.</summary>
    private async Task PressAsync(TurnContext turn, CardPress press, string language, Effects effects, CancellationToken cancellationToken)
    {
        if (press is { IsRefresh: true, Task: { } seen })
        {
            turn.InvokeResponse = await invokes.RefreshAsync(turn, seen, language, cancellationToken);
            return;
        }

        if (press.Say is null)
        {
            turn.InvokeResponse = CardAnswers.Error(400, "BadRequest", replies.Say(language, "unknown_button"));
            return;
        }

        var said = await AnswerAsync(turn, Place.Of(turn.Activity), new(press.Say, press.Confirmation) { Task = press.Task }, language, effects, cancellationToken);
        var shown = said.Replies.SelectMany(r => ReplyRenderer.Render(r, said.Language, turn.Features)).ToList();
        var isTheAnswer = !said.IsStale && (press.Confirmation is not null || (press.Task is { } number && said.Task?.Number == number));
        if (!isTheAnswer || !turn.Features.Updates || shown is not [var becomes, ..] || turn.Activity.ReplyToId is not { Length: > 0 } card)
        {
            turn.InvokeResponse = CardAnswers.Message(string.Join("\n\n", said.Replies.Select(r => r.Text)));
            return;
        }

        becomes.Id = card;
        await turn.UpdateAsync(becomes, cancellationToken);
        foreach (var more in shown.Skip(1))
        {
            await turn.SendAsync(more, cancellationToken);
        }

        turn.InvokeResponse = becomes.Attachments is [{ Content: { } content }, ..] ? CardAnswers.Card(content) : CardAnswers.Message(said.Replies[0].Text);
    }

    /// <summary>What waited for a yes is said differently, in a form: the old request goes, and the new words are taken as if they had been said.</summary>
    private async Task RewriteAsync(TurnContext turn, CardPress rewritten, string language, Effects effects, CancellationToken cancellationToken)
    {
        var said = await AnswerAsync(turn, Place.Of(turn.Activity), new(rewritten.Say!, rewritten.Confirmation) { Rewrites = true }, language, effects, cancellationToken);
        if (said.IsStale)
        {
            turn.InvokeResponse = InvokeAnswers.Text(InvokeNames.TaskSubmit, said.Replies[0].Text);
            return;
        }

        var card = turn.Features.Updates ? turn.Activity.ReplyToId : null;
        foreach (var activity in said.Replies.SelectMany(r => ReplyRenderer.Render(r, said.Language, turn.Features)))
        {
            // The question becomes what is said to the new words; what does not fit comes after it.
            if (card is { Length: > 0 })
            {
                activity.Id = card;
                await turn.UpdateAsync(activity, cancellationToken);
                card = null;
                continue;
            }

            await turn.SendAsync(activity, cancellationToken);
        }

        turn.InvokeResponse = InvokeAnswers.Close;
    }

    /// <summary>What to say to a message; nothing where it is not meant for the bot.</summary>
    private async Task<Answer> AnswerAsync(TurnContext context, Place place, Said said, string language, Effects effects, CancellationToken cancellationToken)
    {
        var activity = context.Activity;
        // Without an id of the channel's nothing can tell a redelivery, so the message is new by definition.
        var stamp = new MessageStamp(clock.GetUtcNow(), $"{place.Conversation}|{activity.From?.Id}|{activity.Id ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")}");
        var known = await people.IdentifyAsync(context, activity.From!, cancellationToken);
        await using var entered = await gate.EnterAsync(place.IsShared || known is null ? place.Conversation : StateKey(place, activity, known), cancellationToken);
        for (int saves = 0, pauses = 0; ;)
        {
            // Where others read along a talk is kept by account, so it can tell at once whether the message was answered before, and is meant for the bot at all.
            var overheard = place.IsShared ? await states.LoadAsync(StateKey(place, activity, known), cancellationToken) : null;
            if (overheard is not null && AnsweredBefore(activity, stamp, overheard.State, language) is { } told)
            {
                return told;
            }

            var hearing = await listener.ListenAsync(activity, place, overheard?.State, cancellationToken);
            if (!hearing.IsMeant)
            {
                return new Answer([], language, null);
            }

            var arrival = await people.WelcomeAsync(context, known, engine.LanguageOf(Cut(said.Text), language), stamp.Key, cancellationToken);
            if (!arrival.Try(out var arrived, out var refusal))
            {
                var theirs = engine.LanguageOf(Cut(said.Text), language);
                return new Answer([new Reply(replies.Say(theirs, replies.Has($"error.{refusal.Code}") ? $"error.{refusal.Code}" : "not_a_member"))], theirs, null);
            }

            var key = StateKey(place, activity, arrived.Speaker.Actor);
            var loaded = overheard ?? await states.LoadAsync(key, cancellationToken);
            var state = loaded.State;
            if (AnsweredBefore(activity, stamp, state, language) is { } before)
            {
                return before;
            }

            state.Enter(hearing.Thread, stamp.UtcNow - Corrections.Window);
            Answer answer;
            try
            {
                answer = await RunAsync(new Meeting(context, place, arrived), said, state, stamp, effects, cancellationToken);
            }
            catch (StorageUnavailableException) when (effects.MayBeThere && pauses < Pauses.Length)
            {
                // The store broke off in the middle: only asking it again tells what became of it.
                await Task.Delay(Pauses[pauses++], clock, cancellationToken);
                continue;
            }

            if (activity.Id is not null)
            {
                state.RememberTurn(new ProcessedTurn(stamp.Key, [.. answer.Replies]));
            }

            if (await SaveAsync(key, loaded, effects, activity.ChannelId, cancellationToken) || ++saves == MaxSaves)
            {
                return answer;
            }
        }
    }

    /// <summary>What was said to a message that is delivered again; null for a new one.</summary>
    private static Answer? AnsweredBefore(Activity activity, MessageStamp stamp, ConversationState state, string language) =>
        activity.Id is not null && state.Processed.Find(p => p.ActivityId == stamp.Key) is { } before
            ? new Answer(before.Replies, state.PinnedLanguage ?? state.Language ?? language, null)
            : null;

    /// <summary>Under what somebody's private talk is kept.</summary>
    internal static string PrivateKey(ProjectCore.Workspaces.WorkspaceId workspace, ProjectCore.Users.UserId user) => $"person|{workspace}|{user}";

    /// <summary>Where the talk is kept: alone with the bot a person goes on wherever they are; where others read along, each has a dialog of their own.</summary>
    internal static string StateKey(Place place, Activity activity, Actor? actor) =>
        place.IsShared || actor is null ? $"{place.Conversation}|{activity.From?.Id}" : PrivateKey(actor.Workspace, actor.User);

    private async Task<bool> SaveAsync(string key, LoadedState loaded, Effects effects, string? channel, CancellationToken cancellationToken)
    {
        try
        {
            return await states.SaveAsync(key, loaded, cancellationToken);
        }
        catch (StateUnavailableException e) when (effects.MayBeThere)
        {
            // What is done is done, and to say otherwise would have the person do it twice. Only the talk is forgotten.
            Log.TalkForgotten(logger, e, channel);
            return true;
        }
    }

    private async Task<Answer> RunAsync(Meeting meeting, Said words, ConversationState state, MessageStamp stamp, Effects effects, CancellationToken cancellationToken)
    {
        var (text, confirmation) = (words.Text, words.Confirmation);
        var (context, place, arrived) = meeting;
        var message = Cut(Incoming.Named(text, context.Activity, account => arrived.Speaker.Directory.UserBehind(People.Address(context, account))?.Username));
        var turn = new Turn(services, arrived.Speaker.Actor, arrived.Speaker.Directory, state, stamp)
        {
            IsShared = place.IsShared,
            Place = await book.RecordAsync(context, arrived.Speaker, place.IsShared, state.Language, cancellationToken),
            Account = People.Address(context, context.Activity.From!).Normalised,
        };
        if (text.Length > MaxMessageLength)
        {
            turn.Say(turn.Text("message_cut", ("count", MaxMessageLength)));
        }

        if (confirmation is not null && state.Top?.Confirmation?.Id != confirmation)
        {
            // A button of an old card: whatever it confirmed is over.
            turn.Say(turn.Text("old_button"));
            return new Answer(turn.Said, turn.Language, null) { IsStale = true };
        }

        if (words.Rewrites)
        {
            FrameRunner.Pop(state);
        }

        try
        {
            if (words.Task is { } number && state.Stack.Count == 0 && await TaskForms.FindAsync(number, turn, cancellationToken) is { } shown)
            {
                // "It" is what the card shows, whatever was spoken of since.
                state.Focus.Tasks = [TaskWords.Reference(shown)];
                state.LastDone = state.LastDone is { Tasks: [{ Number: var last }] } && last == number ? state.LastDone : null;
            }

            if (arrived.IsNew)
            {
                await welcome.ArriveAsync(arrived, message, turn, cancellationToken);
            }
            else
            {
                await engine.TakeAsync(message, turn, cancellationToken);
            }
        }
        finally
        {
            effects.MayBeThere |= turn.HasActed;
        }

        if (turn.Said.Count == 0)
        {
            // Silence would be a bug; say something useful all the same.
            turn.Say(turn.Text("not_understood"), Offers.Start(turn));
        }

        return new Answer(turn.Said, turn.Language, state.LastDone is { Tasks: [var only] } done && done.At >= stamp.UtcNow ? only : null);
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

    private static string Cut(string text) => text.Length <= MaxMessageLength ? text
        // No character is torn: half of one is no text, and a database refuses it.
        : text[..(char.IsHighSurrogate(text[MaxMessageLength - 1]) ? MaxMessageLength - 1 : MaxMessageLength)];

    /// <summary>What a person said, and the question that their button answers, if it was one.</summary>
    private sealed record Said(string Text, string? Confirmation)
    {
        /// <summary>The task on whose card the button stands, or null.</summary>
        public int? Task { get; init; }

        /// <summary>They take the place of the request that waits for a yes.</summary>
        public bool Rewrites { get; init; }
    }

    /// <summary>Somebody at a place.</summary>
    private sealed record Meeting(TurnContext Context, Place Place, Arrival Arrived);

    /// <summary>What is said back.</summary>
    /// <param name="Replies">Nothing where the message was not for the bot.</param>
    /// <param name="Language">In which they are.</param>
    /// <param name="Task">The one task that something was done about, if it was one.</param>
    private sealed record Answer(IReadOnlyList<Reply> Replies, string Language, TaskReference? Task)
    {
        /// <summary>The button that was pressed had nothing to say any more, or was not this person's to press: its card stays as it is.</summary>
        public bool IsStale { get; init; }
    }

    /// <summary>What a turn may have left behind, whatever became of it.</summary>
    private sealed class Effects
    {
        public bool MayBeThere { get; set; }
    }
}
