using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Dialogs;

/// <summary>What people press on cards and say in the forms behind them.</summary>
public sealed class CardPresses(Talks talks, ChannelInvokes invokes, Sharing sharing, ReplyCatalog replies)
{
    /// <summary>A button of a card: its words are said for the person, and the card becomes the answer, for everybody who sees it.</summary>
    internal async Task PressAsync(TurnContext turn, CardPress press, string language, Effects effects, CancellationToken cancellationToken)
    {
        if (press is { IsRefresh: true, Task: { } seen })
        {
            turn.InvokeResponse = await invokes.RefreshAsync(turn, seen, language, cancellationToken);
            return;
        }

        if (press.Share is { } answer)
        {
            await sharing.ShareAsync(turn, answer, language, cancellationToken);
            return;
        }

        if (press.Say is null)
        {
            turn.InvokeResponse = CardAnswers.Error(400, "BadRequest", replies.Say(language, "unknown_button"));
            return;
        }

        var said = await talks.AnswerAsync(turn, Place.Of(turn.Activity), new(press.Say, press.Confirmation) { Task = press.Task }, language, effects, cancellationToken);
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
    internal async Task RewriteAsync(TurnContext turn, CardPress rewritten, string language, Effects effects, CancellationToken cancellationToken)
    {
        var said = await talks.AnswerAsync(turn, Place.Of(turn.Activity), new(rewritten.Say!, rewritten.Confirmation) { Rewrites = true }, language, effects, cancellationToken);
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
}
