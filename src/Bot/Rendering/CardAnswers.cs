using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Rendering;

/// <summary>The bodies that answer an <c>adaptiveCard/action</c> invoke (Universal Action Model).</summary>
internal static class CardAnswers
{
    /// <summary>A text that the client shows; HTTP 200.</summary>
    public static InvokeResponse Message(string text) => Body(200, "application/vnd.microsoft.activity.message", JsonValue.Create(text));

    /// <summary>The card that the one that was pressed becomes; HTTP 200.</summary>
    public static InvokeResponse Card(JsonElement card) => Body(200, Attachment.AdaptiveCard, JsonNode.Parse(card.GetRawText())!);

    /// <summary>An error that the client shows; HTTP 200 with the status inside, as the model asks.</summary>
    public static InvokeResponse Error(int status, string code, string message) =>
        Body(status, "application/vnd.microsoft.error", new JsonObject { ["code"] = code, ["message"] = message });

    private static InvokeResponse Body(int status, string type, JsonNode value)
    {
        var body = new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value };
        return new InvokeResponse(200, JsonSerializer.SerializeToElement(body, ActivityJson.Default.JsonObject));
    }
}
