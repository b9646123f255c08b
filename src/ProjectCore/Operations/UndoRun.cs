using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Operations;

/// <summary>Takes operations back within one transaction, newest first; taking back an undo is doing again.</summary>
/// <remarks>
/// Versions only rise, so a thing that an undo brought back has a new version with an old content. Each undo records that
/// (<see cref="AuditSubject.SameAsVersion"/>); following these marks from the present version tells whether the content is still
/// what an operation left, however often later ones were done and undone.
/// </remarks>
internal sealed class UndoRun(Lane lane, OperationScope scope)
{
    /// <summary>The name under which an undo is in the audit.</summary>
    public const string Undo = "undo";

    /// <summary>The name under which doing again what was undone is in the audit.</summary>
    public const string Redo = "redo";

    private readonly List<(Subject Subject, long? SameAs)> changed = [];
    private readonly List<Operation> inverses = [];

    public OperationScope Scope { get; } = scope;

    public List<UndoneOperation> Undone { get; } = [];

    public IReadOnlyList<Subject> Subjects => [.. changed.Select(c => c.Subject)];

    /// <summary>Takes one operation back, or says why not.</summary>
    public async Task<Error?> TakeBackAsync(UndoStep step, CancellationToken cancellationToken)
    {
        var ids = step.Subjects.Select(v => v.Subject.Id).ToArray();
        var history = await lane.Context.AuditSubjects.AsNoTracking().Where(s => ids.Contains(s.SubjectId)).ToListAsync(cancellationToken).ConfigureAwait(false);
        history.AddRange(AuditSubjects(Guid.Empty));
        var current = await CurrentVersions.OfAsync(lane.Context, step.Subjects, cancellationToken).ConfigureAwait(false);
        foreach (var view in step.Subjects)
        {
            var here = current.GetValueOrDefault(view.Subject.Id);
            if (ContentVersion(history, view.Subject.Id, here) != ContentVersion(history, view.Subject.Id, view.Version))
                return await ChangedSinceAsync(view, history, cancellationToken).ConfigureAwait(false);
        }

        if (!(await step.Inverse.ApplyAsync(Scope, cancellationToken).ConfigureAwait(false)).Try(out var applied, out var error)) return error;
        // The next step loads from the tables what this one changed.
        var sprints = SprintJournal.Lines(lane, Scope.Added, Scope.Now);
        await lane.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await RowWriter.WriteAsync(lane, [.. Scope.Added, .. sprints], cancellationToken).ConfigureAwait(false);
        Scope.ForgetAdded();
        foreach (var subject in applied.Subjects)
        {
            var undone = step.Subjects.FirstOrDefault(v => v.Subject.Id == subject.View.Subject.Id);
            var original = undone is null ? null : history.FirstOrDefault(h => h.SubjectId == undone.Subject.Id && h.AfterVersion == undone.Version);
            changed.Add((subject, original?.BeforeVersion));
        }

        if (applied.Inverse is { } again) inverses.Insert(0, again);
        Undone.Add(new UndoneOperation(step.Operation, [.. applied.Subjects.Select(s => s.View)]));
        return null;
    }

    /// <summary>The entry of it all: an undo, which can be done again, or what was done again, which can be undone.</summary>
    public AuditEntry Entry(string name, string? idempotencyKey) => AuditTrail.Entry(
        Scope, name, new RecordedOutcome([.. Subjects.Select(s => s.View)]) { Undone = Undone },
        inverses.Count == Undone.Count ? Whole(inverses) : null, idempotencyKey, group: null, undoable: name != Undo);

    private static Operation Whole(List<Operation> parts) => parts is [var only] ? only : new SeveralOperations(parts);

    public IReadOnlyList<AuditSubject> AuditSubjects(Guid entry) => [.. changed.Select(c => AuditTrail.SubjectOf(entry, c.Subject, c.SameAs))];

    /// <summary>The earliest version with the content that the given version has.</summary>
    public static long ContentVersion(IReadOnlyList<AuditSubject> history, Guid subject, long version)
    {
        while (history.FirstOrDefault(h => h.SubjectId == subject && h.AfterVersion == version) is { SameAsVersion: { } same } && same < version) version = same;
        return version;
    }

    private async Task<ChangedSince> ChangedSinceAsync(SubjectView view, List<AuditSubject> history, CancellationToken cancellationToken)
    {
        var later = history.Where(h => h.SubjectId == view.Subject.Id && h.AfterVersion > view.Version && h.SameAsVersion is null)
            .OrderByDescending(h => h.AfterVersion).FirstOrDefault();
        var entry = later is null
            ? null
            : await lane.Context.Audit.AsNoTracking().FirstOrDefaultAsync(a => a.Id == later.AuditId, cancellationToken).ConfigureAwait(false);
        // A workspace file changes things without an entry of its own for each.
        return entry is null
            ? new ChangedSince("import", SubjectNames.Of(view), "import")
            : new ChangedSince(Scope.Person(entry.UserId)?.Username ?? "", SubjectNames.Of(view), entry.Operation);
    }
}
