namespace PmBot.ProjectCore.Learning;

/// <summary>A message that was read as one thing and meant another, without anything in it that tells who, what or where.</summary>
/// <remarks>Neither the person nor the workspace is kept. The same mistake made again is the same row, counted.</remarks>
public sealed class FeedbackPair
{
    /// <summary>Twelve hexadecimal digits made of the contents: see <see cref="FeedbackId"/>.</summary>
    public required string Id { get; init; }

    /// <summary><c>es</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>How it came out.</summary>
    public required FeedbackKind Kind { get; init; }

    /// <summary>The intent that was read; empty where none was sure enough.</summary>
    public required string ReadIntent { get; init; }

    /// <summary>The message with the slots that were read, as training files write it: <c>crea [{title}](title)</c>.</summary>
    public required string ReadText { get; init; }

    /// <summary>The intent that was meant.</summary>
    public required string MeantIntent { get; init; }

    /// <summary>The message with the slots that were meant.</summary>
    public required string MeantText { get; init; }

    /// <summary>The slots that got another value than the message says, parted by commas: "no, for Diego" after a message without him.</summary>
    public string Changed { get; init; } = "";

    /// <summary>What read it: <c>rule</c>, <c>model</c>, <c>llm</c>, or <c>none</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The name of the model that served; empty where there was none.</summary>
    public string Model { get; init; } = "";

    /// <summary>Whether it may be learnt from.</summary>
    public FeedbackStatus Status { get; init; }

    /// <summary>How often it was seen.</summary>
    public int Times { get; init; } = 1;

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When it was last seen.</summary>
    public required DateTimeOffset LastAt { get; init; }
}

/// <summary>How a misreading came out.</summary>
public enum FeedbackKind
{
    /// <summary>One of the things on offer after "did you mean" was picked.</summary>
    Choice,

    /// <summary>What was done was taken back, and something else asked for.</summary>
    Rephrased,

    /// <summary>A part of what was done was corrected.</summary>
    Correction,
}

/// <summary>What a person decided about a pair.</summary>
public enum FeedbackStatus
{
    New,
    Accepted,
    Rejected,
}
