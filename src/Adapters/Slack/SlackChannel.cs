using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack;

/// <summary>The names under which the channel goes.</summary>
public static class SlackChannel
{
    /// <summary>The adapter's name in a <see cref="ConversationReference"/>, and the channel's in an activity.</summary>
    public const string Name = "slack";

    /// <summary>What Slack can show: buttons, cards as blocks, forms as modals, and messages that change in place.</summary>
    public static ChannelFeatures Features { get; } = new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 3_000)
    {
        Forms = true, FieldErrors = true, FormChoices = BlockLimits.Options, FormText = BlockLimits.InputText,
    };

    private static readonly ChannelFeatures Whispered = Features with { OnlyForThem = true };

    /// <summary>What Slack can show in a conversation.</summary>
    internal static ChannelFeatures FeaturesOf(ConversationReference reference) =>
        reference.Conversation.IsGroup == true && SlackPlace.Of(reference).OnlyFor is not null ? Whispered : Features;
}
