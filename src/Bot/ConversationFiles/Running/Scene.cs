namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>All that an expectation can look at.</summary>
internal sealed class Scene
{
    /// <summary>Each state of the workspace that was seen, from the start of the file on; the last is now.</summary>
    public required IReadOnlyList<WorldSnapshot> History { get; init; }

    /// <summary>The workspace before the last message, where it was looked at.</summary>
    public WorldSnapshot? BeforeMessage { get; init; }

    /// <summary>Every reply so far.</summary>
    public required IReadOnlyList<SeenReply> AllReplies { get; init; }

    /// <summary>The replies since the last message.</summary>
    public required IReadOnlyList<SeenReply> LastReplies { get; init; }

    /// <summary>The language of a text: <c>es</c>, <c>en</c>, or null where it could be either.</summary>
    public required Func<string, string?> LanguageOf { get; init; }

    /// <summary>At the start of the file.</summary>
    public WorldSnapshot Start => History[0];

    /// <summary>Now.</summary>
    public WorldSnapshot Now => History[^1];
}
