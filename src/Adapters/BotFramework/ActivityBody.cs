using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.BotFramework;

/// <summary>Reads an activity from a request: bounded, straight from its pipe, and never an exception for what is in it.</summary>
internal static class ActivityBody
{
    /// <summary>The largest body taken, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly Refusal TooLarge =
        new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The body is larger than 256 KiB.");
    private static readonly Refusal WrongType =
        new(StatusCodes.Status415UnsupportedMediaType, "BadSyntax", "The body must be JSON: send it with Content-Type: application/json.");
    private static readonly Refusal NoActivity = new(StatusCodes.Status400BadRequest, "BadSyntax", "The body must be one activity, a JSON object.");
    private static readonly Refusal NotText = new(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not valid UTF-8 text.");

    /// <summary>Reads the body; either an activity or why there is none.</summary>
    public static async ValueTask<(Activity? Activity, Refusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsJson(request.ContentType)) return (null, WrongType);
        if (request.ContentLength > MaxBytes) return (null, TooLarge);

        var pipe = request.BodyReader;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await pipe.ReadAsync(cancellationToken);
            }
            catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                return (null, TooLarge);
            }

            if (read.Buffer.Length > MaxBytes)
            {
                pipe.AdvanceTo(read.Buffer.End);
                return (null, TooLarge);
            }

            if (!read.IsCompleted)
            {
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var parsed = Parse(read.Buffer);
            pipe.AdvanceTo(read.Buffer.End);
            return parsed;
        }
    }

    /// <summary>Parses one activity out of <paramref name="body"/>.</summary>
    public static (Activity? Activity, Refusal? Refusal) Parse(in ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment) return Parse(body.FirstSpan);

        var length = (int)body.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(joined);
            return Parse(joined.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private static (Activity? Activity, Refusal? Refusal) Parse(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        if (body.IsEmpty) return (null, NoActivity);
        // Parts that are kept unread (channelData, unknown fields) are checked here too: they may be written out again.
        if (!Utf8.IsValid(body) || !SurrogateEscapes.ArePaired(body)) return (null, NotText);
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ActivityJson.Default.Options.MaxDepth });
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return (null, NoActivity);
            var activity = JsonSerializer.Deserialize(ref reader, ActivityJson.Default.Activity);
            if (activity is null) return (null, NoActivity);
            if (reader.Read()) return (null, NoActivity);
            ActivityRules.Tidy(activity);
            return (activity, null);
        }
        catch (JsonException wrong)
        {
            return (null, Explain(wrong));
        }
    }

    private static Refusal Explain(JsonException wrong) => wrong.Path is { Length: > 2 and <= 120 } path && path.StartsWith("$.", StringComparison.Ordinal)
        ? new(StatusCodes.Status400BadRequest, "BadSyntax", $"The field {path[2..]} has the wrong type or form.")
        : new(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not valid JSON.");

    private static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        if (end >= 0) type = type[..end];
        type = type.Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase);
    }
}
