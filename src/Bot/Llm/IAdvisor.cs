using PmBot.Bot.Dialogs;
using PmBot.Nlu;

namespace PmBot.Bot.Llm;

/// <summary>What may be asked about a message that rules and models could not read.</summary>
public interface IAdvisor
{
    /// <summary>The same message with the operations that it is thought to ask for; the very same object when nobody knows better.</summary>
    /// <param name="heard">What was understood, without operations.</param>
    /// <param name="context">As it was understood with.</param>
    /// <param name="turn">Who wrote it: only the names that this person may know are told.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    Task<Understanding> AdviseAsync(Understanding heard, NluContext context, Turn turn, CancellationToken cancellationToken);
}

/// <summary>No language model is set up: nothing is asked, nothing waits.</summary>
public sealed class NoAdvisor : IAdvisor
{
    /// <inheritdoc/>
    public Task<Understanding> AdviseAsync(Understanding heard, NluContext context, Turn turn, CancellationToken cancellationToken) => Task.FromResult(heard);
}
