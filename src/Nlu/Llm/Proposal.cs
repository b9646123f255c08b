namespace PmBot.Nlu.Llm;

/// <summary>What a language model says that a message asks for; nothing of it is believed before it was read like any message.</summary>
/// <param name="Intent">One of the intents that it was offered.</param>
/// <param name="Slots">Words by slot, only of slots that the intent has.</param>
public sealed record Proposal(SchemaIntent Intent, IReadOnlyList<KeyValuePair<SchemaSlot, string>> Slots);

/// <summary>The answer of a language model is not what it was asked for.</summary>
public sealed class LanguageModelAnswerException : Exception
{
    public LanguageModelAnswerException()
    {
    }

    public LanguageModelAnswerException(string message)
        : base(message)
    {
    }

    public LanguageModelAnswerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
