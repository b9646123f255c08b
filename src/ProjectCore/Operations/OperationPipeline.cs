using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>The one way in which the domain changes: authorise, validate, load, apply, record with the inverse, save, all in one transaction; then publish.</summary>
public sealed class OperationPipeline
{
    private const int MaxAttempts = 4;

    private readonly Database database;
    private readonly WorkspaceDirectories directories;
    private readonly Outbox outbox;
    private readonly TimeProvider clock;

    internal OperationPipeline(Database database, WorkspaceDirectories directories, Outbox outbox, TimeProvider clock) =>
        (this.database, this.directories, this.outbox, this.clock) = (database, directories, outbox, clock);

    /// <summary>Runs an operation: all of it, once, or nothing. A lost race is run again, up to three times, on what is there then.</summary>
    public Task<Result<OperationOutcome>> ExecuteAsync(OperationRequest request, CancellationToken cancellationToken) =>
        WriteAsync(lane => RunAsync(lane, request with { IdempotencyKey = IdempotencyKeys.Storable(request.IdempotencyKey) }, cancellationToken), request.IdempotencyKey is not null, cancellationToken);

    /// <summary>Whether an operation was done under a key, by whomever.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="idempotencyKey">As in <see cref="OperationRequest.IdempotencyKey"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<bool> WasDoneAsync(WorkspaceId workspace, string idempotencyKey, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async lane => (await AuditTrail.HeadAsync(lane, workspace, IdempotencyKeys.Storable(idempotencyKey), cancellationToken).ConfigureAwait(false)).Applied is not null,
            cancellationToken);

    /// <summary>Tells what an operation would do and whether it may, without doing it.</summary>
    public Task<Result<OperationPreview>> PreviewAsync(Operation operation, Actor actor, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async lane =>
            {
                var head = await AuditTrail.HeadAsync(lane, actor.Workspace, null, cancellationToken).ConfigureAwait(false);
                if (!(await EnterAsync(lane, operation, actor, head.Revision, isPreview: true, cancellationToken).ConfigureAwait(false)).Try(out var scope, out var refused))
                    return refused;
                if (!(await operation.ApplyAsync(scope, cancellationToken).ConfigureAwait(false)).Try(out var applied, out var failed)) return failed;
                return Result.Ok(new OperationPreview(
                    operation.Name, operation.Safety, [.. applied.Subjects.Select(s => s.Confirmed)], [.. applied.Subjects.Select(s => s.View)]));
            },
            cancellationToken);

    /// <summary>Takes back the actor's last operation that is not taken back yet; called again, the one before it. What was one sentence is taken back as one.</summary>
    public Task<Result<UndoOutcome>> UndoAsync(Actor actor, string? idempotencyKey, CancellationToken cancellationToken) => UndoAsync(actor, [], idempotencyKey, cancellationToken);

    /// <summary>Takes back the actor's last operation besides some that stay as they are.</summary>
    /// <param name="actor">Whose operations.</param>
    /// <param name="passed">The entries of those that stay, because they cannot be taken back; of a group all of them.</param>
    /// <param name="idempotencyKey">As in <see cref="OperationRequest.IdempotencyKey"/>.</param>
    /// <param name="cancellationToken">Ends it before it began.</param>
    public Task<Result<UndoOutcome>> UndoAsync(Actor actor, IReadOnlyList<Guid> passed, string? idempotencyKey, CancellationToken cancellationToken) =>
        WriteAsync(lane => TakeBackAsync(lane, actor, passed, IdempotencyKeys.Storable(idempotencyKey), cancellationToken), idempotencyKey is not null, cancellationToken);

    /// <summary>What an undo would try to take back next, whether or not it can; null where there is nothing.</summary>
    public Task<UndoableOperation?> NextUndoAsync(Actor actor, IReadOnlyList<Guid> passed, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async lane =>
            {
                var steps = await AuditTrail.LastUndoableAsync(lane, actor, passed, cancellationToken).ConfigureAwait(false);
                return steps.Count == 0 ? null : new UndoableOperation([.. steps.Select(s => s.Id).Distinct()], steps[0].Operation, [.. steps.SelectMany(s => s.Subjects)]);
            },
            cancellationToken);

    /// <summary>Does again what the actor's last undo took back; called again, what the undo before it took back. Anything new since then ends that.</summary>
    public Task<Result<RedoOutcome>> RedoAsync(Actor actor, string? idempotencyKey, Confirmation? confirmation, CancellationToken cancellationToken) =>
        WriteAsync(lane => DoAgainAsync(lane, actor, IdempotencyKeys.Storable(idempotencyKey), confirmation, cancellationToken), idempotencyKey is not null, cancellationToken);

    /// <summary>Tells what <see cref="RedoAsync"/> would do and whether it may, without doing it.</summary>
    public Task<Result<OperationPreview>> PreviewRedoAsync(Actor actor, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async lane =>
            {
                var head = await AuditTrail.HeadAsync(lane, actor.Workspace, null, cancellationToken).ConfigureAwait(false);
                if (!(await AuditTrail.LastUndoneAsync(lane, actor, cancellationToken).ConfigureAwait(false)).Try(out var steps, out var nothing)) return nothing;
                var whole = new SeveralOperations([.. steps.Select(s => s.Inverse)]);
                if (!(await EnterAsync(lane, whole, actor, head.Revision, isPreview: true, cancellationToken).ConfigureAwait(false)).Try(out var scope, out var refused))
                    return refused;
                if (!(await whole.ApplyAsync(scope, cancellationToken).ConfigureAwait(false)).Try(out var applied, out var failed)) return failed;
                var subjects = Once(applied.Subjects);
                return Result.Ok(new OperationPreview(steps[0].Operation, whole.Safety, [.. subjects.Select(s => s.Confirmed)], [.. subjects.Select(s => s.View)]));
            },
            cancellationToken);

    private async Task<Written<Result<OperationOutcome>>> RunAsync(Lane lane, OperationRequest request, CancellationToken cancellationToken)
    {
        var (operation, actor) = (request.Operation, request.Actor);
        var head = await AuditTrail.HeadAsync(lane, actor.Workspace, request.IdempotencyKey, cancellationToken).ConfigureAwait(false);
        if (head.Applied is { } before)
            return Kept<OperationOutcome>(new OperationOutcome(before.Id, before.Operation, before.Outcome.Subjects, before.Reversible, AlreadyApplied: true));
        if (!(await EnterAsync(lane, operation, actor, head.Revision, isPreview: false, cancellationToken).ConfigureAwait(false)).Try(out var scope, out var refused))
            return Refused<OperationOutcome>(refused);
        if (!(await operation.ApplyAsync(scope, cancellationToken).ConfigureAwait(false)).Try(out var applied, out var failed))
            return Refused<OperationOutcome>(failed);
        if (Consent.Check(operation, actor, request.Confirmation, applied.Subjects, clock.GetUtcNow()) is { } missing) return Refused<OperationOutcome>(missing);

        var views = applied.Subjects.Select(s => s.View).ToArray();
        var entry = AuditTrail.Entry(scope, operation.Name, new RecordedOutcome(views), applied.Inverse, request.IdempotencyKey, request.Group, undoable: true);
        await SaveAsync(lane, scope, entry, [.. applied.Subjects.Select(s => AuditTrail.SubjectOf(entry.Id, s, sameAs: null))], applied.Subjects, cancellationToken)
            .ConfigureAwait(false);
        return Kept<OperationOutcome>(new OperationOutcome(entry.Id, operation.Name, views, entry.IsUndoable, AlreadyApplied: false));
    }

    private async Task<Written<Result<UndoOutcome>>> TakeBackAsync(Lane lane, Actor actor, IReadOnlyList<Guid> passed, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var head = await AuditTrail.HeadAsync(lane, actor.Workspace, idempotencyKey, cancellationToken).ConfigureAwait(false);
        if (head.Applied is { } before) return Kept<UndoOutcome>(new UndoOutcome(before.Id, before.Outcome.Undone ?? [], AlreadyApplied: true));

        var steps = await AuditTrail.LastUndoableAsync(lane, actor, passed, cancellationToken).ConfigureAwait(false);
        if (steps.Count == 0) return Refused<UndoOutcome>(new NothingToUndo());
        if (!(await TakeBackAsync(lane, steps, actor, head, cancellationToken).ConfigureAwait(false)).Try(out var undo, out var refused)) return Refused<UndoOutcome>(refused);
        return Kept<UndoOutcome>(new UndoOutcome(await RecordAsync(lane, undo, steps, UndoRun.Undo, idempotencyKey, cancellationToken).ConfigureAwait(false), undo.Undone, AlreadyApplied: false));
    }

    private async Task<Written<Result<RedoOutcome>>> DoAgainAsync(Lane lane, Actor actor, string? idempotencyKey, Confirmation? confirmation, CancellationToken cancellationToken)
    {
        var head = await AuditTrail.HeadAsync(lane, actor.Workspace, idempotencyKey, cancellationToken).ConfigureAwait(false);
        if (head.Applied is { } before) return Kept<RedoOutcome>(new RedoOutcome(before.Id, before.Outcome.Undone ?? [], AlreadyApplied: true));

        if (!(await AuditTrail.LastUndoneAsync(lane, actor, cancellationToken).ConfigureAwait(false)).Try(out var steps, out var nothing)) return Refused<RedoOutcome>(nothing);
        if (!(await TakeBackAsync(lane, steps, actor, head, cancellationToken).ConfigureAwait(false)).Try(out var redo, out var refused))
            return Refused<RedoOutcome>(refused is ChangedSince since ? new ChangedSinceUndo(since.By, since.What, since.Operation) : refused);
        if (Consent.Check(new SeveralOperations([.. steps.Select(s => s.Inverse)]), actor, confirmation, Once(redo.Subjects), clock.GetUtcNow()) is { } missing)
            return Refused<RedoOutcome>(missing);
        return Kept<RedoOutcome>(new RedoOutcome(await RecordAsync(lane, redo, steps, UndoRun.Redo, idempotencyKey, cancellationToken).ConfigureAwait(false), redo.Undone, AlreadyApplied: false));
    }

    private async Task<Result<UndoRun>> TakeBackAsync(Lane lane, IReadOnlyList<UndoStep> steps, Actor actor, Head head, CancellationToken cancellationToken)
    {
        var whole = new SeveralOperations([.. steps.Select(s => s.Inverse)]);
        if (!(await EnterAsync(lane, whole, actor, head.Revision, isPreview: false, cancellationToken).ConfigureAwait(false)).Try(out var scope, out var refused)) return refused;
        var run = new UndoRun(lane, scope);
        foreach (var step in steps)
        {
            if (await run.TakeBackAsync(step, cancellationToken).ConfigureAwait(false) is { } error) return error;
        }

        return run;
    }

    private async Task<Guid> RecordAsync(Lane lane, UndoRun run, IReadOnlyList<UndoStep> steps, string name, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var entry = run.Entry(name, idempotencyKey);
        await SaveAsync(lane, run.Scope, entry, run.AuditSubjects(entry.Id), run.Subjects, cancellationToken).ConfigureAwait(false);
        await AuditTrail.MarkUndoneAsync(lane, [.. steps.Select(s => s.Id).Distinct()], entry.Id, cancellationToken).ConfigureAwait(false);
        return entry.Id;
    }

    /// <summary>Each thing once, as it was first met.</summary>
    private static IReadOnlyList<Subject> Once(IReadOnlyList<Subject> subjects) => [.. subjects.DistinctBy(s => s.View.Subject.Id)];

    /// <summary>The scope for an operation, if the actor may enter the workspace at all.</summary>
    private async Task<Result<OperationScope>> EnterAsync(
        Lane lane, Operation operation, Actor actor, long? revision, bool isPreview, CancellationToken cancellationToken)
    {
        WorkspaceDirectory? directory = null;
        if (revision is { } seen)
        {
            // The new revision locks the workspace, so changes of the directory follow one another; what is read next is still the old one.
            var current = operation.ChangesDirectory && !isPreview
                ? await AuditTrail.RaiseRevisionAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false) - 1
                : seen;
            directory = await directories.AtAsync(lane, actor.Workspace, current, publish: true, cancellationToken).ConfigureAwait(false);
        }

        if (!operation.AdmitsStrangers)
        {
            if (directory is null) return new WorkspaceNotFound();
            if (directory.User(actor.User) is not { IsActive: true }) return new ActorUnknown();
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new OperationScope(lane, database, directory, actor, now, isPreview);
    }

    private async Task SaveAsync(
        Lane lane, OperationScope scope, AuditEntry entry, IReadOnlyList<AuditSubject> versions, IReadOnlyList<Subject> subjects, CancellationToken cancellationToken)
    {
        var history = SprintJournal.Lines(lane, scope.Added, scope.Now);
        await lane.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await RowWriter.WriteAsync(lane, [.. scope.Added, .. history, entry, .. versions, .. outbox.Events(entry, subjects)], cancellationToken).ConfigureAwait(false);
    }

    private async Task<Result<T>> WriteAsync<T>(Func<Lane, Task<Written<Result<T>>>> work, bool repeatable, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await database.WriteAsync(work, repeatable, cancellationToken).ConfigureAwait(false);
                if (result.IsOk) outbox.Wake();
                return result;
            }
            catch (Exception e) when (database.IsLostRace(e) || database.IsUniqueViolation(e))
            {
                if (attempt == MaxAttempts) return new ConcurrentChange();
            }
        }
    }

    private static Written<Result<T>> Kept<T>(T value) => new(value, Commit: true);

    private static Written<Result<T>> Refused<T>(Error error) => new(error, Commit: false);
}
