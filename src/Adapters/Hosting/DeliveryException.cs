namespace PmBot.Adapters.Hosting;

/// <summary>A channel did not take what was sent to it.</summary>
public sealed class DeliveryException : Exception
{
    public DeliveryException()
    {
    }

    public DeliveryException(string message)
        : base(message)
    {
    }

    /// <summary>The wire broke or was silent: another attempt may help.</summary>
    public DeliveryException(string message, Exception? innerException)
        : base(message, innerException) => IsTransient = innerException is not null;

    /// <summary>The channel answered with an error.</summary>
    public DeliveryException(string message, int? status, string? code)
        : base(message)
    {
        Status = status;
        Code = code;
        IsTransient = status is 408 or 412 or 425 or 429 or 500 or 502 or 503 or 504;
    }

    /// <summary>HTTP status of the answer; null when there was none.</summary>
    public int? Status { get; }

    /// <summary>The channel's own error code, such as <c>BadArgument</c>.</summary>
    public string? Code { get; }

    /// <summary>Another attempt may help. By default: a wire that broke, and the statuses 408, 412, 425, 429, 500, 502, 503 and 504.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the channel wants to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The place is not there any more, or the bot is not in it: nothing will arrive there until somebody brings it back.</summary>
    public bool IsGone { get; init; }

    /// <summary>The message was on its way when the wire broke: the channel may have it. Else it is known not to have arrived.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>The channel does not know this message or this operation: trying again will not help.</summary>
    public bool IsUnsupported => Status is 404 or 405 or 501;
}
