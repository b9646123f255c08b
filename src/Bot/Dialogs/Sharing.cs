using System.Security.Cryptography;
using System.Text;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Cards;
using PmBot.Bot.Channels;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Dialogs;

/// <summary>Shows everybody what only one person saw, if they want it: the answer to a command in a channel.</summary>
/// <remarks>
/// What is shown is what was answered to that person then, so never more than they may see, and only once. Only answers of skills that are about the team's work
/// (<see cref="SkillSpec.Shareable"/>) can be shown.
/// </remarks>
public sealed class Sharing(People people, ConversationStates states, IConversationGate gate, SkillCatalog skills, ReplyCatalog replies, TimeProvider clock)
{
    // What has no card of its own is shown as one, for the button: a longer text than this would be cut by it.
    private const int MostText = 1_000;
    private const int MaxSaves = 3;

    /// <summary>What was said in a turn, with the button where it can be shown to everybody.</summary>
    /// <param name="turn">The turn, at its end.</param>
    /// <param name="open">The request that was open before it, or null.</param>
    internal IReadOnlyList<Reply> Offer(Turn turn, string? open)
    {
        IEnumerable<string> about = open is null ? turn.Begun : turn.Begun.Prepend(open);
        if (turn.Said is not [.., var last] || turn.State.Stack.Count > 0 || !about.Any() || !about.All(i => skills.Find(i)?.Spec.Shareable == true)) return turn.Said;
        if (last.ConfirmationId is not null || (last.Card is null && last.Text.Length > MostText)) return turn.Said;
        return [.. turn.Said.Take(turn.Said.Count - 1), last with { Share = new ShareOffer(IdOf(turn.Key), turn.Text("channels.share")) }];
    }

    /// <summary>Shows an answer to everybody.</summary>
    /// <param name="context">The press.</param>
    /// <param name="id">Names the answer.</param>
    /// <param name="language">What they seem to speak.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task ShareAsync(TurnContext context, string id, string language, CancellationToken cancellationToken)
    {
        var (activity, place) = (context.Activity, Place.Of(context.Activity));
        if (!place.IsShared || await people.FindAsync(context, activity.From!, cancellationToken) is not { } speaker)
        {
            context.InvokeResponse = CardAnswers.Error(404, "NotFound", replies.Say(language, "channels.share_gone"));
            return;
        }

        await using var entered = await gate.EnterAsync(place.Conversation, cancellationToken);
        var (key, press) = (TalkKeys.Of(place, activity, speaker.Actor), MessageStamp.Of(activity, place, clock).Key);
        for (var i = 0; ;)
        {
            var loaded = await states.LoadAsync(key, cancellationToken);
            var told = loaded.State.Processed.Find(p => p.Replies.Exists(r => r.Share?.Id == id));
            language = loaded.State.PinnedLanguage ?? loaded.State.Language ?? language;
            // The same press that comes again, after a crash, goes on with what it began; another one finds it done.
            if (told is null || (told.SharedBy is { } earlier && earlier != press))
            {
                context.InvokeResponse = CardAnswers.Error(told is null ? 404 : 409, told is null ? "NotFound" : "Done", replies.Say(language, told is null ? "channels.share_gone" : "channels.shared_before"));
                return;
            }

            told.SharedBy = press;
            if (!await states.SaveAsync(key, loaded, cancellationToken) && ++i < MaxSaves) continue;
            await ShowAsync(context, told.Replies, speaker, language, cancellationToken);
            return;
        }
    }

    private async Task ShowAsync(TurnContext context, List<Reply> told, Speaker speaker, string language, CancellationToken cancellationToken)
    {
        var features = context.Features with { OnlyForThem = false };
        var name = speaker.Directory.User(speaker.Actor.User)?.FullName ?? "";
        foreach (var (reply, i) in told.Select((r, i) => (r, i)))
        {
            // Buttons of a task act for whoever presses; what else is offered goes on with the talk of the one who asked.
            var shown = reply with { Share = null, Buttons = reply.Card is TaskCard ? reply.Buttons : [] };
            if (i == told.Count - 1) shown = shown.Noting(replies.Say(language, "channels.shared_by", ("person", name)));
            foreach (var message in ReplyRenderer.Render(shown, language, features)) await context.SendAsync(Audience.Everyone(message), cancellationToken);
        }

        var done = replies.Say(language, "channels.shared");
        if (context.Activity.ReplyToId is not { Length: > 0 } card)
        {
            context.InvokeResponse = CardAnswers.Message(done);
            return;
        }

        await context.UpdateAsync(new Activity { Id = card, Text = done, TextFormat = "plain", Locale = language }, cancellationToken);
        context.InvokeResponse = InvokeAnswers.Close;
    }

    private static string IdOf(string turn) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(turn)).AsSpan(0, 9));
}
