using System.Text.Json;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Operations;

/// <summary>Turns what operations did into events for those who want them.</summary>
#pragma warning disable CA1001 // The semaphore hands out no wait handle, so there is nothing to free; commits may still ring while the host stops.
internal sealed class Outbox(IEnumerable<IEventHandler> handlers)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim news = new(0, 1);

    public IReadOnlyList<IEventHandler> Handlers { get; } = [.. handlers];

    /// <summary>The rows to save with the operation; an event that no handler wants, or that concerns none, is not stored.</summary>
    public IEnumerable<OutboxEvent> Events(AuditEntry entry, IReadOnlyList<Subject> subjects)
    {
        if (Handlers.Count == 0) return [];
        return subjects.Where(s => Handlers.Any(h => h.Wants(s.Event)))
            .Select(s => new DomainEvent(RisingIds.Next(), s.Event, entry.WorkspaceId, entry.UserId, entry.Surface, entry.At, entry.Id, s.View))
            .Where(told => Handlers.Any(h => h.Wants(told.Type) && h.Concerns(told)))
            .Select(told => new OutboxEvent { Id = told.Id, Type = told.Type, Payload = JsonSerializer.Serialize(told, ProjectCoreJson.Plain.DomainEvent), DueAt = entry.At });
    }

    /// <summary>Something was committed.</summary>
    public void Wake()
    {
        if (Handlers.Count == 0 || news.CurrentCount > 0) return;
        try
        {
            news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else rang at the same moment.
        }
    }

    /// <summary>Waits for the next commit, or for the time to look anyway.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => news.WaitAsync(atMost, cancellationToken);

    /// <summary>The handlers that an event is still owed to.</summary>
    public IEnumerable<IEventHandler> Owed(OutboxEvent row)
    {
        var had = TextList.Split(row.DeliveredTo);
        return Handlers.Where(h => h.Wants(row.Type) && !had.Contains(h.Name, StringComparer.Ordinal));
    }
}
