using System.Text.Json;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Activities;
using PmBot.Adapters.DirectLine.Identity;

namespace PmBot.Adapters.DirectLine;

/// <summary>Turns what a client posted into an activity that the bot may trust: the server says who, where and when.</summary>
internal sealed class ActivityIntake(IOptions<DirectLineOptions> options)
{
    /// <summary>Longest id that a client may choose for itself or its messages.</summary>
    public const int MaxIdLength = 256;
    private const int MaxNameLength = 100;

    public static (Activity? Activity, DirectLineError? Error) Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, ActivityJson.Default.Activity) is not { } activity)
            {
                return (null, DirectLineError.BadArgument("The body must be one activity, a JSON object."));
            }
            // Half a surrogate pair in a field that is only passed on would surface when the echo is written.
            if (json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0) JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.Activity);
            return (activity, null);
        }
        catch (InvalidOperationException)
        {
            return (null, DirectLineError.BadArgument("The body has text that is not valid Unicode."));
        }
        catch (JsonException exception)
        {
            var where = exception.Path is { Length: > 1 } path ? $" at {path}" : "";
            return (null, DirectLineError.BadArgument($"The body is not a valid activity{where}."));
        }
    }

    /// <summary>Checks the activity and fills in what is the server's to say.</summary>
    public DirectLineError? Complete(Activity activity, Caller caller, DirectLineConversation conversation, string serviceUrl)
    {
        if (activity.Type is not { Length: > 0 and <= 64 }) return DirectLineError.BadArgument("'type' is required.");
        if (activity.Type is ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.InvokeResponse)
        {
            return DirectLineError.BadArgument($"Activities of type '{activity.Type}' are not taken from clients.");
        }
        if (UserOf(activity, caller) is not { } user) return DirectLineError.BadArgument("'from.id' is required: 1 to 256 characters, and only a token may name one that begins with 'dl_'.");

        activity.From = new ChannelAccount { Id = user, Name = caller.Token?.Name ?? NameOf(activity.From?.Name), Role = "user" }.With(caller.Token?.Email, caller.Token?.Username);
        activity.Recipient = Bot();
        activity.ChannelId = DirectLineChannel.Id;
        activity.Conversation = new ConversationAccount { Id = conversation.Id };
        activity.ServiceUrl = serviceUrl;
        activity.Locale = LocaleOf(activity.Locale) ?? conversation.Locale;
        activity.CallerId = null;
        activity.DeliveryMode = null;
        activity.MembersAdded = activity.MembersRemoved = null;
        conversation.User ??= user;
        conversation.Locale ??= activity.Locale;
        return null;
    }

    public ChannelAccount Bot() => new() { Id = options.Value.BotId, Name = options.Value.BotName, Role = "bot" };

    /// <summary>The client's own id for a message, if it gave a usable one.</summary>
    public static string? ClientActivityId(Activity activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var id)
        && id.ValueKind is JsonValueKind.String
        && id.GetString() is { Length: > 0 and <= MaxIdLength } text
            ? $"{activity.From?.Id}\n{text}"
            : null;

    /// <summary>A name as people may see it; null if there is none worth showing.</summary>
    public static string? NameOf(string? name)
    {
        if (name is null) return null;
        var clean = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        if (clean.Length <= MaxNameLength) return clean.Length is 0 ? null : clean;
        // Between characters: half of one would be shown as none.
        return clean[..(char.IsHighSurrogate(clean[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)];
    }

    /// <summary>A language tag, or null if it is none.</summary>
    public static string? LocaleOf(string? locale) =>
        locale is { Length: >= 2 and <= 35 } && locale.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? locale : null;

    /// <summary>An id that a client may have: short and without control characters.</summary>
    public static bool IsId(string? id) => id is { Length: > 0 and <= MaxIdLength } && !id.Any(char.IsControl) && id.Trim().Length == id.Length;

    // Ids that begin with dl_ are given out by us, so a client cannot take one without the token that says so.
    private static string? UserOf(Activity activity, Caller caller) =>
        caller.Token?.User
        ?? (IsId(activity.From?.Id) && (caller.HasSecret || !activity.From!.Id!.StartsWith("dl_", StringComparison.Ordinal)) ? activity.From!.Id : null);
}
