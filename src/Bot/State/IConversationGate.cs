namespace PmBot.Bot.State;

/// <summary>Lets the turns of one conversation through one at a time; different conversations do not wait for each other.</summary>
/// <remarks>
/// Within a process turns pass in the order in which they arrived. Across instances the order is only fair: no instance is
/// kept waiting for ever. The gate saves work; what keeps state right, whatever happens to it, is compare-and-set.
/// </remarks>
public interface IConversationGate
{
    /// <summary>Waits until the conversation is free and takes it; disposing the result gives it back.</summary>
    /// <exception cref="StateUnavailableException">The lock is kept in a store that is away.</exception>
    ValueTask<IAsyncDisposable> EnterAsync(string conversationKey, CancellationToken cancellationToken);
}
