namespace PmBot.Bot.State;

/// <summary>The state store cannot be reached or cannot write at the moment; trying again later makes sense.</summary>
/// <remarks>Its message names the store and the reason, never a key or any part of a document.</remarks>
public sealed class StateUnavailableException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public StateUnavailableException()
        : base("The state store is unavailable.")
    {
    }

    /// <summary>Creates the exception.</summary>
    public StateUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public StateUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
