using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>The activities that platforms send for what people do.</summary>
internal static class MessageFactory
{
    /// <summary>The activity for a message, or for a pressed button.</summary>
    public static Activity Create(MessageStep message, SeenButton? button, Seat seat, string id, DateTimeOffset now)
    {
        var activity = seat.Activity(button is ExecuteButton ? ActivityTypes.Invoke : ActivityTypes.Message, id, now, addressed: message is not SayStep { IsOverheard: true });
        switch (button)
        {
            case SayButton say:
                activity.Text = say.Words;
                break;
            case SubmitButton submit:
                activity.Value = submit.Data;
                break;
            case ExecuteButton execute:
                activity.Name = "adaptiveCard/action";
                activity.Value = JsonSerializer.SerializeToElement(Action(execute));
                break;
            default:
                activity.Text = ((SayStep)message).Text;
                break;
        }

        return activity;
    }

    /// <summary>What a person sees as the answer to a card's button; null for nothing.</summary>
    public static SeenReply? Answer(JsonElement body)
    {
        if (!body.TryGetProperty("value", out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => new SeenReply(value.GetString()!, "", []),
            JsonValueKind.Object when value.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String =>
                new SeenReply(message.GetString()!, "", []),
            JsonValueKind.Object => SeenReply.From(new Activity { Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = value }] }),
            _ => null,
        };
    }

    private static JsonObject Action(ExecuteButton execute) => new()
    {
        ["action"] = new JsonObject
        {
            ["type"] = "Action.Execute",
            ["title"] = execute.Title,
            ["id"] = execute.Id,
            ["verb"] = execute.Verb,
            ["data"] = execute.Data is { } data ? JsonNode.Parse(data.GetRawText()) : new JsonObject(),
        },
        ["trigger"] = "manual",
    };
}
