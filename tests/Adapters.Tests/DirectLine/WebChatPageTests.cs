using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed partial class WebChatPageTests : IDisposable
{
    private readonly DirectoryInfo bundle = Directory.CreateTempSubdirectory("pmbot-webchat-");

    public void Dispose() => bundle.Delete(recursive: true);

    [Fact]
    public async Task The_page_lets_nothing_foreign_run_and_only_listed_sites_frame_it()
    {
        await using var server = await StartAsync(withBundle: true, ("WebChat:AllowedOrigins", "https://intranet.example"));
        var page = await server.GetAsync("/", headers: ("Host", "chat.example"));
        var again = await server.GetAsync("/", headers: ("Host", "chat.example"));

        var policy = page.Headers["Content-Security-Policy"];
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldNotContain("unsafe");
        policy.ShouldEndWith("frame-ancestors 'self' https://intranet.example");
        var nonce = Nonce().Match(policy).Groups["nonce"].Value;
        page.Text.ShouldContain($"content=\"{nonce}\"");
        page.Text.ShouldNotContain("{{");
        Nonce().Match(again.Headers["Content-Security-Policy"]).Groups["nonce"].Value.ShouldNotBe(nonce);
        page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
    }

    [Theory]
    [InlineData("es-CO,en;q=0.5", "/", "es")]
    [InlineData("en-US,es;q=0.5", "/", "en")]
    [InlineData("fr-FR,es;q=0.5", "/", "es")]
    [InlineData("de", "/", "en")]
    [InlineData("en-US", "/?lang=es", "es")]
    public async Task The_page_speaks_the_browsers_language_and_says_what_is_missing(string accept, string path, string lang)
    {
        await using var server = await StartAsync(withBundle: false);
        var page = await server.GetAsync(path, headers: ("Accept-Language", accept));
        page.Text.ShouldContain($"<html lang=\"{lang}\">");
        page.Text.ShouldContain(lang is "es" ? "instala <a" : "install <a");
        page.Text.ShouldNotContain("webchat/webchat.");
    }

    [Fact]
    public async Task A_bundle_that_appears_later_is_found_without_a_restart()
    {
        await using var server = await StartAsync(withBundle: false);
        await server.GetAsync("/");
        WriteBundle();
        BundlePath().IsMatch((await server.GetAsync("/")).Text).ShouldBeTrue();
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task The_bundle_comes_as_the_browser_takes_it_and_may_be_kept(string accept, string? encoding)
    {
        await using var server = await StartAsync(withBundle: true);
        var path = "/" + BundlePath().Match((await server.GetAsync("/")).Text).Value;

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        using var response = await server.Client.SendAsync(request);

        response.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        Decode(await response.Content.ReadAsByteArrayAsync(), encoding).ShouldBe("window.WebChat={};");
        (await server.GetAsync("/webchat/webchat.000000000000.js")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/webchat/chat.js", "text/javascript")]
    [InlineData("/webchat/chat.css", "text/css")]
    [InlineData("/webchat/icon.svg", "image/svg+xml")]
    [InlineData("/embed.js", "text/javascript")]
    public async Task Files_of_the_page_are_not_sent_twice(string path, string type)
    {
        await using var server = await StartAsync(withBundle: false);
        var file = await server.GetAsync(path);
        var again = await server.GetAsync(path, headers: ("If-None-Match", file.Headers["ETag"]));
        file.Headers["Content-Type"].ShouldStartWith(type);
        file.Text.ShouldNotBeEmpty();
        again.Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/webchat/index.html")]
    [InlineData("/webchat/..%2fappsettings.json")]
    [InlineData("/webchat/LICENSE.txt")]
    public async Task Nothing_else_is_served(string path)
    {
        await using var server = await StartAsync(withBundle: false);
        (await server.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://intranet.example", HttpStatusCode.NoContent)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    public async Task A_site_can_ask_whether_it_may_embed(string origin, HttpStatusCode status)
    {
        await using var server = await StartAsync(withBundle: false, ("WebChat:AllowedOrigins", "https://intranet.example"));
        (await server.GetAsync("/api/webchat/site", headers: ("Origin", origin))).Status.ShouldBe(status);
    }

    private Task<DirectLineServer> StartAsync(bool withBundle, params (string, string)[] settings)
    {
        if (withBundle) WriteBundle();
        return DirectLineServer.StartAsync(settings: [.. settings, ("WebChat:BundlePath", bundle.FullName)]);
    }

    private void WriteBundle()
    {
        using var brotli = new BrotliStream(File.Create(Path.Combine(bundle.FullName, "webchat.js.br")), CompressionLevel.Fastest);
        brotli.Write("window.WebChat={};"u8);
        using var gzip = new GZipStream(File.Create(Path.Combine(bundle.FullName, "webchat.js.gz")), CompressionLevel.Fastest);
        gzip.Write("window.WebChat={};"u8);
    }

    private static string Decode(byte[] bytes, string? encoding)
    {
        using var source = new MemoryStream(bytes);
        using var brotli = new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true);
        using var gzip = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new StreamReader(encoding switch { "br" => brotli, "gzip" => gzip, _ => source });
        return reader.ReadToEnd();
    }

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Nonce();

    [GeneratedRegex("webchat/webchat\\.[0-9a-f]{12}\\.js", RegexOptions.None, 1000)]
    private static partial Regex BundlePath();
}
