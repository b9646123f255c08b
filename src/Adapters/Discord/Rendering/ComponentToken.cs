using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Discord.Rendering;

/// <summary>What pressing a component does.</summary>
internal enum ComponentKind
{
    /// <summary>Its data is sent as a message (<c>Action.Submit</c>).</summary>
    Submit,
    /// <summary>Its data is sent as an invoke <c>adaptiveCard/action</c> (<c>Action.Execute</c>).</summary>
    Execute,
    /// <summary>A form is asked for (<c>task/fetch</c>).</summary>
    Fetch,
    /// <summary>A form that is known already is opened, or was filled in.</summary>
    Form,
}

/// <summary>The <c>custom_id</c> of a component: a letter for the kind, a number that makes it unique in its message, and the data, or the name under which it is kept.</summary>
internal static class ComponentToken
{
    private const string Kinds = "sefo";

    /// <summary>Writes one.</summary>
    /// <param name="kind">What pressing it does.</param>
    /// <param name="index">Its place in the message.</param>
    /// <param name="data">Its data, any JSON.</param>
    /// <param name="kept">Takes what is too long for the id.</param>
    public static string Write(ComponentKind kind, int index, JsonNode? data, ICollection<KeptData> kept)
    {
        var json = data?.ToJsonString(DiscordText.Json) ?? "null";
        var letter = Kinds[(int)kind];
        var inline = string.Create(CultureInfo.InvariantCulture, $"{letter}{index}:{json}");
        if (inline.Length <= DiscordLimits.CustomId) return inline;
        var data2 = KeptData.Of(json);
        kept.Add(data2);
        return string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(letter)}{index}:{data2.Id}");
    }

    /// <summary>Reads one; null when it is none of ours, or its data is gone.</summary>
    public static async ValueTask<(ComponentKind Kind, JsonElement Data)?> ReadAsync(string? token, IComponentData store, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 1 } || Kinds.IndexOf(char.ToLowerInvariant(token[0]), StringComparison.Ordinal) is not (>= 0 and var kind) || token.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return null;
        var json = char.IsAsciiLetterUpper(token[0]) ? await store.FindAsync(token[(colon + 1)..], cancellationToken) : token[(colon + 1)..];
        if (json is null) return null;
        try
        {
            return ((ComponentKind)kind, JsonElement.Parse(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
