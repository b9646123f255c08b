using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.Slack;

/// <summary>The page of one sentence that somebody sees who installs the app.</summary>
internal static class SlackPage
{
    /// <summary>Answers with it, in the browser's language.</summary>
    /// <param name="context">The request.</param>
    /// <param name="texts">The sentences.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="key">Which sentence.</param>
    /// <param name="link">Where it leads, or null.</param>
    public static Task ShowAsync(HttpContext context, ISlackTexts texts, int status, string key, string? link)
    {
        var words = SlackWords.Of(texts, context.Request.Headers.AcceptLanguage.ToString());
        var text = HtmlEncoder.Default.Encode(words[key]);
        var body = link is null ? text : $"<a href=\"{HtmlEncoder.Default.Encode(link)}\">{text}</a>";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"{words.Language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>PmBot</title>"
            + $"<body style=\"font:1.1rem system-ui;margin:15vh auto;max-width:30rem;padding:1rem\"><p>{body}</p></body></html>",
            context.RequestAborted);
    }
}
