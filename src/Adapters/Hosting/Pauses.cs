namespace PmBot.Adapters.Hosting;

/// <summary>Pauses of those who ask again afterwards whether it is time.</summary>
internal static class Pauses
{
    /// <summary>Waits for at least that long, rounded up to whole milliseconds.</summary>
    /// <remarks>
    /// <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> drops what is less than a millisecond and is then over at once: whoever asks again would
    /// go round without a pause, on a thread that others wait for.
    /// </remarks>
    public static Task AtLeastAsync(TimeSpan pause, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), time, cancellationToken);
}
