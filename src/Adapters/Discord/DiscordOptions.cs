namespace PmBot.Adapters.Discord;

/// <summary>Settings of the Discord channel; without <see cref="BotToken"/> there is none.</summary>
public sealed class DiscordOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Discord";

    /// <summary>Where Discord's REST API is.</summary>
    public const string DefaultApi = "https://discord.com/api/v10";

    /// <summary>The bot's token: developer portal, page Bot.</summary>
    public string? BotToken { get; set; }

    /// <summary>The application's id, needed to register commands: developer portal, page General Information.</summary>
    public string? ApplicationId { get; set; }

    /// <summary>Where the REST API is.</summary>
    public string ApiBaseUrl { get; set; } = DefaultApi;

    /// <summary>
    /// Ask for the privileged intent "Message Content": the bot then hears answers to its questions, and its own threads, without being
    /// mentioned. It must be switched on in the developer portal as well.
    /// </summary>
    public bool MessageContent { get; set; }

    /// <summary>How long one turn may take.</summary>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the service is reached; null where it has no public address.</summary>
    internal string? PublicUrl { get; set; }

    /// <summary>Who calls, as Discord wants to be told: an address of the bot and its version.</summary>
    /// <remarks>discord.com/developers/docs/reference#user-agent. A bot without an address of its own names its page in the developer portal.</remarks>
    internal string UserAgent
    {
        get
        {
            var version = typeof(DiscordOptions).Assembly.GetName().Version?.ToString(3) ?? "0";
            var address = PublicUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out var own) ? own.GetLeftPart(UriPartial.Authority) : "https://discord.com/developers/applications/" + ApplicationId;
            return $"DiscordBot ({address}, {version})";
        }
    }

    /// <summary>Whether the channel is on.</summary>
    public bool IsOn => BotToken is { Length: > 0 };

    /// <summary>Under which name the session is kept: the application, where it is known.</summary>
    internal string SessionName => ApplicationId ?? "bot";
}
