using PmBot.Nlu.Llm;

namespace PmBot.Bot.Llm;

/// <summary>Lets the language model phrase a summary; what it says is shown only when it says just what the facts say.</summary>
public sealed class LlmPhraser(LlmCircuit circuit) : ISummaryPhraser
{
    /// <inheritdoc/>
    public Task<string?> PhraseAsync(IReadOnlyList<string> facts, string language, CancellationToken cancellationToken) =>
        circuit.AskAsync((client, ct) => SummaryWriter.WriteAsync(client, facts, language, ct), cancellationToken);
}
