using PmBot.Bot.Channels;
using PmBot.Bot.Proactive;
using PmBot.Bot.State;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Dialogs;

/// <summary>Moves one person's talk on by one message, with its state in hand.</summary>
public sealed class TalkTurn(TurnServices services, ConversationBook book, Welcome welcome, Sharing sharing, DialogEngine engine)
{
    /// <summary>Takes a message.</summary>
    /// <param name="meeting">Who speaks, and where.</param>
    /// <param name="words">What they said or pressed.</param>
    /// <param name="state">What is remembered; changed.</param>
    /// <param name="stamp">The message's moment and name.</param>
    /// <param name="effects">Told whether anything may have been changed, even where this throws.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<Answer> RunAsync(Meeting meeting, Said words, ConversationState state, MessageStamp stamp, Effects effects, CancellationToken cancellationToken)
    {
        var (confirmation, arrived) = (words.Confirmation, meeting.Arrived);
        var (turn, message) = await BeginAsync(meeting, words.Text, state, stamp, cancellationToken);
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

        var open = state.Top?.Intent;
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

        if (meeting.IsOverheard && turn is { IsLost: true, HasActed: false, Said.Count: <= 1 })
        {
            // What people say to each other below an answer of the bot's, and it makes nothing of, was not for it.
            state.Misunderstood = 0;
            return new Answer([], turn.Language, null);
        }

        if (turn.Said.Count == 0)
        {
            // Silence would be a bug; say something useful all the same.
            turn.Say(turn.Text("not_understood"), Offers.Start(turn));
        }

        return new Answer(meeting.Context.Features.OnlyForThem ? sharing.Offer(turn, open) : turn.Said, turn.Language, state.LastDone is { Tasks: [var only] } done && done.At >= stamp.UtcNow ? only : null);
    }

    private async Task<(Turn Turn, string Message)> BeginAsync(Meeting meeting, string text, ConversationState state, MessageStamp stamp, CancellationToken cancellationToken)
    {
        var (context, place, arrived) = meeting;
        var turn = new Turn(services, arrived.Speaker.Actor, arrived.Speaker.Directory, state, stamp)
        {
            IsShared = place.IsShared,
            Place = await book.RecordAsync(context, arrived.Speaker, place.IsShared, state.Language, cancellationToken),
            Account = Account(arrived.Speaker, People.Address(context, context.Activity.From!)),
        };
        if (text.Length > MessageText.MaxLength) turn.Say(turn.Text("message_cut", ("count", MessageText.MaxLength)));
        return (turn, MessageText.Cut(Incoming.Named(text, context.Activity, account => arrived.Speaker.Directory.UserBehind(People.Address(context, account))?.Username)));
    }

    /// <summary>The account as it is stored: what comes in may name no server.</summary>
    private static ChatAddress Account(Speaker speaker, ChatAddress seen) =>
        speaker.Directory.User(speaker.Actor.User)?.Identities.FirstOrDefault(i => i.StandsFor(seen)) ?? seen;
}
