using PmBot.Bot.ConversationFiles.Expectations;

namespace PmBot.Bot.ConversationFiles;

/// <summary>What should hold at a point of a conversation. A closed set.</summary>
public abstract record Expectation
{
    private Expectation()
    {
    }

    /// <summary><c>task 7: status=done, assignee=none</c>.</summary>
    public sealed record Fields(ThingRef Thing, IReadOnlyList<FieldExpectation> Expected) : Expectation;

    /// <summary><c>task 7: exists</c>.</summary>
    public sealed record Exists(ThingRef Thing) : Expectation;

    /// <summary><c>task 7: deleted</c>: it was there, and is no longer.</summary>
    public sealed record Deleted(ThingRef Thing) : Expectation;

    /// <summary><c>task 7: unchanged</c> since the start of the file.</summary>
    public sealed record Unchanged(ThingRef Thing) : Expectation;

    /// <summary><c>tasks created: 1</c>: so many are there that were not at the start of the file.</summary>
    public sealed record Created(ThingKind Kind, int Count) : Expectation;

    /// <summary><c>reply language: es</c>.</summary>
    /// <param name="Language"><c>es</c> or <c>en</c>.</param>
    public sealed record ReplyLanguage(string Language) : Expectation;

    /// <summary><c>no reply contains: s3cr3t</c>, of all replies so far, case and accents aside.</summary>
    public sealed record NoReplyContains(string Text) : Expectation;

    /// <summary><c>no reply</c> to the last message.</summary>
    public sealed record NoReply : Expectation;

    /// <summary><c>nothing changed</c> in the workspace since before the last message.</summary>
    public sealed record NothingChanged : Expectation;
}
