namespace PmBot.ProjectCore.Operations;

/// <summary>Hears of what happened, after it is committed, at least once, in order as long as nothing fails.</summary>
/// <remarks>A handler that throws is tried again with growing pauses; the operation is never hurt. An event that no handler wants is not stored.</remarks>
public interface IEventHandler
{
    /// <summary>Stable name: it remembers which handlers have had an event.</summary>
    string Name { get; }

    /// <summary>Whether events of this type are wanted: <c>create_task</c> is told as <c>task.created</c> and so on.</summary>
    bool Wants(string eventType);

    /// <summary>Whether a wanted event says anything to it, as far as the event alone tells; what says nothing to anybody is not stored.</summary>
    /// <remarks>Asked within the operation's transaction, so it must be quick; an event stored for another handler comes all the same.</remarks>
    bool Concerns(DomainEvent domainEvent) => true;

    /// <summary>Takes one event.</summary>
    Task HandleAsync(DomainEvent domainEvent, CancellationToken cancellationToken);
}
