using System.Security.Cryptography;
using System.Text;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Media;

/// <summary><c>GET /media/charts/{workspace}/{reader}/{kind}/{subject}.svg|png</c>: a chart, for whoever has its signed address.</summary>
internal static class ChartEndpoint
{
    /// <summary>Adds it.</summary>
    public static void MapCharts(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ChartLinks.Root + "{workspace}/{reader}/{kind}/{file}", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpContext http, string workspace, string reader, string kind, string file, ChartLinks links, ChartReader charts, ReplyCatalog replies)
    {
        var format = Path.GetExtension(file);
        var query = http.Request.Query;
        var language = query["lang"].ToString();
        var words = ReplyCatalog.Languages.Contains(language, StringComparer.Ordinal) ? language : "en";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (format is not (".svg" or ".png"))
        {
            return Plain("chart.gone", StatusCodes.Status404NotFound);
        }

        var path = $"{workspace}/{reader}/{kind}/{Path.GetFileNameWithoutExtension(file)}";
        switch (links.Read(path, language, query["exp"].ToString(), query["sig"].ToString()))
        {
            case ChartLink.Expired:
                return Plain("chart.expired", StatusCodes.Status410Gone);
            case ChartLink.Good { Request: var request }:
                return await charts.DrawAsync(request, http.RequestAborted) is { } drawing ? Picture(http, drawing, format) : Plain("chart.gone", StatusCodes.Status404NotFound);
            default:
                return Plain("chart.forged", StatusCodes.Status403Forbidden);
        }

        IResult Plain(string key, int status)
        {
            http.Response.Headers.CacheControl = "no-store";
            return Results.Text(replies.Say(words, key), "text/plain", Encoding.UTF8, status);
        }
    }

    private static IResult Picture(HttpContext http, Drawing drawing, string format)
    {
        var bytes = format == ".svg" ? Encoding.UTF8.GetBytes(SvgWriter.Write(drawing)) : PngWriter.Write(drawing);
        var headers = http.Response.Headers;
        // Chats show a picture for days: a minute keeps it from being fetched with every glance, and the tag from being sent again.
        headers.CacheControl = "private, max-age=60";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Referrer-Policy"] = "no-referrer";
        var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
        return Results.Bytes(bytes, format == ".svg" ? "image/svg+xml; charset=utf-8" : "image/png", entityTag: tag);
    }
}
