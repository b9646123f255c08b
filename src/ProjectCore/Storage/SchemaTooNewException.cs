namespace PmBot.ProjectCore.Storage;

/// <summary>The database was migrated by a newer PmBot than this one; nothing was changed.</summary>
public sealed class SchemaTooNewException : Exception
{
    public SchemaTooNewException()
    {
    }

    public SchemaTooNewException(string message)
        : base(message)
    {
    }

    public SchemaTooNewException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
