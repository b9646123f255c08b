using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.Hosting;

/// <summary>Work that goes on for as long as the service runs, whatever it throws: a failure that nobody foresaw is logged, counted and waited out, and the work begins anew.</summary>
/// <remarks>
/// .NET would stop the whole host, and with it every other channel. Invariants: the work runs once at a time; after the n-th failure in a row the pause is
/// between half of and the whole of <c>2^(n-1)</c> seconds, at most <see cref="LongestRest"/>; work that went well for <see cref="Settled"/> ends the row. Work that
/// returns has come to its end and does not begin again. Failures that are part of the work's own trade (a connection that is lost) it deals with itself.
/// </remarks>
/// <param name="time">A clock whose timers run.</param>
/// <param name="log">Hears of failures.</param>
public abstract class LastingService(TimeProvider time, ILogger log) : BackgroundService
{
    /// <summary>The longest pause before the work begins anew.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    /// <summary>Work that lasted this long counts as sound.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>A clock whose timers run.</summary>
    protected TimeProvider Clock { get; } = time;

    /// <summary>Hears of failures.</summary>
    protected ILogger Logger { get; } = log;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            var began = Clock.GetTimestamp();
            try
            {
                await WorkAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The job runner's own edge: beyond it a failure stops the host.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures = Clock.GetElapsedTime(began) >= Settled ? 1 : failures + 1;
                var pause = Pause(failures);
                AdapterTelemetry.CountServiceFailure(GetType().Name);
                Logger.ServiceFailed(GetType().Name, pause.TotalSeconds, e);
                await Task.Delay(pause, Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The work itself; after a failure it is begun anew on the same object.</summary>
    /// <param name="stoppingToken">The service ends.</param>
    protected abstract Task WorkAsync(CancellationToken stoppingToken);

    private static TimeSpan Pause(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        // Half of it by chance, so that what failed together does not come back together.
        return (pause < LongestRest ? pause : LongestRest) * (0.5 + (RandomNumberGenerator.GetInt32(1001) / 2000.0));
    }
}
