using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Tells the deliveries of one kind.</summary>
public interface IDeliveryKind
{
    /// <summary>The <see cref="Delivery.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>Whether what is due to the same person at once is told together.</summary>
    bool Gathers => false;

    /// <summary>Tells it, leaves it, or holds it back.</summary>
    /// <param name="together">What is due; more than one only where the kind gathers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Adapters.Hosting.DeliveryException">It could not be told now; it is tried again, unless where it was to be told is gone.</exception>
    Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken);
}

/// <summary>What became of a delivery.</summary>
/// <param name="Outcome"><c>sent</c>, <c>dropped</c>, or null while it is held back.</param>
/// <param name="NotBefore">Until when it is held back.</param>
public sealed record Verdict(string? Outcome, DateTimeOffset NotBefore)
{
    /// <summary>It was told.</summary>
    public static Verdict Sent { get; } = new("sent", default);

    /// <summary>There is nothing to tell any more, or nobody who wants it.</summary>
    public static Verdict Dropped { get; } = new("dropped", default);

    /// <summary>Quiet hours, an absence: it comes later.</summary>
    public static Verdict Later(DateTimeOffset at) => new(null, at);
}

/// <summary>Makes deliveries out of what the clock says: stand-ups, digests, due dates.</summary>
public interface IPlanner
{
    /// <summary>Adds what is due in a workspace now; what was added before is known by its key.</summary>
    /// <param name="directory">The workspace.</param>
    /// <param name="time">Now, and since when nothing was planned.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many deliveries were new.</returns>
    Task<int> PlanAsync(WorkspaceDirectory directory, PlanTime time, CancellationToken cancellationToken);

    /// <summary>The next moment after now at which it has something to add, or null when there is none in sight.</summary>
    Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>The time that a plan is for.</summary>
/// <param name="Now">Now.</param>
/// <param name="Since">Until when it was planned before: what fell due after that, and not just now, fell due while nothing ran.</param>
public sealed record PlanTime(DateTimeOffset Now, DateTimeOffset Since)
{
    /// <summary>Whether something is told now that was due at a moment.</summary>
    /// <param name="moment">When it was due.</param>
    /// <param name="window">For how long after it is told anyway.</param>
    /// <param name="zone">Whose clock.</param>
    /// <param name="until">Until when, on that clock and on its own day, it is told late where nothing ran at its moment.</param>
    public Timing Of(DateTimeOffset moment, TimeSpan window, TimeZoneInfo zone, TimeOnly until)
    {
        if (moment > Now) return Timing.No;
        if (Now - moment < window) return Timing.Now;
        if (moment <= Since) return Timing.No;
        var (here, day) = (WallClock.ToLocal(Now, zone), DateOnly.FromDateTime(WallClock.ToLocal(moment, zone)));
        return DateOnly.FromDateTime(here) == day && TimeOnly.FromDateTime(here) < until ? Timing.Late : Timing.Missed;
    }
}

/// <summary>Whether something is told.</summary>
public enum Timing
{
    /// <summary>It is not its time, or it was told then.</summary>
    No,

    /// <summary>It is.</summary>
    Now,

    /// <summary>Nothing ran when it was: it is told, and says so.</summary>
    Late,

    /// <summary>Nothing ran until its day was over: the next one says so.</summary>
    Missed,
}
