using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Bot.Telemetry;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Dialogs;

/// <summary>Answers messages, each exactly once in effect.</summary>
/// <remarks>
/// State is saved with the replies before they leave. A message that is delivered again is answered with what was said;
/// one whose turn died half-way is run again, and its operations know by their keys that they were done.
/// </remarks>
public sealed class Talks(
    People people, WorkspaceChooser chooser, Listener listener, ConversationStates states, OpenQuestions open, IConversationGate gate, OperationPipeline operations, MessageReader reader, TalkTurn talk, ReplyCatalog replies, TimeProvider clock, ILogger<Talks> logger)
{
    // Another instance can have been faster only when the gate was lost; after that the state is loaded afresh.
    private const int MaxSaves = 3;

    // A database that restarts is back within these; the keys of the operations make running again safe.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1)];

    /// <summary>What to say to a message; nothing where it is not meant for the bot.</summary>
    internal async Task<Answer> AnswerAsync(TurnContext context, Place place, Said said, string language, Effects effects, CancellationToken cancellationToken)
    {
        var stamp = MessageStamp.Of(context.Activity, place, clock);
        try
        {
            return await AnswerAsync(context, place, said, stamp, language, effects, cancellationToken);
        }
        catch (StateUnavailableException) when (!effects.MayBeThere)
        {
            // An earlier delivery of the same message may have died after its work was done: the audit tells, which needs no state.
            effects.MayBeThere = await people.IdentifyAsync(context, context.Activity.From!, cancellationToken) is { } known
                && await operations.WasDoneAsync(known.Workspace, Turn.OperationKey(stamp.Key, 0), cancellationToken);
            throw;
        }
    }

    private async Task<Answer> AnswerAsync(TurnContext context, Place place, Said said, MessageStamp stamp, string language, Effects effects, CancellationToken cancellationToken)
    {
        var activity = context.Activity;
        var choice = place.IsShared ? null : await chooser.TakeAsync(context, said, stamp, reader.LanguageOf(MessageText.Cut(said.Text), language), cancellationToken);
        if (choice is { Answer: { } asks }) return asks;
        if (choice is { Held: { } held }) said = new Said(held, Confirmation: null);
        var known = await people.IdentifyAsync(context, activity.From!, cancellationToken);
        // A question of a room may be answered alone with the bot: from the home page.
        var elsewhere = !place.IsShared && known is not null && said.Confirmation is { } question ? await open.FindAsync(known.Workspace, known.User, question, cancellationToken) : null;
        await using var entered = await gate.EnterAsync(elsewhere?.Conversation ?? (place.IsShared || known is null ? place.Conversation : TalkKeys.Of(place, activity, known)), cancellationToken);
        var answer = await AnswerAsync(new Message(context, place, said, stamp, language) { Known = known, Elsewhere = elsewhere }, effects, cancellationToken);
        return choice?.Note is { } note && answer.Replies.Count > 0 ? answer with { Replies = [answer.Replies[0].Noting(note, first: true), .. answer.Replies.Skip(1)] } : answer;
    }

    private async Task<Answer> AnswerAsync(Message message, Effects effects, CancellationToken cancellationToken)
    {
        var ((context, place, said, stamp, language), activity) = (message, message.Context.Activity);
        for (int saves = 0, pauses = 0; ;)
        {
            // Where others read along a talk is kept by account, so it can tell at once whether the message was answered before, and is meant for the bot at all.
            var overheard = place.IsShared ? await states.LoadAsync(TalkKeys.Of(place, activity, message.Known), cancellationToken) : null;
            if (overheard is not null && AnsweredBefore(activity, stamp, overheard.State, language) is { } told)
            {
                return told;
            }

            var hearing = await listener.ListenAsync(activity, place, overheard?.State, cancellationToken);
            if (!hearing.IsMeant)
            {
                return new Answer([], language, null);
            }

            var arrival = await people.WelcomeAsync(context, message.Known, reader.LanguageOf(MessageText.Cut(said.Text), language), stamp.Key, cancellationToken);
            if (!arrival.Try(out var arrived, out var refusal))
            {
                var theirs = reader.LanguageOf(MessageText.Cut(said.Text), language);
                return new Answer([new Reply(replies.Say(theirs, replies.Has($"error.{refusal.Code}") ? $"error.{refusal.Code}" : "not_a_member"))], theirs, null);
            }

            var key = message.Elsewhere?.Talk ?? TalkKeys.Of(place, activity, arrived.Speaker.Actor);
            var loaded = overheard ?? await states.LoadAsync(key, cancellationToken);
            var state = loaded.State;
            if (AnsweredBefore(activity, stamp, state, language) is { } before)
            {
                return before;
            }

            var asked = state.Top?.Confirmation?.Id;
            state.Enter(hearing.Thread, stamp.UtcNow - Corrections.Window);
            Answer answer;
            try
            {
                answer = await talk.RunAsync(new Meeting(context, place, arrived) { IsOverheard = hearing.IsOverheard }, said, state, stamp, effects, cancellationToken);
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
                if (state.Top?.Confirmation?.Id != asked) await SettleAsync(message, arrived.Speaker.Actor, key, state.Top?.Confirmation, cancellationToken);
                return answer;
            }
        }
    }

    /// <summary>Remembers what waits for a yes in a room.</summary>
    private async Task SettleAsync(Message message, Actor actor, string key, PendingConfirmation? waits, CancellationToken cancellationToken)
    {
        var (place, elsewhere) = (message.Place, message.Elsewhere);
        if (!place.IsShared && elsewhere is null) return;
        try
        {
            var question = waits is null ? null : new OpenQuestion(waits.Id, key, elsewhere?.Conversation ?? place.Conversation, elsewhere?.Where ?? message.Context.Activity.Conversation?.Name, waits.ExpiresAt);
            await open.SettleAsync(actor.Workspace, actor.User, key, question, cancellationToken);
        }
        catch (StateUnavailableException e)
        {
            // The question stands where it was asked; only the home page does not show it.
            Log.TalkForgotten(logger, e, message.Context.Activity.ChannelId);
        }
    }

    /// <summary>What was said to a message that is delivered again; null for a new one.</summary>
    private static Answer? AnsweredBefore(Activity activity, MessageStamp stamp, ConversationState state, string language) =>
        activity.Id is not null && state.Processed.Find(p => p.ActivityId == stamp.Key) is { } before
            ? new Answer(before.Replies, state.PinnedLanguage ?? state.Language ?? language, null)
            : null;

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

    /// <summary>A message, and what is known of it before the talk that it belongs to is.</summary>
    private sealed record Message(TurnContext Context, Place Place, Said Said, MessageStamp Stamp, string Language)
    {
        /// <summary>Whose it is, where they are known.</summary>
        public Actor? Known { get; init; }

        /// <summary>The question of a room that it answers alone with the bot, if it is one.</summary>
        public OpenQuestion? Elsewhere { get; init; }
    }
}
