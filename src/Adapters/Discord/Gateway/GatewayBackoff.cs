namespace PmBot.Adapters.Discord.Gateway;

/// <summary>How long to wait before the next connection.</summary>
/// <remarks>
/// Grows with every connection that did not last, up to <see cref="ResumeCeiling"/> or <see cref="IdentifyCeiling"/>: a day has 1000 identifies,
/// after which Discord resets the token. Only a connection that served for <see cref="Steady"/> ends the row.
/// </remarks>
/// <param name="random">A number from 0 to 1, for the jitter.</param>
internal sealed class GatewayBackoff(Func<double> random)
{
    /// <summary>After serving this long a connection counts as sound.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause on the way to a resume.</summary>
    public static readonly TimeSpan ResumeCeiling = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause on the way to an identify.</summary>
    public static readonly TimeSpan IdentifyCeiling = TimeSpan.FromMinutes(5);

    private int failures;

    /// <summary>Connections in a row that did not last.</summary>
    public int Failures => failures;

    /// <summary>A connection has ended.</summary>
    /// <param name="served">How long it had a session; zero where it never had one.</param>
    public void Ended(TimeSpan served) => failures = served >= Steady ? 0 : Math.Min(failures + 1, 30);

    /// <summary>The pause before the next connection.</summary>
    /// <param name="identifies">It will begin a new session.</param>
    public TimeSpan Next(bool identifies)
    {
        var ceiling = identifies ? IdentifyCeiling : ResumeCeiling;
        var row = Math.Min(ceiling.TotalSeconds, 0.5 * Math.Pow(2, failures));
        var pause = row * (0.5 + (random() / 2));
        // D6: a new session waits one to five seconds at least.
        return TimeSpan.FromSeconds(identifies ? Math.Max(pause, 1 + (random() * 4)) : pause);
    }
}
