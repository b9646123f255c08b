namespace PmBot.Adapters.DirectLine;

/// <summary>Section <c>WebChat</c>: PmBot's own page and who may embed it.</summary>
public sealed class WebChatOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "WebChat";

    /// <summary>Origins (<c>https://example.com</c>) that may embed the chat or get a token for it; a comma separates several in one value.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>How a site proves who its visitor is.</summary>
    public Identity.WebChatIdentityOptions Identity { get; } = new();

    /// <summary>Folder with the Web Chat bundle; default: <c>webchat</c> beside the program, where the build puts it.</summary>
    public string? BundlePath { get; set; }

    /// <summary>The single origins of <see cref="AllowedOrigins"/>.</summary>
    internal IEnumerable<string> Origins() =>
        AllowedOrigins.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>How long what was said is kept for a page that comes back, after the last word; zero: no longer than the service runs.</summary>
    public TimeSpan KeepTranscripts { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a person who comes back is recognised.</summary>
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromDays(180);
}
