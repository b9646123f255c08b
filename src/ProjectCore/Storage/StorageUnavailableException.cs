namespace PmBot.ProjectCore.Storage;

/// <summary>The store cannot be reached now. Asking again later, with the same idempotency key, is safe.</summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
