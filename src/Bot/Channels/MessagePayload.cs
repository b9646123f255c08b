using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PmBot.Bot.Rendering;

namespace PmBot.Bot.Channels;

/// <summary>The message that a task is made from, as Teams describes it.</summary>
/// <param name="Text">Its words, without markup.</param>
/// <param name="Author">Who wrote it, where the platform says so.</param>
/// <param name="Link">Where it is, or null.</param>
internal sealed partial record MessagePayload(string Text, string? Author, string? Link)
{
    private const int Longest = 20_000;

    /// <summary>The message in an invoke's <c>messagePayload</c>; null where there is none.</summary>
    public static MessagePayload? Of(JsonElement? value)
    {
        if (value.Field("messagePayload") is not { } payload) return null;
        var body = ((JsonElement?)payload).Field("body");
        var content = body.Text("content") ?? "";
        content = content[..Math.Min(content.Length, Longest)];
        if (body.Text("contentType") is "html") content = Plain(content);
        var user = ((JsonElement?)payload).Field("from").Field("user");
        var link = ((JsonElement?)payload).Text("linkToMessage");
        return new MessagePayload(content.Trim(), user.Text("displayName"), Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? link : null);
    }

    /// <summary>The first line as a title.</summary>
    public string Title(int longest) => CardText.Cut(Text.Split('\n', 2)[0].Trim(), longest);

    private static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(LineEnd().Replace(html, "\n"), ""));

    [GeneratedRegex(@"<br\s*/?>|</(p|div|li|h\d)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex LineEnd();

    [GeneratedRegex("<[^>]{0,2000}>", RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Tag();
}
