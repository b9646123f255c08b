using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Dialogs;

/// <summary>What is said back.</summary>
/// <param name="Replies">Nothing where the message was not for the bot.</param>
/// <param name="Language">In which they are.</param>
/// <param name="Task">The one task that something was done about, if it was one.</param>
internal sealed record Answer(IReadOnlyList<Reply> Replies, string Language, TaskReference? Task)
{
    /// <summary>The button that was pressed had nothing to say any more, or was not this person's to press: its card stays as it is.</summary>
    public bool IsStale { get; init; }
}
