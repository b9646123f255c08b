using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Operations;

/// <summary>One operation, wanted by somebody.</summary>
public sealed record OperationRequest(Operation Operation, Actor Actor)
{
    /// <summary>Names the wish, within the workspace: the same key never acts twice, whatever crashes or is delivered again.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The person's consent, where the operation asks for it.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>Operations of one sentence share a group; they are undone as one.</summary>
    public Guid? Group { get; init; }
}

/// <summary>A person's consent to one operation, bound to the things as they were shown.</summary>
/// <param name="By">Who said yes; has to be the actor.</param>
/// <param name="Subjects">The things and their versions, as <see cref="OperationPreview.Subjects"/> gave them.</param>
/// <param name="ExpiresAt">The consent counts before this moment.</param>
public sealed record Confirmation(UserId By, IReadOnlyList<SubjectVersion> Subjects, DateTimeOffset ExpiresAt);

/// <summary>What an operation did.</summary>
/// <param name="AuditId">Its entry in the audit.</param>
/// <param name="Operation">Its name.</param>
/// <param name="Subjects">The things it touched, as it left them.</param>
/// <param name="Reversible">True when <see cref="OperationPipeline.UndoAsync(Actor, string?, CancellationToken)"/> can take it back.</param>
/// <param name="AlreadyApplied">True when the idempotency key had been seen: nothing was done now, and this is what was done then.</param>
public sealed record OperationOutcome(Guid AuditId, string Operation, IReadOnlyList<SubjectView> Subjects, bool Reversible, bool AlreadyApplied);

/// <summary>What an operation would do.</summary>
/// <param name="Safety">What it asks for first.</param>
/// <param name="Subjects">The things that a <see cref="Confirmation"/> has to name, as they are now.</param>
/// <param name="Views">The things as they would be afterwards, with the changes.</param>
public sealed record OperationPreview(string Operation, Safety Safety, IReadOnlyList<SubjectVersion> Subjects, IReadOnlyList<SubjectView> Views);

/// <summary>What an undo took back.</summary>
/// <param name="AuditId">The undo's own entry in the audit.</param>
/// <param name="Undone">The operations taken back, newest first; several when they were a group.</param>
/// <param name="AlreadyApplied">As in <see cref="OperationOutcome"/>.</param>
public sealed record UndoOutcome(Guid AuditId, IReadOnlyList<UndoneOperation> Undone, bool AlreadyApplied);

/// <summary>What an undo would try to take back.</summary>
/// <param name="Entries">Its entries in the audit; several when it is a group.</param>
/// <param name="Operation">The name of the operation, of a group that of the last.</param>
/// <param name="Subjects">The things it touched, as it left them.</param>
public sealed record UndoableOperation(IReadOnlyList<Guid> Entries, string Operation, IReadOnlyList<SubjectView> Subjects);

/// <summary>What was done again after an undo.</summary>
/// <param name="AuditId">The redo's own entry in the audit.</param>
/// <param name="Redone">The operations, in the order in which they were first done.</param>
/// <param name="AlreadyApplied">As in <see cref="OperationOutcome"/>.</param>
public sealed record RedoOutcome(Guid AuditId, IReadOnlyList<UndoneOperation> Redone, bool AlreadyApplied);

/// <summary>One operation taken back, or done again.</summary>
/// <param name="Operation">The name of what was undone: <c>delete_task</c>.</param>
/// <param name="Subjects">The things as they are again.</param>
public sealed record UndoneOperation(string Operation, IReadOnlyList<SubjectView> Subjects);
