using System.Diagnostics;

namespace PmBot.Adapters.Tests.Discord.StandIns;

/// <summary>Waits for what another thread brings about.</summary>
internal static class Eventually
{
    // Generous: on a busy machine a second of work may take many.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Returns once it is so; fails, with what was waited for, when it never is.</summary>
    public static Task SoAsync(Func<bool> condition, string what) => SoAsync(condition, () => what);

    /// <inheritdoc cref="SoAsync(Func{bool}, string)"/>
    public static Task SoAsync(Func<bool> condition, Func<string> what) => SoAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="SoAsync(Func{bool}, string)"/>
    public static async Task SoAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var watch = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            if (watch.Elapsed > Patience) throw new TimeoutException($"It never happened: {what()}");
            await tick.WaitForNextTickAsync();
        }
    }
}
