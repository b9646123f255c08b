using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>What each channel behind the Bot Framework can show.</summary>
internal static class ChannelFeatureTable
{
    // Teams refuses a message over 28 KB, and a character of the text is up to three bytes.
    private static readonly ChannelFeatures Teams =
        new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 9_000) { Forms = true };

    // Suggested actions are shown in personal chats only.
    private static readonly ChannelFeatures TeamsGroup = Teams with { SuggestedActions = false };

    // Web Chat, also the one inside the Emulator: no Action.Execute, and updates are taken but not shown.
    private static readonly ChannelFeatures WebChat =
        new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: false, Updates: false, MaxTextLength: 20_000);

    private static readonly ChannelFeatures TextWithButtons = ChannelFeatures.PlainText with { SuggestedActions = true };

    public static ChannelFeatures Of(Activity activity) => activity.ChannelId switch
    {
        "msteams" => activity.Conversation?.ConversationType is null or "personal" ? Teams : TeamsGroup,
        "emulator" or "webchat" or "directline" or "test" => WebChat,
        "slack" or "telegram" or "facebook" or "line" => TextWithButtons,
        _ => ChannelFeatures.PlainText,
    };
}
