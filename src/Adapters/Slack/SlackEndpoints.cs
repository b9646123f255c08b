using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary><c>POST /api/slack/events|commands|interactions</c>: the signature over the raw bytes, then the payload, then 200 within three seconds whatever it is.</summary>
internal sealed class SlackEndpoints(SlackOptions options, SlackIntake intake, TimeProvider time, ILogger<SlackEndpoints> log)
{
    private const int MaxFields = 100;

    /// <summary>Events, and the check that the address is ours.</summary>
    public Task EventsAsync(HttpContext context) => TakeAsync(context, async body =>
    {
        if (Json(body) is not { } payload) return null;
        if (LenientJson.Text(payload, "type") is "url_verification") return new SlackAnswer(Task.FromResult<JsonObject?>(new() { ["challenge"] = LenientJson.Text(payload, "challenge") ?? "" }));
        return await intake.EventAsync(payload, CancellationToken.None);
    });

    /// <summary>The slash command.</summary>
    public Task CommandsAsync(HttpContext context) => TakeAsync(context, async body =>
        Fields(body) is { } fields ? await intake.CommandAsync(JsonSerializer.SerializeToElement(fields, ActivityJson.Default.JsonObject), CancellationToken.None) : null);

    /// <summary>Buttons, shortcuts, forms and look-ups.</summary>
    public Task InteractionsAsync(HttpContext context) => TakeAsync(context, async body =>
        Fields(body) is { } fields && fields["payload"] is JsonValue value && value.TryGetValue<string>(out var text) && Json(Encoding.UTF8.GetBytes(text)) is { } payload
            ? await intake.InteractionAsync(payload, CancellationToken.None)
            : null);

    // The work does not hang on the request: Slack hangs up after three seconds, and what is stored is stored.
    private async Task TakeAsync(HttpContext context, Func<byte[], Task<SlackAnswer?>> take)
    {
        var (request, response, aborted) = (context.Request, context.Response, context.RequestAborted);
        try
        {
            var timestamp = request.Headers[SlackSignature.TimestampHeader].ToString();
            var signature = request.Headers[SlackSignature.SignatureHeader].ToString();
            // What cannot be signed is not read at all, but for a check of the certificate, which is never signed and small.
            var isUnsigned = signature.Length == 0 || !SlackSignature.IsFresh(timestamp, time.GetUtcNow());
            if (isUnsigned && !(request.ContentLength is > 0 and < 1024 && request.Path.Value?.EndsWith("/commands", StringComparison.OrdinalIgnoreCase) == true))
            {
                Refuse(context, StatusCodes.Status401Unauthorized, "unsigned, or too old or new");
                return;
            }

            if (await SlackBody.ReadAsync(request, aborted) is not { } body)
            {
                Refuse(context, StatusCodes.Status413PayloadTooLarge, "too large");
                return;
            }

            if (isUnsigned && IsCertificateCheck(body)) return;
            if (options.SigningSecret is not { } secret || !SlackSignature.IsGenuine(secret, timestamp, signature, body, time.GetUtcNow()))
            {
                Refuse(context, StatusCodes.Status401Unauthorized, "wrong signature");
                return;
            }

            await AnswerAsync(response, await take(body), aborted);
        }
        catch (Exception gone) when (HangUp.Is(gone, context))
        {
            // Nobody is left to be answered.
        }
        catch (BadHttpRequestException bad) when (!response.HasStarted)
        {
            Refuse(context, bad.StatusCode, "unreadable");
        }
#pragma warning disable CA1031 // The last line before the wire: what could not be stored is sent again only if we say so.
        catch (Exception failure) when (!response.HasStarted)
#pragma warning restore CA1031
        {
            log.NotStored(failure);
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task AnswerAsync(HttpResponse response, SlackAnswer? answer, CancellationToken aborted)
    {
        // Signed and yet not understood: sending it again would not help.
        if (answer is null) log.Unreadable("neither JSON nor a form");
        if (answer?.Later is null || await answer.Later is not { } body) return;
        var json = JsonSerializer.SerializeToUtf8Bytes(body, ActivityJson.Default.JsonObject);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json, aborted);
    }

    private void Refuse(HttpContext context, int status, string reason)
    {
        AdapterTelemetry.CountRefused(SlackChannel.Name, status);
        log.RequestRefused(context.Request.Path.Value ?? "", status, reason);
        context.Response.StatusCode = status;
        // The rest of a body that is too large is not waited for.
        if (status == StatusCodes.Status413PayloadTooLarge) context.Response.Headers.Connection = "close";
    }

    private static bool IsCertificateCheck(byte[] body) => Fields(body) is { } fields && fields["ssl_check"] is JsonValue check && check.TryGetValue<string>(out var value) && value == "1";

    private static JsonElement? Json(byte[] body) => LenientJson.Parse(body) is { ValueKind: JsonValueKind.Object } json ? json : null;

    private static JsonObject? Fields(byte[] body)
    {
        try
        {
            var fields = new JsonObject();
            using var form = new FormReader(Encoding.UTF8.GetString(body)) { ValueCountLimit = MaxFields, ValueLengthLimit = SlackBody.MaxBytes };
            foreach (var (name, values) in form.ReadForm()) fields[name] = values.ToString();
            return fields.Count == 0 ? null : fields;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
