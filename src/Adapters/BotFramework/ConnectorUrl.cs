namespace PmBot.Adapters.BotFramework;

/// <summary>Joins a serviceUrl, which may or may not end in a slash and may have a path, with the Connector's paths.</summary>
internal static class ConnectorUrl
{
    /// <summary>True for an absolute http or https address without user, query or fragment.</summary>
    public static bool IsUsable(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    public static Uri Conversations(string serviceUrl) => new($"{serviceUrl.TrimEnd('/')}/v3/conversations");

    public static Uri Activities(string serviceUrl, string conversationId) => new($"{Conversation(serviceUrl, conversationId)}/activities");

    public static Uri Activity(string serviceUrl, string conversationId, string activityId) =>
        new($"{Conversation(serviceUrl, conversationId)}/activities/{Segment(activityId)}");

    public static Uri Members(string serviceUrl, string conversationId) => new($"{Conversation(serviceUrl, conversationId)}/members");

    public static Uri Member(string serviceUrl, string conversationId, string memberId) =>
        new($"{Conversation(serviceUrl, conversationId)}/members/{Segment(memberId)}");

    private static string Conversation(string serviceUrl, string conversationId) =>
        $"{serviceUrl.TrimEnd('/')}/v3/conversations/{Segment(conversationId)}";

    // Ids carry '|', ':', ';', '=' and worse. Dots alone would be resolved as directories, even escaped.
    private static string Segment(string id) => id is "" or "." or ".."
        ? throw new ArgumentException("Not an id that can stand in a path.", nameof(id))
        : Uri.EscapeDataString(id);
}
