namespace PmBot.ProjectCore.Storage;

/// <summary>What every stored thing has: a version against lost updates, and a grave instead of a hole.</summary>
public abstract class Entity
{
    /// <summary>Rises with every change; never falls, not even when a change is undone.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Since when it is deleted, or null.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>True once deleted.</summary>
    public bool IsDeleted => DeletedAt is not null;

    internal void Delete(DateTimeOffset at)
    {
        DeletedAt = at;
        Touch();
    }

    internal void Restore()
    {
        DeletedAt = null;
        Touch();
    }

    private protected void Touch() => Version++;
}
