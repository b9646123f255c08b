namespace PmBot.Adapters.Hosting;

/// <summary>How a turn ended.</summary>
public enum TurnOutcome
{
    /// <summary>The handler returned.</summary>
    Completed,
    /// <summary>The turn's own time was over.</summary>
    TimedOut,
    /// <summary>The channel did not take a reply.</summary>
    Undelivered,
    /// <summary>The handler threw: a bug or a lost store.</summary>
    Failed,
}

/// <summary>How a turn ended and what it answered to an invoke.</summary>
public readonly record struct TurnResult(TurnOutcome Outcome, InvokeResponse? InvokeResponse);

/// <summary>How a turn is run.</summary>
/// <param name="Timeout">When the handler's token is cancelled.</param>
/// <param name="ShowTyping">Send <c>typing</c> when the turn is slow.</param>
/// <param name="SenderIsVouchedFor">See <see cref="TurnContext.SenderIsVouchedFor"/>.</param>
public readonly record struct TurnLimits(TimeSpan Timeout, bool ShowTyping, bool SenderIsVouchedFor = false);
