using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>What became of working on a row once.</summary>
/// <param name="Outcome">See <see cref="QueuedOutcome"/>; null where it is tried again.</param>
/// <param name="Result">The channel's id of a message.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="Pause">How long it waits before it is tried again.</param>
/// <param name="Counts">Whether the attempt counts against the row.</param>
internal sealed record Ending(string? Outcome, string? Result = null, string? Error = null, TimeSpan Pause = default, bool Counts = true)
{
    public static Ending Done(string? result = null) => new(QueuedOutcome.Done, result);

    public static Ending Dropped { get; } = new(QueuedOutcome.Dropped);

    public static Ending Dead(string error) => new(QueuedOutcome.Dead, Error: error);

    public static Ending Later(TimeSpan pause, string? error, bool counts) => new(null, null, error, pause, counts);
}
