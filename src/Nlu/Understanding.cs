namespace PmBot.Nlu;

/// <summary>What a message says: its language, what it asks for in order, and everything that was found in it.</summary>
/// <param name="Text">The message as written.</param>
/// <param name="Language"><c>es</c> or <c>en</c>.</param>
/// <param name="LanguageConfidence">0 to 1; low for messages such as "ok" or "7", where the hint decides.</param>
/// <param name="Operations">What is asked for, in the order of the sentence; empty when no intent is sure enough.</param>
/// <param name="Alternatives">Intents that came near, best first, for "did you mean"; never above the threshold.</param>
/// <param name="Entities">Everything found in the whole text, whatever the intent: answers and corrections are read from here.</param>
/// <param name="Cues">How the message begins or stands towards what was said before.</param>
/// <param name="Rest">The text without the cue words: "no, mejor el miércoles" leaves "el miércoles".</param>
public sealed record Understanding(
    string Text,
    string Language,
    double LanguageConfidence,
    IReadOnlyList<Interpretation> Operations,
    IReadOnlyList<Interpretation> Alternatives,
    IReadOnlyList<Entity> Entities,
    Cues Cues,
    string Rest);

/// <summary>One thing asked for.</summary>
/// <param name="Intent">snake_case name, as a pattern file or the model gives it.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Source"><c>rule</c>, <c>model</c> or <c>llm</c>.</param>
/// <param name="Slots">By slot name.</param>
/// <param name="Start">First UTF-16 unit of the part of the message that says this.</param>
/// <param name="End">One past the last.</param>
/// <param name="Evidence">What decided: the pattern's file and line, or the model's name.</param>
public sealed record Interpretation(
    string Intent,
    double Confidence,
    string Source,
    IReadOnlyDictionary<string, Entity> Slots,
    int Start,
    int End,
    string Evidence);

/// <summary>A piece of the message with its meaning.</summary>
/// <param name="Type">What kind of thing it is.</param>
/// <param name="Value">Its meaning.</param>
/// <param name="Text">The piece as written.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last.</param>
public sealed record Entity(EntityType Type, EntityValue Value, string Text, int Start, int End);

/// <summary>Kinds of things found in messages.</summary>
public enum EntityType
{
    Text,
    Person,
    Project,
    Environment,
    Task,
    Date,
    DateRange,
    Duration,
    Priority,
    Status,
    Role,
    Language,
    Estimate,
    Label,
    Number,
    Email,
    Choice,
    Recurrence,
    Sprint,
}

/// <summary>How a message stands towards what was said before it.</summary>
[Flags]
public enum Cues
{
    None = 0,
    /// <summary>"sí", "dale", "ok", "yes", "go ahead", 👍</summary>
    Yes = 1,
    /// <summary>"no", "nope", "mejor no", 👎</summary>
    No = 2,
    /// <summary>"mejor ...", "perdón, ...", "digo", "I meant", "actually", "sorry, ..."</summary>
    Correction = 4,
    /// <summary>"cancela", "olvídalo", "never mind", "déjalo así"</summary>
    Cancel = 8,
    /// <summary>"sí, pero ...", "yes but ...": agreement with a change.</summary>
    But = 16,
    /// <summary>The whole message is the cue: nothing but "sí", "no, gracias" ...</summary>
    Only = 32,
    /// <summary>"más", "more", "siguiente página", "next page".</summary>
    More = 64,
    /// <summary>"sáltalo", "skip", "ninguno", "da igual": no answer to what is asked.</summary>
    Skip = 128,
}
