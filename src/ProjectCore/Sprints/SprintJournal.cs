using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Writes a sprint's history from what is about to be saved, whatever changed it.</summary>
internal static class SprintJournal
{
    /// <summary>The lines for the tasks that an operation changed or made.</summary>
    /// <param name="added">New rows that EF does not track.</param>
    public static IReadOnlyList<SprintEntry> Lines(Lane lane, IEnumerable<object> added, DateTimeOffset at)
    {
        var lines = added.OfType<TaskItem>().SelectMany(t => Differences(t, null, Place.Of(t), at)).ToList();
        if (lane.Made is not { } context) return lines;
        var changed = context.ChangeTracker.Entries<TaskItem>().Where(e => e.State == EntityState.Modified).ToArray();
        if (changed.Length == 0) return lines;
        var closing = context.ChangeTracker.Entries<Sprint>().Where(e => e.Entity.ClosedAt is not null && e.Property(s => s.ClosedAt).IsModified).Select(e => e.Entity.Id).ToHashSet();
        lines.AddRange(changed.SelectMany(e => Differences(e.Entity, Before(e), Place.Of(e.Entity), at, closing)));
        return lines;
    }

    /// <summary>The lines for the tasks of a workspace file.</summary>
    /// <param name="since">The sprint's first moment: where the file does not say when a task came, it was there from the beginning.</param>
    public static IReadOnlyList<SprintEntry> Imported(PmBotDbContext context, Func<SprintId, DateTimeOffset> since, DateTimeOffset now)
    {
        var lines = new List<SprintEntry>();
        foreach (var entry in context.ChangeTracker.Entries<TaskItem>().Where(e => e.State is EntityState.Modified or EntityState.Added))
        {
            var task = entry.Entity;
            if (entry.State == EntityState.Modified) lines.AddRange(Differences(task, Before(entry), Place.Of(task), now));
            else if (Place.Of(task) is { } place) lines.AddRange(FromTheBeginning(task, place, task.CreatedAt < now ? task.CreatedAt : Earlier(since(place.Sprint), now)));
        }

        return lines;
    }

    private static IEnumerable<SprintEntry> FromTheBeginning(TaskItem task, Place place, DateTimeOffset at)
    {
        yield return Line(task, place with { State = SprintEntryState.Open }, at, version: 0);
        if (place.State == SprintEntryState.Done) yield return Line(task, place, task.FinishedAt ?? at, task.Version);
    }

    private static IEnumerable<SprintEntry> Differences(TaskItem task, Place? before, Place? now, DateTimeOffset at, HashSet<SprintId>? closing = null)
    {
        if (before == now) yield break;
        if (before is { } left && now?.Sprint != left.Sprint)
            yield return Line(task, left with { State = closing?.Contains(left.Sprint) is true ? SprintEntryState.Left : SprintEntryState.Out }, at, task.Version);
        if (now is { } place) yield return Line(task, place, at, task.Version);
    }

    private static SprintEntry Line(TaskItem task, Place place, DateTimeOffset at, long version) => new()
    {
        SprintId = place.Sprint, TaskId = task.Id, TaskVersion = version, At = at, Points = place.Points, State = place.State,
    };

    private static Place? Before(EntityEntry<TaskItem> entry) => Place.Of(
        entry.Property(t => t.SprintId).OriginalValue, entry.Property(t => t.DeletedAt).OriginalValue is not null, entry.Property(t => t.Status).OriginalValue,
        entry.Property(t => t.Estimate).OriginalValue);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>Where a task counts, and as what.</summary>
    private readonly record struct Place(SprintId Sprint, decimal? Points, SprintEntryState State)
    {
        public static Place? Of(TaskItem task) => Of(task.SprintId, task.IsDeleted, task.Status, task.Estimate);

        public static Place? Of(SprintId? sprint, bool deleted, TaskState status, decimal? points) => sprint is { } id && !deleted && status != TaskState.Cancelled
            ? new Place(id, points, status == TaskState.Done ? SprintEntryState.Done : SprintEntryState.Open)
            : null;
    }
}
