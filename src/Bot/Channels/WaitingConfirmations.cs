using PmBot.Bot.Dialogs;
using PmBot.Bot.State;

namespace PmBot.Bot.Channels;

/// <summary>The questions that wait for the person's yes, asked alone with the bot and in rooms.</summary>
internal sealed class WaitingConfirmations(ConversationStates states, OpenQuestions open) : IWaiting
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WaitingQuestion>> OfAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (workspace, user) = (turn.Actor.Workspace, turn.Actor.User);
        List<WaitingQuestion> waiting = [];
        await AddAsync(TalkKeys.Private(workspace, user), where: null, turn, waiting, cancellationToken);
        foreach (var question in await open.OfAsync(workspace, user, cancellationToken)) await AddAsync(question.Talk, question.Where, turn, waiting, cancellationToken);
        return waiting;
    }

    private async Task AddAsync(string talk, string? where, Turn turn, List<WaitingQuestion> waiting, CancellationToken cancellationToken)
    {
        var state = (await states.LoadAsync(talk, cancellationToken)).State;
        if (state.Top?.Confirmation is { } asked && asked.ExpiresAt > turn.UtcNow && state.Processed.SelectMany(p => p.Replies).LastOrDefault(r => r.ConfirmationId == asked.Id) is { } question)
            waiting.Add(new WaitingQuestion(question, where));
    }
}
