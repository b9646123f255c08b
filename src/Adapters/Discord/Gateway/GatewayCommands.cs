using System.Text.Json;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>What a bot says to the gateway.</summary>
internal static class GatewayCommands
{
    public static ReadOnlyMemory<byte> Heartbeat(long? sequence) => Write(GatewayOp.Heartbeat, sequence is { } s ? JsonValue.Create(s) : null);

    public static ReadOnlyMemory<byte> Identify(string token, int intents) => Write(GatewayOp.Identify, new JsonObject
    {
        ["token"] = token,
        ["intents"] = intents,
        ["properties"] = new JsonObject { ["os"] = Os(), ["browser"] = "pmbot", ["device"] = "pmbot" },
    });

    public static ReadOnlyMemory<byte> Resume(string token, GatewaySession session) => Write(GatewayOp.Resume, new JsonObject
    {
        ["token"] = token,
        ["session_id"] = session.Id,
        ["seq"] = session.Sequence,
    });

    private static string Os() => OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    private static byte[] Write(int op, JsonNode? data)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("op", op);
            json.WritePropertyName("d");
            if (data is null) json.WriteNullValue();
            else data.WriteTo(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
