using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>Writes answers and reads small JSON bodies, the same way on every route.</summary>
internal static class Answers
{
    public static Task WriteAsync<T>(HttpContext http, int status, T body, JsonTypeInfo<T> type)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(body, type, contentType: null, http.RequestAborted);
    }

    public static Task WriteAsync(HttpContext http, DirectLineError error)
    {
        if (error.Status is 401) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (error.Status is 429) http.Response.Headers.RetryAfter = "2";
        return WriteAsync(http, error.Status, new ErrorAnswer(new ErrorDetail(error.Code, error.Message)), DirectLineJson.Default.ErrorAnswer);
    }

    /// <summary>Reads an optional JSON object; an empty body is null without an error.</summary>
    public static async Task<(T? Body, DirectLineError? Error)> ReadAsync<T>(HttpRequest request, int limit, JsonTypeInfo<T> type)
        where T : class
    {
        if (await RequestBody.ReadAsync(request, limit, request.HttpContext.RequestAborted) is not { } bytes) return (null, DirectLineError.TooLarge(limit));
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty) return (null, null);
        try
        {
            return (JsonSerializer.Deserialize(bytes, type), null);
        }
        catch (JsonException)
        {
            return (null, DirectLineError.BadArgument("The body is not valid JSON of the expected form."));
        }
    }

    /// <summary>An endpoint that answers a broken request as one, and lets any site's script read the answer.</summary>
    /// <remarks>Every route here wants a bearer credential and none reads cookies, so the answer gives a foreign site nothing.</remarks>
    public static RequestDelegate ForAnySite(Func<HttpContext, Task> endpoint) => async http =>
    {
        AllowAnySite(http);
        await GuardAsync(endpoint, http);
    };

    /// <inheritdoc cref="ForAnySite"/>
    public static async Task GuardAsync(Func<HttpContext, Task> endpoint, HttpContext http)
    {
        try
        {
            await endpoint(http);
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, new DirectLineError(exception.StatusCode, "BadRequest", "The request could not be read."));
        }
        catch (Exception exception) when (HangUp.Is(exception, http))
        {
            // The client has gone; there is nobody to answer.
        }
    }

    public static Task AnswerPreflightAsync(HttpContext http)
    {
        AllowAnySite(http);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST";
        http.Response.Headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";
        http.Response.Headers.AccessControlMaxAge = "7200";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void AllowAnySite(HttpContext http)
    {
        if (http.Request.Headers.Origin.ToString() is not { Length: > 0 } origin) return;
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.Vary = "Origin";
        // getsessionid alone is asked for with credentials; none are read, but the browser wants to be told.
        if (http.Request.Path.Value?.EndsWith("/getsessionid", StringComparison.Ordinal) is true) http.Response.Headers.AccessControlAllowCredentials = "true";
    }
}
