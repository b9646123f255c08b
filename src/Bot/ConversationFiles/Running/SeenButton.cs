using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Nlu.Text;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Something that can be pressed.</summary>
/// <param name="Title">What stands on it.</param>
internal abstract record SeenButton(string Title)
{
    /// <summary>The button of a message or a hero card; null when pressing it tells the bot nothing (a link).</summary>
    public static SeenButton? From(CardAction action)
    {
        var title = action.Title is { Length: > 0 } shown ? shown : Words(action.Value) ?? "";
        return action.Type switch
        {
            "imBack" or "postBack" => Words(action.Value) is { } words ? new SayButton(title, words) : action.Value is { } data ? new SubmitButton(title, data) : null,
            "messageBack" => action.Value is { ValueKind: JsonValueKind.Object } data ? new SubmitButton(title, data) : new SayButton(title, action.Text ?? title),
            _ => null,
        };
    }

    /// <summary>Whether a person would call it by this text: case, accents, and signs around it aside.</summary>
    public bool IsCalled(string text) => string.Equals(Bare(Title), Bare(text), StringComparison.Ordinal);

    /// <summary><c>[Sí]</c>.</summary>
    public sealed override string ToString() => $"[{Quoted.OneLine(Title)}]";

    private static string? Words(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string Bare(string title)
    {
        var folded = Fold.Text(title).AsSpan();
        while (folded.Length > 0 && !char.IsLetterOrDigit(folded[0]))
        {
            folded = folded[1..];
        }

        while (folded.Length > 0 && !char.IsLetterOrDigit(folded[^1]))
        {
            folded = folded[..^1];
        }

        return folded.Length == 0 ? title.Trim() : folded.ToString();
    }
}

/// <summary>Says words for the person.</summary>
internal sealed record SayButton(string Title, string Words) : SeenButton(Title);

/// <summary>Sends a message with data, as a card's Submit.</summary>
internal sealed record SubmitButton(string Title, JsonElement Data) : SeenButton(Title);

/// <summary>Invokes <c>adaptiveCard/action</c>, as a card's Execute.</summary>
internal sealed record ExecuteButton(string Title, string? Id, string? Verb, JsonElement? Data) : SeenButton(Title);
