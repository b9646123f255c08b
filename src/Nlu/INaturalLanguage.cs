using PmBot.Nlu.Llm;

namespace PmBot.Nlu;

/// <summary>Text to meaning.</summary>
public interface INaturalLanguage
{
    /// <summary>Reads a message. Never throws, whatever the text; linear in its length.</summary>
    /// <param name="text">The message, at most 4,000 UTF-16 units (the caller cuts).</param>
    /// <param name="context">The moment, the names and what is being asked.</param>
    Understanding Understand(string text, NluContext context);

    /// <summary>Reads a message and tells what decided; for people, not for turns.</summary>
    Explanation Explain(string text, NluContext context);

    /// <summary>The language of a message, without reading it any further: <c>es</c> or <c>en</c>.</summary>
    string LanguageOf(string text, string hint);

    /// <summary>
    /// The same message with what a language model proposed for its operations: each value read from the message's own words, or
    /// dropped where they do not say it.
    /// </summary>
    /// <param name="heard">What was understood without it.</param>
    /// <param name="proposals">In the order of the sentence.</param>
    /// <param name="names">The names that the model was shown.</param>
    /// <param name="context">As it was understood with.</param>
    /// <param name="evidence">The name of the model.</param>
    Understanding Adopt(Understanding heard, IReadOnlyList<Proposal> proposals, OfferedNames names, NluContext context, string evidence);
}

/// <summary>What may be known when a message is read; nothing else goes in.</summary>
public sealed record NluContext
{
    /// <summary>The moment in the speaker's time zone; dates resolve against it.</summary>
    public required DateTime Now { get; init; }

    /// <summary>The workspace's names.</summary>
    public required Lexicon Lexicon { get; init; }

    /// <summary>The language that decides short or mixed messages: <c>es</c> or <c>en</c>.</summary>
    public string LanguageHint { get; init; } = "es";

    /// <summary>The slot being asked for, if any: a bare answer is read as it ("7" as a task, an estimate or a day).</summary>
    public EntityType? Expected { get; init; }

    /// <summary>The text is a piece of a message that was cut already: what is read only beside another like it is read alone.</summary>
    public bool IsPiece { get; init; }

    /// <summary>Only the rules read: for whoever can tell by other means what a pattern of low confidence is worth.</summary>
    public bool RulesOnly { get; init; }

    /// <summary>Whoever speaks, as a bare key: where two models are tried side by side, it decides which of them reads.</summary>
    public Guid? Speaker { get; init; }

    /// <summary>Whether 3/4 is 3 April (true) or March 4.</summary>
    public bool DayFirst { get; init; } = true;
}
