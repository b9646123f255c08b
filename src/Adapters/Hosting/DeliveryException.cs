namespace PmBot.Adapters.Hosting;

/// <summary>A channel did not take what was sent to it, after the retries that made sense.</summary>
public sealed class DeliveryException : Exception
{
    public DeliveryException()
    {
    }

    public DeliveryException(string message)
        : base(message)
    {
    }

    public DeliveryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public DeliveryException(string message, int? status, string? code)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    /// <summary>HTTP status of the answer; null when there was none.</summary>
    public int? Status { get; }

    /// <summary>The channel's own error code, such as <c>BadArgument</c>.</summary>
    public string? Code { get; }

    /// <summary>The channel does not know this message or this operation: trying again will not help.</summary>
    public bool IsUnsupported => Status is 404 or 405 or 501;
}
