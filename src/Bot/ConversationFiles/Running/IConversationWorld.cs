using PmBot.Adapters.Hosting;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>A bot with a store of its own, for one conversation file.</summary>
internal interface IConversationWorld : IAsyncDisposable
{
    /// <summary>The bot.</summary>
    ITurnHandler Bot { get; }

    /// <summary>The bot's clock.</summary>
    ConversationClock Clock { get; }

    /// <summary>Lets time pass up to a moment; what is due on the way happens when it is due.</summary>
    /// <returns>What the bot said of its own accord, with the conversation it said it in.</returns>
    Task<IReadOnlyList<(string Conversation, SeenReply Reply)>> PassAsync(DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>The workspace as it is now.</summary>
    Task<WorldSnapshot> LookAsync(CancellationToken cancellationToken);

    /// <summary>The language of a text: <c>es</c>, <c>en</c>, or null where it could be either.</summary>
    string? LanguageOf(string text);

    /// <summary>What the bot logged as an error since the last call: a fault that the person got an apology for.</summary>
    IReadOnlyList<string> TakeFaults();
}
