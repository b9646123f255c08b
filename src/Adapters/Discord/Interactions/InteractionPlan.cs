using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Discord.Interactions;

/// <summary>What is done about an interaction.</summary>
/// <param name="Callback">The first answer, where it is known at once.</param>
/// <param name="Stored">What is worked on afterwards; null for nothing.</param>
/// <param name="Asked">What the bot is asked for the first answer, which must be there within three seconds.</param>
internal sealed record InteractionPlan(JsonObject? Callback, Activity? Stored, DirectQuestion? Asked)
{
    /// <summary>The answers are for the person alone.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The message whose component was pressed, where answering does not replace it.</summary>
    public string? Message { get; init; }
}

/// <summary>A question whose answer is the first answer to an interaction.</summary>
/// <param name="Activity">The invoke.</param>
/// <param name="IsSearch">Its answer is a list of choices; else a form.</param>
/// <param name="Invoke">As what the form is sent.</param>
/// <param name="Extra">What is sent along with the form.</param>
internal sealed record DirectQuestion(Activity Activity, bool IsSearch, string Invoke = "", JsonObject? Extra = null);

/// <summary>The first answers to interactions.</summary>
internal static class Callbacks
{
    /// <summary>"Thinking", until the answer replaces it.</summary>
    public static JsonObject Defer(bool isPrivate) =>
        isPrivate ? new() { ["type"] = 5, ["data"] = new JsonObject { ["flags"] = DiscordLimits.Ephemeral } } : new() { ["type"] = 5 };

    /// <summary>A component was pressed, and its message stays as it is for now.</summary>
    public static JsonObject DeferUpdate() => new() { ["type"] = 6 };

    /// <summary>A text for the person alone.</summary>
    public static JsonObject Whisper(string text) => new()
    {
        ["type"] = 4,
        ["data"] = new JsonObject
        {
            ["content"] = DiscordText.Cut(DiscordText.Escape(text), DiscordLimits.Content),
            ["flags"] = DiscordLimits.Ephemeral,
            ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
        },
    };

    /// <summary>A form.</summary>
    public static JsonObject Modal(JsonObject modal) => new() { ["type"] = 9, ["data"] = modal };

    /// <summary>Choices while something is typed.</summary>
    public static JsonObject Choices(IEnumerable<(string Name, string Value)> choices) => new()
    {
        ["type"] = 8,
        ["data"] = new JsonObject
        {
            ["choices"] = new JsonArray([.. choices
                .Where(c => c.Value.Length is > 0 and <= DiscordLimits.Choice)
                .Take(DiscordLimits.Choices)
                .Select(c => (JsonNode)new JsonObject { ["name"] = DiscordText.Cut(c.Name.Trim() is { Length: > 0 } name ? name : c.Value, DiscordLimits.Choice), ["value"] = c.Value })]),
        },
    };
}
