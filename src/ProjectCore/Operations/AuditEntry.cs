using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>One operation that was applied: by whom, what became of its subjects, and how to take it back. Never changed, but for being marked as undone.</summary>
public sealed class AuditEntry
{
    /// <summary>Sorts by the order in which this process applied operations.</summary>
    public Guid Id { get; init; }
    public WorkspaceId WorkspaceId { get; init; }
    public UserId UserId { get; init; }

    /// <summary>The channel or API that it came by.</summary>
    public string Surface { get; init; } = "";

    /// <summary>The operation's name; <c>undo</c> for an undo, <c>redo</c> for what was done again.</summary>
    public string Operation { get; init; } = "";
    public DateTimeOffset At { get; init; }

    /// <summary>The wish that this fulfilled; unique in the workspace.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Operations that are undone as one.</summary>
    public Guid? GroupId { get; init; }

    /// <summary>The <see cref="RecordedOutcome"/> as JSON.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The inverse <see cref="Operations.Operation"/> as JSON; of an undo, what would redo it.</summary>
    public string? Inverse { get; init; }

    /// <summary>It has an inverse, is no undo itself, and has not been undone.</summary>
    public bool IsUndoable { get; private set; }

    /// <summary>The undo that took it back; of an undo, the redo.</summary>
    public Guid? UndoneBy { get; private set; }

    internal static AuditEntry Undoable(AuditEntry entry)
    {
        entry.IsUndoable = entry.Inverse is not null;
        return entry;
    }

    internal void MarkUndone(Guid by) => (IsUndoable, UndoneBy) = (false, by);
}

/// <summary>What an operation did to the version of one thing.</summary>
public sealed class AuditSubject
{
    public Guid SubjectId { get; init; }
    public long AfterVersion { get; init; }

    /// <summary>0 for something new.</summary>
    public long BeforeVersion { get; init; }

    /// <summary>Of an undo: the version whose content is here again.</summary>
    public long? SameAsVersion { get; init; }
    public Guid AuditId { get; init; }
}

/// <summary>An event that some handler has not had yet.</summary>
public sealed class OutboxEvent
{
    /// <summary>Sorts by the order in which this process wrote them.</summary>
    public Guid Id { get; init; }
    public string Type { get; init; } = "";

    /// <summary>The <see cref="DomainEvent"/> as JSON.</summary>
    public string Payload { get; init; } = "";

    /// <summary>Not to be taken before; also the claim of whoever is delivering it.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How often delivery has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Names of the handlers that have had it, <c>|a|b|</c>.</summary>
    public string DeliveredTo { get; init; } = "";

    /// <summary>The last failure, for operators.</summary>
    public string? LastError { get; init; }
}
