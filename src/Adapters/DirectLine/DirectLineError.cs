namespace PmBot.Adapters.DirectLine;

/// <summary>A refusal as Direct Line tells it: status and <c>{"error":{"code","message"}}</c>.</summary>
internal sealed record DirectLineError(int Status, string Code, string Message)
{
    public static DirectLineError MissingAuthorization { get; } =
        new(401, "AuthorizationMissing", "Send 'Authorization: Bearer' with a Direct Line secret or token.");

    public static DirectLineError BadToken { get; } = new(403, "BadToken", "This token is not one of ours.");

    public static DirectLineError TokenExpired { get; } = new(403, "TokenExpired", "This token has expired; get a new one.");

    public static DirectLineError WrongConversation { get; } = new(403, "WrongConversation", "This token is for another conversation.");

    public static DirectLineError WrongOrigin { get; } = new(403, "BadOrigin", "This token was given to another site.");

    public static DirectLineError SecretRequired { get; } = new(403, "SecretRequired", "Only the holder of the Direct Line secret may do this.");

    public static DirectLineError TokenRequired { get; } = new(403, "TokenRequired", "A secret cannot be refreshed; this takes a token.");

    public static DirectLineError UnknownConversation { get; } = new(404, "UnknownConversation", "There is no such conversation.");

    public static DirectLineError TooManyRequests { get; } = new(429, "TooManyRequests", "Too many requests; wait a moment and try again.");

    public static DirectLineError Ended { get; } = new(400, "ConversationEnded", "This conversation has ended; start a new one.");

    public static DirectLineError BotFailed { get; } = new(502, "BotError", "Failed to send activity: bot returned an error");

    public static DirectLineError BotTimedOut { get; } = new(502, "BotError", "Failed to send activity: bot timed out");

    public static DirectLineError BadArgument(string message) => new(400, "BadArgument", message);

    public static DirectLineError TooLarge(int limit) => new(413, "MessageSizeTooBig", $"The body may have {limit / 1024} KiB at most.");
}
