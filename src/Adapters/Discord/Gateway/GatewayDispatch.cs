using System.Text.Json;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>An event of a session.</summary>
/// <param name="Sequence">Its number within the session.</param>
/// <param name="Event">Its name, such as <c>MESSAGE_CREATE</c>.</param>
/// <param name="Data">What it says.</param>
/// <param name="Session">The session it belongs to.</param>
internal readonly record struct GatewayDispatch(long Sequence, string Event, JsonElement Data, GatewaySession Session);

/// <summary>Takes what the gateway says; it must return at once, since the receive loop waits for it (D11).</summary>
internal interface IDispatchSink
{
    /// <summary>An event has come.</summary>
    void Take(GatewayDispatch dispatch);
}

/// <summary>How a connection ended.</summary>
/// <param name="Next">What is to be done.</param>
/// <param name="Code">The peer's close code, where it sent one.</param>
/// <param name="Served">How long it had a session.</param>
/// <param name="Session">The session to go on with, or null.</param>
/// <param name="Reason">Why, for the log.</param>
internal sealed record GatewayEnd(NextStep Next, int? Code, TimeSpan Served, GatewaySession? Session, string Reason);
