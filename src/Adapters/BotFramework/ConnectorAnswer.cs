using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PmBot.Adapters.BotFramework;

/// <summary>Reads what Connectors answer; they may answer nothing at all, or something that is not JSON.</summary>
internal static class ConnectorAnswer
{
    /// <summary>The id of the activity that was made, if the answer names one.</summary>
    public static string? Id(byte[] answer) => Read(answer, ConnectorJson.Default.ResourceAnswer)?.Id is { Length: > 0 } id ? id : null;

    /// <summary>The code of <c>{"error":{"code"}}</c>, shortened, for logs and exceptions.</summary>
    public static string? ErrorCode(byte[] answer) => Read(answer, ConnectorJson.Default.ErrorAnswer)?.Error?.Code switch
    {
        { Length: > 80 } code => code[..80],
        var code => code,
    };

    /// <summary>The answer as a <typeparamref name="T"/>, or null.</summary>
    public static T? Read<T>(byte[] answer, JsonTypeInfo<T> type)
        where T : class
    {
        if (answer.Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize(answer, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
