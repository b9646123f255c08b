using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>Reads and writes the audit.</summary>
internal static class AuditTrail
{
    private const string HeadSql = """
        SELECT w.revision, a.id, a.operation, a.outcome, a.inverse IS NOT NULL
        FROM workspaces w LEFT JOIN audit_entries a ON a.workspace_id = w.id AND a.idempotency_key = @p1
        WHERE w.id = @p0 AND w.deleted_at IS NULL
        """;

    /// <summary>What a transaction has to know first: the directory's revision, and whether the wish was fulfilled before.</summary>
    public static async Task<Head> HeadAsync(Lane lane, WorkspaceId workspace, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var reader = await lane.Command(HeadSql, workspace.Value, idempotencyKey).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return new Head(null, null);
            var revision = reader.GetInt64(0);
            if (await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false)) return new Head(revision, null);
            var operation = reader.GetString(2);
            return new Head(revision, new AppliedBefore(
                reader.GetGuid(1), operation, ReadOutcome(reader.GetString(3)), Reversible: !string.Equals(operation, UndoRun.Undo, StringComparison.Ordinal) && reader.GetBoolean(4)));
        }
    }

    /// <summary>Tells everybody that the directory changes, and keeps others from changing it until the transaction ends.</summary>
    public static async Task<long> RaiseRevisionAsync(Lane lane, WorkspaceId workspace, CancellationToken cancellationToken) =>
        (long)(await lane.Command("UPDATE workspaces SET revision = revision + 1 WHERE id = @p0 RETURNING revision", workspace.Value)
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;

    public static AuditEntry Entry(
        OperationScope scope, string operation, RecordedOutcome outcome, Operation? inverse, string? idempotencyKey, Guid? group, bool undoable)
    {
        var entry = new AuditEntry
        {
            Id = RisingIds.Next(),
            WorkspaceId = scope.Actor.Workspace,
            UserId = scope.Actor.User,
            Surface = scope.Actor.Surface,
            Operation = operation,
            At = scope.Now,
            IdempotencyKey = idempotencyKey,
            GroupId = group,
            Outcome = Write(outcome),
            Inverse = inverse is null ? null : JsonSerializer.Serialize(inverse, ProjectCoreJson.OperationInfo),
        };
        return undoable ? AuditEntry.Undoable(entry) : entry;
    }

    public static AuditSubject SubjectOf(Guid entry, Subject subject, long? sameAs) => new()
    {
        SubjectId = subject.View.Subject.Id,
        AfterVersion = subject.View.Version,
        BeforeVersion = subject.Before,
        SameAsVersion = sameAs,
        AuditId = entry,
    };

    /// <summary>The actor's last operation that can be undone, with the others of its group, newest first; none of those that are passed over.</summary>
    public static async Task<IReadOnlyList<UndoStep>> LastUndoableAsync(Lane lane, Actor actor, IReadOnlyList<Guid> passed, CancellationToken cancellationToken)
    {
        var mine = lane.Context.Audit.AsNoTracking().Where(a => a.UserId == actor.User && a.WorkspaceId == actor.Workspace && a.IsUndoable);
        if (passed.Count > 0) mine = mine.Where(a => !passed.Contains(a.Id));
        var last = await mine.OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (last is null) return [];
        if (last.GroupId is not { } group) return [.. Steps(last)];
        var entries = await mine.Where(a => a.GroupId == group).OrderByDescending(a => a.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var since = entries[^1].At;
        var others = await mine.Where(a => a.GroupId != group && a.At >= since).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. entries.TakeWhile(e => !others.Exists(o => o.Id.CompareTo(e.Id) > 0 && Touches(o, e))).SelectMany(Steps)];
    }

    /// <summary>Whether both are about the same thing: what waited for an answer may run after something else was done to it, which has to be taken back first.</summary>
    private static bool Touches(AuditEntry later, AuditEntry earlier)
    {
        var about = ReadOutcome(earlier.Outcome).Subjects.Select(s => s.Subject.Id).ToHashSet();
        return ReadOutcome(later.Outcome).Subjects.Any(s => about.Contains(s.Subject.Id));
    }

    /// <summary>What would do the actor's last undo again, or why nothing does: an operation since then has taken its place.</summary>
    public static async Task<Result<IReadOnlyList<UndoStep>>> LastUndoneAsync(Lane lane, Actor actor, CancellationToken cancellationToken)
    {
        var mine = lane.Context.Audit.AsNoTracking().Where(a => a.UserId == actor.User && a.WorkspaceId == actor.Workspace && a.Inverse != null);
        var undo = await mine.Where(a => a.Operation == UndoRun.Undo && a.UndoneBy == null).OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (undo is null) return new NothingToRedo();
        var since = await mine.Where(a => a.Operation != UndoRun.Undo && a.Operation != UndoRun.Redo).OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return since is not null && since.Id.CompareTo(undo.Id) > 0 ? new RedoSuperseded(since.Operation) : Result.Ok<IReadOnlyList<UndoStep>>([.. Steps(undo)]);
    }

    /// <summary>An entry of several operations, as undos and what was done again are, in the order in which they have to be taken back.</summary>
    private static IEnumerable<UndoStep> Steps(AuditEntry entry)
    {
        var inverse = JsonSerializer.Deserialize(entry.Inverse!, ProjectCoreJson.OperationInfo)!;
        var outcome = ReadOutcome(entry.Outcome);
        return outcome.Undone switch
        {
            null => [new UndoStep(entry.Id, entry.Operation, outcome.Subjects, inverse)],
            [var only] => [new UndoStep(entry.Id, only.Operation, only.Subjects, inverse)],
            var many => many.Reverse().Zip(((SeveralOperations)inverse).Operations, (part, back) => new UndoStep(entry.Id, part.Operation, part.Subjects, back)),
        };
    }

    /// <summary>Marks entries as taken back: operations by an undo, an undo by a redo.</summary>
    public static Task MarkUndoneAsync(Lane lane, IReadOnlyList<Guid> entries, Guid by, CancellationToken cancellationToken) =>
        lane.Context.Audit.Where(a => entries.Contains(a.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.IsUndoable, false).SetProperty(a => a.UndoneBy, by), cancellationToken);

    public static string Write(RecordedOutcome outcome) => JsonSerializer.Serialize(outcome, ProjectCoreJson.Plain.RecordedOutcome);

    public static RecordedOutcome ReadOutcome(string json) => JsonSerializer.Deserialize(json, ProjectCoreJson.Plain.RecordedOutcome)!;
}

/// <summary>See <see cref="AuditTrail.HeadAsync"/>.</summary>
/// <param name="Revision">Null where there is no such workspace.</param>
internal readonly record struct Head(long? Revision, AppliedBefore? Applied);

/// <summary>An operation that its idempotency key found.</summary>
internal sealed record AppliedBefore(Guid Id, string Operation, RecordedOutcome Outcome, bool Reversible);

/// <summary>An operation to take back.</summary>
internal sealed record UndoStep(Guid Id, string Operation, IReadOnlyList<SubjectView> Subjects, Operation Inverse);
