using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Rendering;

/// <summary>What a channel's cards can do.</summary>
/// <param name="Actions">Buttons stand on the card; else they are suggested below it, where an old one cannot be pressed. Those of a question always stand on it.</param>
/// <param name="ExecuteButtons">A question's buttons are Execute, and others go into the chat by Teams' own <c>imBack</c>; else both are Submit, of a question with the question's name, of others with the words as they are.</param>
/// <param name="SvgPictures">Pictures are shown as SVG; else as PNG.</param>
/// <param name="Remote">Pictures are fetched from elsewhere: one at an address of this machine would not be found.</param>
internal sealed record CardStyle(bool Actions, bool ExecuteButtons, bool SvgPictures, bool Remote)
{
    /// <summary>Forms can be opened from a card.</summary>
    public bool Forms { get; init; }

    /// <summary>A form has no room for all fields of a task: a second button opens one with the rest.</summary>
    public bool MoreForms { get; init; }

    /// <summary>Others read along: the buttons of a task act on its card instead of filling the room with words.</summary>
    public bool Shared { get; init; }

    /// <summary>The style for a channel, or null where it shows no cards.</summary>
    public static CardStyle? For(ChannelFeatures features) => features.AdaptiveCards
        ? new CardStyle(Actions: features.ExecuteActions || !features.SuggestedActions, features.ExecuteActions, SvgPictures: !features.ExecuteActions, Remote: features.ExecuteActions)
        {
            Forms = features.Forms,
            MoreForms = features.Forms && features.FormFields < Channels.FormCards.MostFields,
            Shared = features.Shared || (features.ExecuteActions && !features.SuggestedActions),
        }
        : null;
}
