using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack.Views;

/// <summary>What the bot answers to a form: another form, a sentence, cards to be posted, or mistakes beside the fields.</summary>
/// <param name="Title">What stands above the form.</param>
/// <param name="Card">The form to be shown next.</param>
/// <param name="Text">A sentence to be shown.</param>
/// <param name="Post">What is to be posted where the form was opened.</param>
/// <param name="Errors">Mistakes by the id of their input.</param>
internal sealed record FormAnswer(string? Title = null, JsonElement? Card = null, string? Text = null, Activity? Post = null, JsonObject? Errors = null)
{
    /// <summary>Reads an answer in the forms of Teams' dialogs and message extensions.</summary>
    public static FormAnswer Read(InvokeResponse? response, ISlackTexts texts, string language)
    {
        if (response is not { Status: >= 200 and < 300 }) return new(Text: texts.Say(language, "form.failed"));
        if (response.Body is not { ValueKind: JsonValueKind.Object } body) return new();
        if (body.TryGetProperty("task", out var task)) return task.ValueKind is JsonValueKind.Object ? Task(task) : new();
        if (body.TryGetProperty("composeExtension", out var extension)) return extension.ValueKind is JsonValueKind.Object ? Extension(extension) : new();
        return body.TryGetProperty("value", out var value) && body.TryGetProperty("statusCode", out var status) && status.TryGetInt32(out var code) && code >= 400
            ? new(Text: LenientJson.Text(value, "message") ?? texts.Say(language, "form.failed"))
            : new();
    }

    private static FormAnswer Task(JsonElement task)
    {
        if (!task.TryGetProperty("value", out var value)) return new();
        if (LenientJson.Text(task, "type") is "message") return new(Text: value.ValueKind is JsonValueKind.String ? value.GetString() : null);
        var errors = value.ValueKind is JsonValueKind.Object && value.TryGetProperty("errors", out var given) && given.ValueKind is JsonValueKind.Object ? Keyed(given) : null;
        return new(LenientJson.Text(value, "title"), Content(value, "card"), Errors: errors);
    }

    private static FormAnswer Extension(JsonElement extension)
    {
        if (LenientJson.Text(extension, "type") is "message") return new(Text: LenientJson.Text(extension, "text"));
        var attachments = LenientJson.List(extension, "attachments").Select(a => a.Deserialize(ActivityJson.Default.Attachment)).OfType<Attachment>().ToList();
        return attachments.Count == 0 ? new() : new(Post: new Activity { Type = ActivityTypes.Message, Attachments = [.. attachments] });
    }

    private static JsonObject? Keyed(JsonElement errors)
    {
        var keyed = new JsonObject();
        foreach (var error in errors.EnumerateObject().Where(e => e.Value.ValueKind is JsonValueKind.String)) keyed[InputBlocks.IdMark + error.Name] = TextObjects.Cut(error.Value.GetString()!, BlockLimits.Placeholder);
        return keyed.Count == 0 ? null : keyed;
    }

    private static JsonElement? Content(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var card)
            ? card.TryGetProperty("content", out var content) ? content : card
            : null;
}
