using PmBot.Nlu.Text;

namespace PmBot.Bot.ConversationFiles;

/// <summary>The platforms that a conversation can take place on.</summary>
public enum ChatPlatform
{
    Slack,
    Discord,
    Teams,
    Web,
    Terminal,
}

/// <summary>A place to talk: <c>slack:#equipo</c>, <c>discord:DM</c>, <c>teams:personal</c>, <c>web</c>.</summary>
/// <param name="Platform">Where.</param>
/// <param name="Room">The room as written, or null where one person is alone with the bot.</param>
public sealed record ChannelPlace(ChatPlatform Platform, string? Room)
{
    /// <summary>How a place is written, for messages.</summary>
    public const string Forms = "slack:#room, slack:DM, discord:#room, discord:DM, teams:personal, teams:channel, teams:group, web, terminal, and a thread of a room as slack:#room/name";

    /// <summary>The thread of the room, by the name that the file gives it; null outside of threads.</summary>
    public string? Thread { get; init; }

    /// <summary>Where a file that names no channel takes place.</summary>
    public static ChannelPlace Default { get; } = new(ChatPlatform.Web, null);

    /// <summary>More than one person listens.</summary>
    public bool IsGroup => Room is not null;

    /// <summary>Reads a place.</summary>
    /// <exception cref="FormatException">It is none; the message says what there is.</exception>
    public static ChannelPlace Parse(string text)
    {
        if (text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
        {
            var thread = text[(slash + 1)..].Trim();
            return Parse(text[..slash]) is { IsGroup: true } parent && thread.Length > 0 && !thread.Any(c => char.IsWhiteSpace(c) || c == '/')
                ? parent with { Thread = thread }
                : throw new FormatException($"there is no thread \"{text}\"; a thread has a name and stands in a room, as slack:#room/name");
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var platform = Fold.Text(colon < 0 ? text : text.AsSpan(0, colon)).Trim();
        var room = colon < 0 ? null : text[(colon + 1)..].Trim();
        return (platform, room) switch
        {
            ("slack", _) when Talk(ChatPlatform.Slack, room) is { } place => place,
            ("discord", _) when Talk(ChatPlatform.Discord, room) is { } place => place,
            ("teams", null) => new ChannelPlace(ChatPlatform.Teams, null),
            ("teams", _) when Fold.Text(room) == "personal" => new ChannelPlace(ChatPlatform.Teams, null),
            ("teams", _) when Fold.Text(room) is "channel" or "group" => new ChannelPlace(ChatPlatform.Teams, Fold.Text(room)),
            ("web", null) => new ChannelPlace(ChatPlatform.Web, null),
            ("terminal", null) => new ChannelPlace(ChatPlatform.Terminal, null),
            _ => throw new FormatException($"there is no channel \"{text}\"; there are {Forms}"),
        };
    }

    /// <summary>As it is written in a file.</summary>
    public override string ToString() => Thread is null ? Name : $"{Name}/{Thread}";

    private string Name => Platform switch
    {
        ChatPlatform.Slack => $"slack:{Room ?? "DM"}",
        ChatPlatform.Discord => $"discord:{Room ?? "DM"}",
        ChatPlatform.Teams => $"teams:{Room ?? "personal"}",
        ChatPlatform.Web => "web",
        _ => "terminal",
    };

    private static ChannelPlace? Talk(ChatPlatform platform, string? room) => room switch
    {
        null => new ChannelPlace(platform, null),
        ['#', _, ..] when !room.Any(char.IsWhiteSpace) => new ChannelPlace(platform, room),
        _ when string.Equals(room, "dm", StringComparison.OrdinalIgnoreCase) => new ChannelPlace(platform, null),
        _ => null,
    };
}
