namespace PmBot.Bot.ConversationFiles;

/// <summary>One line of a <see cref="ConversationFile"/> that does or checks something. A closed set.</summary>
/// <param name="Line">1-based.</param>
public abstract record ConversationStep(int Line);

/// <summary>Somebody does something that the bot hears of: <c>camila x3> text</c>, <c>camila@web> [Sí]</c>.</summary>
/// <param name="Line">1-based.</param>
/// <param name="User">Username, or anything for a stranger.</param>
/// <param name="Place">Where, or null for the channel of the moment.</param>
/// <param name="Deliveries">How often the platform delivers this one message.</param>
public abstract record MessageStep(int Line, string User, ChannelPlace? Place, int Deliveries) : ConversationStep(Line);

/// <summary>Somebody writes.</summary>
/// <param name="Line">1-based.</param>
/// <param name="User">Username, or anything for a stranger.</param>
/// <param name="Place">Where, or null for the channel of the moment.</param>
/// <param name="Deliveries">How often the platform delivers this one message.</param>
/// <param name="Text">The message, with its line breaks.</param>
public sealed record SayStep(int Line, string User, ChannelPlace? Place, int Deliveries, string Text)
    : MessageStep(Line, User, Place, Deliveries)
{
    /// <summary>Said into the room without calling the bot: <c>camila>> text</c>.</summary>
    public bool IsOverheard { get; init; }
}

/// <summary>Somebody presses a button of the last reply.</summary>
/// <param name="Line">1-based.</param>
/// <param name="User">Username, or anything for a stranger.</param>
/// <param name="Place">Where, or null for the channel of the moment.</param>
/// <param name="Deliveries">How often the platform delivers this one message.</param>
/// <param name="Button">What stands on it.</param>
public sealed record PressStep(int Line, string User, ChannelPlace? Place, int Deliveries, string Button)
    : MessageStep(Line, User, Place, Deliveries);

/// <summary>What follows happens on another channel: <c>channel: slack:#equipo</c>.</summary>
public sealed record ChannelStep(int Line, ChannelPlace Place) : ConversationStep(Line);

/// <summary>The clock is set: <c>now: 2026-03-03T09:30-05:00</c>.</summary>
public sealed record ClockStep(int Line, DateTimeOffset Now) : ConversationStep(Line);

/// <summary>The clock moves: <c>wait 11m</c>.</summary>
public sealed record WaitStep(int Line, TimeSpan Time) : ConversationStep(Line);

/// <summary>Some reply to the last message is like this: <c>bot~ hecho</c>.</summary>
public sealed record ReplyStep(int Line, ReplyMatch Match) : ConversationStep(Line);

/// <summary>Something holds now: <c>expect task 7: status=done</c>.</summary>
public sealed record ExpectStep(int Line, Expectation Expectation) : ConversationStep(Line);
