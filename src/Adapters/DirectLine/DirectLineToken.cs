namespace PmBot.Adapters.DirectLine;

/// <summary>What a token says: one conversation, perhaps one person, perhaps the sites it may be used from.</summary>
/// <param name="Conversation">The only conversation it opens.</param>
/// <param name="User">Whose messages these are, whatever the client writes; null: the client chooses.</param>
/// <param name="Name">The person's name, if known.</param>
/// <param name="Origins">Sites it may be used from; empty: any.</param>
/// <param name="Started">The bot has greeted already; so it doesn't again when the conversation is made anew after a restart.</param>
internal sealed record DirectLineToken(string Conversation, string? User, string? Name, IReadOnlyList<string> Origins, bool Started)
{
    /// <summary>The user was named by the holder of the secret, or by us, not by a client of its own accord.</summary>
    public bool Vouched { get; init; }

    /// <summary>The person's e-mail, as the site's signed token gave it.</summary>
    public string? Email { get; init; }

    /// <summary>The person's username, as the site's signed token gave it.</summary>
    public string? Username { get; init; }

    /// <summary>Until when it can be had anew: whom a site names is that person while the site says so, and is asked for again. Null where it can for ever.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>What a stream address carries.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Watermark">Where the stream begins.</param>
internal sealed record StreamToken(string Conversation, Watermark Watermark);

/// <summary>Proof that a browser was given this user id before.</summary>
/// <param name="User">The id.</param>
/// <param name="Name">The name to show, if known.</param>
/// <param name="Conversation">The conversation it may go on with, even after a restart; null in a ticket for the person alone.</param>
internal sealed record UserTicket(string User, string? Name, string? Conversation)
{
    /// <summary>A site named the person: it goes on with the conversation only while the site does.</summary>
    public bool BySite { get; init; }
}

/// <summary>What became of reading a token.</summary>
internal enum TokenState
{
    Valid,
    Expired,
    Invalid,
}
