using PmBot.ProjectCore.Proactive;
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
    /// <exception cref="Adapters.Hosting.DeliveryException">It could not be told now; it is tried again.</exception>
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
    /// <returns>How many deliveries were new.</returns>
    Task<int> PlanAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The next moment after now at which it has something to add, or null when there is none in sight.</summary>
    Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken);
}
