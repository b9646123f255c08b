using System.Collections.Concurrent;

namespace PmBot.Adapters.Discord.Interactions;

/// <summary>The first answers that are on their way to Discord: before it has one, it knows of no further one (D25), and a turn may be done sooner.</summary>
internal sealed class FirstAnswers
{
    private readonly ConcurrentDictionary<string, Task> underWay = new(StringComparer.Ordinal);

    /// <summary>One is under way. It must not fail.</summary>
    public void Add(string interaction, Task answer)
    {
        // What is delivered several times is answered as often.
        var all = underWay.AddOrUpdate(interaction, static (_, now) => now, static (_, before, now) => Task.WhenAll(before, now), answer);
        _ = all.ContinueWith(done => underWay.TryRemove(new(interaction, done)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until an interaction's is there, or has failed; not at all where this instance gives none.</summary>
    public Task WaitAsync(string interaction, CancellationToken cancellationToken) =>
        underWay.TryGetValue(interaction, out var answer) ? answer.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Waits for all that are under way.</summary>
    public Task SettleAsync() => Task.WhenAll(underWay.Values);
}
