namespace PmBot.Adapters.DirectLine;

/// <summary>Who calls: the holder of a token for one conversation, or (no token) of the secret.</summary>
internal sealed record Caller(DirectLineToken? Token)
{
    public static Caller WithSecret { get; } = new(Token: null);

    public bool HasSecret => Token is null;

    /// <summary>The sender's id can be relied on: the secret's holder says it, or a token that we or that holder made out to it.</summary>
    public bool Vouches => Token is null || Token.Vouched;

    public bool MayOpen(string conversation) => Token is null || string.Equals(Token.Conversation, conversation, StringComparison.Ordinal);
}
