using System.Text.Json;
using System.Text.RegularExpressions;
using PmBot.Adapters.Activities;

namespace PmBot.Bot.Dialogs;

/// <summary>What an incoming activity says, whatever its form.</summary>
internal static partial class Incoming
{
    /// <summary>What is said by calling the bot and saying nothing: a greeting in no language.</summary>
    private const string Wave = "👋";

    private const string CardActionName = "adaptiveCard/action";

    /// <summary>The words of a message: its text without the mention of the bot, or what a card's Submit button says; null where there are none.</summary>
    public static string? Text(Activity activity)
    {
        if (activity.Value is { ValueKind: JsonValueKind.Object } value && String(value, "say") is { } said && string.IsNullOrWhiteSpace(activity.Text))
        {
            return said;
        }

        var text = activity.Text ?? "";
        var isCalled = false;
        foreach (var mention in activity.Entities ?? [])
        {
            if (mention is { Type: "mention", Mentioned.Id: { } id } && id == activity.Recipient?.Id)
            {
                // An adapter that has taken it out of the text leaves the mention without its piece.
                if (mention.Text is { Length: > 0 } piece) text = text.Replace(piece, " ", StringComparison.Ordinal);
                isCalled = true;
            }
        }

        var called = OwnName().Match(text.Trim());
        var rest = text.Trim()[called.Length..].Trim();
        if (rest.Length > 0)
        {
            return rest;
        }

        // "Hola @PmBot" is a greeting, not nothing; to be called without another word is one as well.
        return called.Groups["greeting"] is { Success: true, Value: var greeting } ? greeting
            : (isCalled || called.Length > 0) && !HasFiles(activity) ? Wave : null;
    }

    /// <summary>Whether something came with the words; Teams sends these once more as HTML.</summary>
    private static bool HasFiles(Activity activity) => (activity.Attachments ?? []).Any(a => a.ContentType != "text/html");

    /// <summary>The question that a card's Submit button answers; null for any other message.</summary>
    public static string? Confirmation(Activity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value && String(value, "say") is not null ? String(value, "confirmation") : null;

    /// <summary>The text with those whom it mentions by their accounts called by their usernames: of two people of the same name the one who was meant.</summary>
    /// <param name="text">What <see cref="Text"/> gave.</param>
    /// <param name="activity">The message.</param>
    /// <param name="usernameOf">The username behind an account, or null.</param>
    public static string Named(string text, Activity activity, Func<ChannelAccount, string?> usernameOf)
    {
        var at = 0;
        foreach (var mention in activity.Entities ?? [])
        {
            if (mention is not { Type: "mention", Text.Length: > 0, Mentioned: { Id: { } id } account } || id == activity.Recipient?.Id) continue;
            var found = text.IndexOf(mention.Text, Math.Min(at, text.Length), StringComparison.Ordinal);
            if (found < 0) continue;
            var name = usernameOf(account) is { } username ? "@" + username : mention.Text;
            text = string.Concat(text.AsSpan(0, found), name, text.AsSpan(found + mention.Text.Length));
            at = found + name.Length;
        }

        return text;
    }

    /// <summary>Whether a text begins with the bot's name.</summary>
    public static bool CallsByName(string? text) => text is not null && OwnName().IsMatch(text.Trim());

    /// <summary>"@PmBot mis tareas": the bot called by its name where the channel marks no mention.</summary>
    [GeneratedRegex(@"^((?<greeting>hola|hi|hey|oye)\s+)?(<at>\s*pmbot\s*</at>|@pmbot\b|pmbot\s*[,:])\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex OwnName();

    /// <summary>The form in which a request that waits for a yes was said differently; null for another invoke.</summary>
    public static CardPress? Rewritten(Activity activity) =>
        activity is { Name: "task/submit", Value: { ValueKind: JsonValueKind.Object } value } && value.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
        && String(data, "confirmation") is { } question && String(data, "words")?.Trim() is { Length: > 0 } words
            ? new CardPress(words, question)
            : null;

    /// <summary>The press of a card's Execute button; null for another invoke.</summary>
    public static CardPress? CardAction(Activity activity)
    {
        if (activity.Name != CardActionName)
        {
            return null;
        }

        return activity.Value is { ValueKind: JsonValueKind.Object } value
            && value.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object
            && action.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                ? new CardPress(String(data, "say"), String(data, "confirmation"))
                {
                    Task = data.TryGetProperty("task", out var task) && task.ValueKind == JsonValueKind.Number && task.TryGetInt32(out var number) ? number : null,
                    IsRefresh = String(action, "verb") == Rendering.AdaptiveCards.RefreshVerb,
                    Share = String(action, "verb") == Rendering.AdaptiveCards.ShareVerb ? String(data, "share") : null,
                }
                : new CardPress(null, null);
    }

    private static string? String(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}

/// <summary>A pressed card button.</summary>
/// <param name="Say">What it says for the person; null when the card is not ours.</param>
/// <param name="Confirmation">The question that it answers, if it is one.</param>
internal sealed record CardPress(string? Say, string? Confirmation)
{
    /// <summary>The task that the card shows, if it says so.</summary>
    public int? Task { get; init; }

    /// <summary>Nobody pressed anything: the client wants the card as it is now.</summary>
    public bool IsRefresh { get; init; }

    /// <summary>The private answer that everybody is to see; null for any other button.</summary>
    public string? Share { get; init; }
}
