namespace PmBot.Bot.Llm;

/// <summary>Puts the facts of a summary into words.</summary>
public interface ISummaryPhraser
{
    /// <summary>A sentence or two that say the facts and nothing else; null where the bot's own lines are to be used.</summary>
    /// <param name="facts">The bot's own lines, without titles of tasks.</param>
    /// <param name="language"><c>es</c> or <c>en</c>.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    Task<string?> PhraseAsync(IReadOnlyList<string> facts, string language, CancellationToken cancellationToken);
}

/// <summary>The bot's own lines, always.</summary>
public sealed class PlainSummaries : ISummaryPhraser
{
    /// <inheritdoc/>
    public Task<string?> PhraseAsync(IReadOnlyList<string> facts, string language, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
