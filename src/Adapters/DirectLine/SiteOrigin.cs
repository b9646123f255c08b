namespace PmBot.Adapters.DirectLine;

/// <summary>Origins of sites: <c>https://example.com:8443</c>.</summary>
internal static class SiteOrigin
{
    /// <summary>The origin in the form in which browsers send it, or null if the text is none.</summary>
    public static string? Normalise(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.PathAndQuery is "/"
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;
}
