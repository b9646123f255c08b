using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.BotFramework;

/// <summary>A request that is not taken: HTTP status, the protocol's error code, and a line for whoever reads it.</summary>
internal sealed record Refusal(int Status, string Code, string Message)
{
    public static Refusal BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static Refusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static Refusal Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, "Unauthorized", message);

    /// <summary>Writes <c>{"error":{"code","message"}}</c>.</summary>
    public ValueTask WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("code", Code);
            json.WriteString("message", Message);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = buffer.WrittenCount;
        if (Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        return response.Body.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }
}
