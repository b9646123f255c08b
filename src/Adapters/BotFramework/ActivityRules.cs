using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>What an incoming activity must have, and what is put right in it.</summary>
internal static class ActivityRules
{
    /// <summary>The longest id that is taken, in UTF-16 units; ids are stored, logged and sent back.</summary>
    public const int MaxIdLength = 512;

    private const int MaxServiceUrlLength = 2048;

    /// <summary>Removes what JSON allows and code would trip over: nulls inside lists and fields (A2005).</summary>
    public static void Tidy(Activity activity)
    {
        activity.MembersAdded = WithoutNulls(activity.MembersAdded);
        activity.MembersRemoved = WithoutNulls(activity.MembersRemoved);
        activity.ReactionsAdded = WithoutNulls(activity.ReactionsAdded);
        activity.ReactionsRemoved = WithoutNulls(activity.ReactionsRemoved);
        activity.Attachments = WithoutNulls(activity.Attachments);
        activity.Entities = WithoutNulls(activity.Entities);
        if (activity.SuggestedActions is { } suggested)
        {
            suggested.Actions = WithoutNulls(suggested.Actions) ?? [];
            suggested.To = WithoutNulls(suggested.To);
        }
    }

    /// <summary>Says why the activity cannot be taken, or null.</summary>
    public static Refusal? Check(Activity activity)
    {
        if (string.IsNullOrEmpty(activity.Type)) return Refusal.BadArgument("The activity has no type.");
        if (activity.Type is ActivityTypes.Message or ActivityTypes.Invoke)
        {
            if (string.IsNullOrEmpty(activity.ChannelId)) return Missing("channelId");
            if (string.IsNullOrEmpty(activity.Conversation?.Id)) return Missing("conversation.id");
            if (string.IsNullOrEmpty(activity.From?.Id)) return Missing("from.id");
            if (activity.Type is ActivityTypes.Invoke && string.IsNullOrEmpty(activity.Name)) return Missing("name");
        }

        return CheckId("type", activity.Type) ?? CheckId("id", activity.Id) ?? CheckId("channelId", activity.ChannelId)
            ?? CheckId("conversation.id", activity.Conversation?.Id) ?? CheckId("from.id", activity.From?.Id)
            ?? CheckId("recipient.id", activity.Recipient?.Id) ?? CheckId("replyToId", activity.ReplyToId)
            ?? (activity.ServiceUrl?.Length > MaxServiceUrlLength ? Refusal.BadArgument("serviceUrl is too long.") : null);
    }

    /// <summary>True for what a bot acts upon; everything else is taken and ignored (A2006, A2014).</summary>
    public static bool IsForTheBot(Activity activity) =>
        activity.Type is ActivityTypes.Message or ActivityTypes.Invoke or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate
            or ActivityTypes.Event or ActivityTypes.EndOfConversation or ActivityTypes.MessageReaction or ActivityTypes.MessageUpdate
            or ActivityTypes.MessageDelete
        && !string.IsNullOrEmpty(activity.ChannelId) && !string.IsNullOrEmpty(activity.Conversation?.Id) && !string.IsNullOrEmpty(activity.From?.Id);

    /// <summary>Says why replies cannot go to the activity's serviceUrl, or null.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="authenticated">An unauthenticated caller may send us to this machine only, nowhere else in our network.</param>
    public static Refusal? CheckServiceUrl(Activity activity, bool authenticated)
    {
        if (string.IsNullOrEmpty(activity.ServiceUrl)) return Missing("serviceUrl");
        if (!ConnectorUrl.IsUsable(activity.ServiceUrl)) return Refusal.BadArgument("serviceUrl must be an absolute http or https address.");
        return authenticated || Loopback.IsUrl(activity.ServiceUrl)
            ? null
            : Refusal.BadArgument("serviceUrl must be on this machine while no MicrosoftAppId is set; or use deliveryMode expectReplies.");
    }

    private static Refusal Missing(string field) => Refusal.BadArgument($"The activity has no {field}.");

    private static Refusal? CheckId(string field, string? id) => id switch
    {
        null => null,
        { Length: > MaxIdLength } => Refusal.BadArgument($"{field} is longer than {MaxIdLength} characters."),
        // As path segments these climb out of the address they are put into, escaped or not.
        "." or ".." => Refusal.BadArgument($"{field} is not an id."),
        _ when id.AsSpan().ContainsAnyInRange('\0', '\x1f') => Refusal.BadArgument($"{field} has control characters."),
        _ => null,
    };

    private static IList<T>? WithoutNulls<T>(IList<T>? items)
        where T : class
    {
        for (var i = (items?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (items![i] is null) items.RemoveAt(i);
        }

        return items;
    }
}
