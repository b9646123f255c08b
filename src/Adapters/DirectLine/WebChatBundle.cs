using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PmBot.Adapters.DirectLine;

/// <summary>The Web Chat widget that the build fetched, compressed, beside the program; absent when the build had no npm.</summary>
internal sealed class WebChatBundle(IOptions<WebChatOptions> options, ILogger<WebChatBundle> logger)
{
    private const string Gzip = "webchat.js.gz";
    private const string Brotli = "webchat.js.br";
    private const string Licence = "webchat.js.LICENSE.txt";

    private readonly string _folder = options.Value.BundlePath ?? Path.Combine(AppContext.BaseDirectory, "webchat");
    private string? _version;
    private bool _reported;

    /// <summary>A name for exactly these bytes, so that browsers may keep them for good; looked for until it is there.</summary>
    public bool TryGetVersion([NotNullWhen(true)] out string? version)
    {
        if (_version is null && File.Exists(Path.Combine(_folder, Gzip)))
        {
            using var file = File.OpenRead(Path.Combine(_folder, Gzip));
            _version = Convert.ToHexStringLower(SHA256.HashData(file))[..12];
        }
        if (_version is null && !_reported)
        {
            _reported = true;
            Log.BundleMissing(logger, _folder);
        }
        version = _version;
        return version is not null;
    }

    public async Task WriteScriptAsync(HttpContext http)
    {
        if (!TryGetVersion(out var version) || !string.Equals(http.Request.RouteValues["version"] as string, version, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = http.Response.Headers;
        http.Response.ContentType = "text/javascript; charset=utf-8";
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var brotli = Path.Combine(_folder, Brotli);
        var gzip = Path.Combine(_folder, Gzip);
        if (Accepts(http.Request, "br") && File.Exists(brotli))
        {
            headers.ContentEncoding = "br";
            await http.Response.SendFileAsync(brotli, http.RequestAborted);
        }
        else if (Accepts(http.Request, "gzip"))
        {
            headers.ContentEncoding = "gzip";
            await http.Response.SendFileAsync(gzip, http.RequestAborted);
        }
        else
        {
            await using var plain = new GZipStream(File.OpenRead(gzip), CompressionMode.Decompress);
            await plain.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }

    public async Task WriteLicenceAsync(HttpContext http)
    {
        var licence = Path.Combine(_folder, Licence);
        http.Response.StatusCode = File.Exists(licence) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/plain; charset=utf-8";
        if (http.Response.StatusCode is StatusCodes.Status200OK) await http.Response.SendFileAsync(licence, http.RequestAborted);
    }

    private static bool Accepts(HttpRequest request, string encoding) => request.GetTypedHeaders().AcceptEncoding
        .Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
}
