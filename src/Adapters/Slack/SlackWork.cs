using System.Text.Json;

namespace PmBot.Adapters.Slack;

/// <summary>What an item of the inbox needs besides its activity; it stands in the activity's channel data until it is worked on.</summary>
public sealed record SlackWork
{
    /// <summary>What is to be done.</summary>
    public required SlackWorkKind Kind { get; init; }

    /// <summary>Opens a modal, once and within three seconds.</summary>
    public string? Trigger { get; init; }

    /// <summary>The modal or home page that was used.</summary>
    public string? View { get; init; }

    /// <summary>The message that was used: its <c>ts</c>.</summary>
    public string? Message { get; init; }

    /// <summary>That message's text, kept when its buttons go.</summary>
    public string? MessageText { get; init; }

    /// <summary>That message's blocks, where its buttons go once one was pressed.</summary>
    public JsonElement? MessageBlocks { get; init; }

    /// <summary>What stood on the button.</summary>
    public string? Title { get; init; }

    /// <summary>The block that the button stands in.</summary>
    public string? Block { get; init; }

    /// <summary>Files were shared with the message.</summary>
    public bool Files { get; init; }

    /// <summary>The private metadata of a form.</summary>
    public string? Form { get; init; }

    /// <summary>Names an unfurling beside, or in place of, channel and message.</summary>
    public string? Unfurl { get; init; }

    /// <summary>Where the unfurling was asked for: <c>composer</c> or <c>conversations_history</c>.</summary>
    public string? UnfurlSource { get; init; }

    /// <summary>The addresses to unfurl.</summary>
    public IReadOnlyList<string>? Links { get; init; }

    /// <summary>When it came in, by our clock.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>What is to be done with an item of the inbox.</summary>
public enum SlackWorkKind
{
    /// <summary>A message, a command, a button that says words.</summary>
    Message,
    /// <summary>A card's button: the answer takes the card's place.</summary>
    Action,
    /// <summary>A form is asked for, by a button or a shortcut.</summary>
    OpenForm,
    /// <summary>A form was filled in.</summary>
    SubmitForm,
    /// <summary>The home page is looked at.</summary>
    Home,
    /// <summary>Links to tasks were posted.</summary>
    Unfurl,
    /// <summary>The app is gone from a workspace.</summary>
    Uninstall,
    /// <summary>The bot came into a channel.</summary>
    Joined,
}
