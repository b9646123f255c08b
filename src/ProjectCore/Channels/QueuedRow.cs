namespace PmBot.ProjectCore.Channels;

/// <summary>A piece of work that is done once, in its place in a lane: something that came in, or something that goes out.</summary>
/// <remarks>Kept for a while after it was done, without what it said, so that the same thing is not done again.</remarks>
public abstract class QueuedRow
{
    /// <summary>Rises in the order in which rows are stored: the order within a lane.</summary>
    public Guid Id { get; init; } = RisingIds.Next();

    /// <summary>The adapter that it came from or goes to.</summary>
    public required string Adapter { get; init; }

    /// <summary>Names it within the adapter: a second one of the same key is the same one.</summary>
    public required string Key { get; init; }

    /// <summary>Rows of a lane are worked on one after another; unique among all adapters.</summary>
    public required string Lane { get; init; }

    /// <summary>What it is about, as JSON; empty once it is done.</summary>
    public required string Payload { get; init; }

    public DateTimeOffset StoredAt { get; set; }

    /// <summary>Not to be taken before; also the claim of whoever works on it.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How often it was begun, this time included.</summary>
    public int Attempts { get; set; }

    /// <summary>The last failure, for operators; null while it is being worked on, and where nobody knows how the last attempt ended.</summary>
    public string? LastError { get; set; }

    /// <summary>When it was settled, or null while it is not.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>See <see cref="QueuedOutcome"/>; null while it is not settled.</summary>
    public string? Outcome { get; set; }

    /// <summary>Of a row that was just claimed: it was begun before, and how that ended was never written down. Whoever began it died.</summary>
    public bool IsUnsure => Attempts > 1 && LastError is null;
}

/// <summary>Something that came in and was acknowledged.</summary>
public sealed class InboxRow : QueuedRow;

/// <summary>Something that goes out.</summary>
public sealed class OutboundRow : QueuedRow
{
    /// <summary>The channel as far as it fails as a whole: adapter, channel and tenant.</summary>
    public required string Scope { get; init; }

    /// <summary>The message that is updated or deleted: the channel's id of it or the key it was sent under; null for a new message.</summary>
    public string? Target { get; init; }

    /// <summary>The channel's id of the message, once it was delivered and where the channel gives one.</summary>
    public string? Result { get; set; }
}

/// <summary>How a row ended.</summary>
public static class QueuedOutcome
{
    /// <summary>It was worked on, or delivered.</summary>
    public const string Done = "done";

    /// <summary>There was nothing left to do: a later update says more, or the message it was about never came to be.</summary>
    public const string Dropped = "dropped";

    /// <summary>It was given up; an admin can have it tried again.</summary>
    public const string Dead = "dead";
}
