using System.Text.Json;

namespace PmBot.Adapters.Activities;

/// <summary>People who write in a conversation of an organisation that is not theirs: through a shared channel, as a guest, in a federated chat or a meeting.</summary>
/// <remarks>The channel vouches for who they are, and not that they belong to the conversation's tenant: that they may write there opens nothing to them.</remarks>
public static class Outsiders
{
    /// <summary>The role of an account that an adapter knows to be one.</summary>
    public const string Role = "guest";

    /// <summary>Whether whoever sent an activity is one, as far as the channel tells.</summary>
    /// <param name="activity">What came in.</param>
    public static bool Is(Activity activity) => activity.From is { } from
        && (IsOf(from.Role) || IsOf(Field(from, "userRole")) || (Field(from, "tenantId") is { } theirs && Tenant(activity) is { Length: > 0 } tenant && !string.Equals(theirs, tenant, StringComparison.OrdinalIgnoreCase)));

    private static bool IsOf(string? role) => string.Equals(role, Role, StringComparison.OrdinalIgnoreCase) || string.Equals(role, "anonymous", StringComparison.OrdinalIgnoreCase);

    private static string? Field(ChannelAccount account, string name) =>
        account.Extra is { } extra && extra.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Tenant(Activity activity) => activity.Conversation?.TenantId is { Length: > 0 } tenant ? tenant
        : activity.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("tenant", out var named) && named.ValueKind is JsonValueKind.Object
            && named.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null;
}
