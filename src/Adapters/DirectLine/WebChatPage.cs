using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.DirectLine;

/// <summary>PmBot's own chat page and its files, all from the program itself but the widget.</summary>
internal sealed class WebChatPage(WebChatBundle bundle, SitePolicy sites)
{
    private static readonly Dictionary<string, PageFile> Files = new[] { "chat.css", "chat.js", "icon.svg", "embed.js" }
        .Select(PageFile.Load).ToDictionary(file => file.Name, StringComparer.Ordinal);

    private static readonly string Template = Encoding.UTF8.GetString(PageFile.Load("index.html").Bytes);

    private static readonly string Version =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Files.Values.Select(file => file.ETag)))))[..12];

    /// <summary>The page; made for each request, since its style nonce must be new each time.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var hasBundle = bundle.TryGetVersion(out var version);
        var spanish = PrefersSpanish(http.Request);
        var html = new StringBuilder(Template)
            .Replace("{{lang}}", spanish ? "es" : "en")
            .Replace("{{nonce}}", nonce)
            .Replace("{{version}}", Version)
            .Replace("{{notice-hidden}}", hasBundle ? " hidden" : "")
            .Replace("{{notice}}", hasBundle ? "" : Missing(spanish))
            .Replace("{{bundle}}", hasBundle ? $"<script src=\"webchat/webchat.{version}.js\" defer></script>" : "");

        var headers = http.Response.Headers;
        http.Response.ContentType = "text/html; charset=utf-8";
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Language";
        headers.ContentSecurityPolicy = Policy(http.Request, nonce);
        Harden(headers);
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        await http.Response.WriteAsync(html.ToString(), http.RequestAborted);
    }

    public static Task WriteFileAsync(HttpContext http) => WriteFileAsync(http, http.Request.RouteValues["file"] as string ?? "", http.Request.Query.ContainsKey("v"));

    public static Task WriteEmbedAsync(HttpContext http)
    {
        // Other sites load it as a script; that is what it is for.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return WriteFileAsync(http, "embed.js", versioned: false);
    }

    private static Task WriteFileAsync(HttpContext http, string name, bool versioned)
    {
        if (!Files.TryGetValue(name, out var file))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        var headers = http.Response.Headers;
        headers.ETag = file.ETag;
        headers.CacheControl = versioned ? "public, max-age=31536000, immutable" : "public, max-age=300";
        Harden(headers);
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = file.Bytes.Length;
        return http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted).AsTask();
    }

    private static void Harden(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    // Web Chat writes its styles at run time, hence the nonce; the hash is that of the empty style element which one of its
    // parts fills by script. Nothing else is inline. The socket is named since not every
    // browser counts it as 'self'.
    private string Policy(HttpRequest request, string nonce)
    {
        var ancestors = sites.Allowed.Prepend("'self'");
        if (SitePolicy.IsLocal(request)) ancestors = ancestors.Concat(["http://localhost:*", "http://127.0.0.1:*"]);
        return $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data: blob:; font-src 'self'; "
            + $"connect-src 'self' ws://{request.Host} wss://{request.Host}; base-uri 'none'; form-action 'none'; frame-ancestors {string.Join(' ', ancestors)}";
    }

    private static bool PrefersSpanish(HttpRequest request) =>
        (request.Query["lang"].ToString() is { Length: > 0 } asked ? asked : request.Headers.AcceptLanguage.ToString())
        .Split(',').Select(tag => tag.Trim())
        .FirstOrDefault(tag => tag.StartsWith("es", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
        ?.StartsWith("es", StringComparison.OrdinalIgnoreCase) is true;

    private static string Missing(bool spanish) => spanish
        ? "Falta el componente de chat: instala <a href=\"https://nodejs.org\" rel=\"noreferrer\">Node.js</a> (trae npm) y compila de nuevo con <code>dotnet build src/Bot</code>."
        : "The chat widget is missing: install <a href=\"https://nodejs.org\" rel=\"noreferrer\">Node.js</a> (it brings npm) and build again with <code>dotnet build src/Bot</code>.";
}
