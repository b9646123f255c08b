namespace PmBot.Adapters.DirectLine;

/// <summary>Who calls: the holder of a token for one conversation, or (no token) of the secret.</summary>
internal sealed record Caller(DirectLineToken? Token)
{
    public static Caller WithSecret { get; } = new(Token: null);

    public bool HasSecret => Token is null;

    public bool MayOpen(string conversation) => Token is null || string.Equals(Token.Conversation, conversation, StringComparison.Ordinal);
}
