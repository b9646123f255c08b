using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace PmBot.Benchmarks.Load;

/// <summary>Writes the activity that Teams would send for a message, asking for the replies in the answer.</summary>
internal sealed class ActivityWriter : IDisposable
{
    private readonly string run;
    private readonly string ids;
    private readonly ArrayBufferWriter<byte> buffer = new(2048);
    private readonly Utf8JsonWriter json;

    /// <param name="run">Makes conversations and ids unlike those of any other run: a bot drops what it has seen before.</param>
    /// <param name="connection">Tells the ids of the connections apart.</param>
    public ActivityWriter(string run, int connection)
    {
        this.run = run;
        ids = string.Create(CultureInfo.InvariantCulture, $"{run}-{connection}");
        json = new(buffer);
    }

    public void Dispose() => json.Dispose();

    /// <summary>The bytes are good until the next call.</summary>
    public ReadOnlySpan<byte> Write(Person person, string text, long number)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{ids}-{number}"));
        json.WriteString("channelId", "msteams");
        json.WriteString("serviceUrl", "http://localhost:9/");
        json.WriteString("locale", "es-CO");
        json.WriteString("localTimezone", "America/Bogota");
        WriteAccount("from", person.AccountId, person.FullName, "user");
        WriteAccount("recipient", "28:pmbot", "PmBot", "bot");
        json.WriteStartObject("conversation");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"a:{run}-{person.Index}"));
        json.WriteString("conversationType", "personal");
        json.WriteString("tenantId", person.Tenant);
        json.WriteEndObject();
        json.WriteString("text", text);
        json.WriteString("textFormat", "plain");
        json.WriteString("deliveryMode", "expectReplies");
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private void WriteAccount(string property, string id, string name, string role)
    {
        json.WriteStartObject(property);
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteString("role", role);
        json.WriteEndObject();
    }
}
