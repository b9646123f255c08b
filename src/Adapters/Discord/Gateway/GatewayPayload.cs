using System.Text.Json;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>One message of the gateway.</summary>
/// <param name="Op">See <see cref="GatewayOp"/>.</param>
/// <param name="Sequence">Number of a dispatch.</param>
/// <param name="Event">Name of a dispatch.</param>
/// <param name="Data">The <c>d</c> of it; undefined where there is none.</param>
internal readonly record struct GatewayPayload(int Op, long? Sequence, string? Event, JsonElement Data)
{
    /// <summary>Reads it; null where it is no payload at all (D14: what is not known is left alone).</summary>
    public static GatewayPayload? Read(ReadOnlySpan<byte> json)
    {
        if (LenientJson.Parse(json) is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("op", out var op) || op.ValueKind is not JsonValueKind.Number || !op.TryGetInt32(out var code)) return null;
        long? sequence = root.TryGetProperty("s", out var s) && s.ValueKind is JsonValueKind.Number && s.TryGetInt64(out var number) ? number : null;
        var name = root.TryGetProperty("t", out var t) && t.ValueKind is JsonValueKind.String ? t.GetString() : null;
        return new(code, sequence, name, root.TryGetProperty("d", out var data) ? data : default);
    }
}

/// <summary>The operations of gateway v10 that a bot meets.</summary>
internal static class GatewayOp
{
    public const int Dispatch = 0;
    public const int Heartbeat = 1;
    public const int Identify = 2;
    public const int Resume = 6;
    public const int Reconnect = 7;
    public const int InvalidSession = 9;
    public const int Hello = 10;
    public const int HeartbeatAck = 11;
}
