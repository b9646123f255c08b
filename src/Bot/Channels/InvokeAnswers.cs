using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Rendering;

namespace PmBot.Bot.Channels;

/// <summary>The bodies that answer invokes, in the form that Teams asks for; Slack and Discord translate them.</summary>
/// <remarks>learn.microsoft.com/microsoftteams/platform: task-modules-bots, messaging extensions' respond-to-search and respond-to-task-module-submit, dynamic-search.</remarks>
internal static class InvokeAnswers
{
    /// <summary>A dialog closes without a word.</summary>
    public static InvokeResponse Close { get; } = new(200, null);

    /// <summary>A dialog opens, or shows something else now.</summary>
    public static InvokeResponse Form(string title, JsonObject card) => Body(new JsonObject
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject { ["title"] = title, ["height"] = "medium", ["width"] = "medium", ["card"] = Attached(card) },
        },
    });

    /// <summary>The same form with a sentence at a field, for channels that show it there.</summary>
    public static InvokeResponse WithError(InvokeResponse form, string field, string text)
    {
        var body = JsonNode.Parse(form.Body!.Value.GetRawText())!.AsObject();
        body["task"]!["value"]!["errors"] = new JsonObject { [field] = text };
        return Body(body);
    }

    /// <summary>Tasks that were found, of which the person picks one.</summary>
    public static InvokeResponse Results(IEnumerable<FoundCard> found) => Body(new JsonObject
    {
        ["composeExtension"] = new JsonObject
        {
            ["type"] = "result",
            ["attachmentLayout"] = "list",
            ["attachments"] = new JsonArray([.. found.Select(f =>
            {
                var attachment = Attached(f.Card);
                attachment["preview"] = new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.thumbnail",
                    ["content"] = new JsonObject { ["title"] = f.Title, ["text"] = f.Details },
                };
                return (JsonNode)attachment;
            })]),
        },
    });

    /// <summary>What can be chosen while somebody types.</summary>
    public static InvokeResponse Choices(IEnumerable<FoundChoice> found) => Body(new JsonObject
    {
        ["statusCode"] = 200,
        ["type"] = "application/vnd.microsoft.search.searchResponse",
        ["value"] = new JsonObject { ["results"] = new JsonArray([.. found.Select(f => (JsonNode)new JsonObject { ["title"] = f.Title, ["value"] = f.Value })]) },
    });

    /// <summary>Words, in the form that the invoke can show.</summary>
    /// <param name="name">The invoke's name.</param>
    /// <param name="text">What to say.</param>
    public static InvokeResponse Text(string? name, string text) => name switch
    {
        InvokeNames.TaskFetch or InvokeNames.TaskSubmit or InvokeNames.ExtensionFetchTask or InvokeNames.ExtensionSubmit =>
            Body(new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = text } }),
        InvokeNames.ExtensionQuery or InvokeNames.ExtensionLink => Body(new JsonObject { ["composeExtension"] = new JsonObject { ["type"] = "message", ["text"] = text } }),
        InvokeNames.Search => Choices([]),
        _ => CardAnswers.Error(400, "BadRequest", text),
    };

    private static JsonObject Attached(JsonObject card) => new() { ["contentType"] = Attachment.AdaptiveCard, ["content"] = card };

    private static InvokeResponse Body(JsonObject body) => new(200, JsonSerializer.SerializeToElement(body, ActivityJson.Default.JsonObject));
}

/// <summary>Something found, as a card.</summary>
/// <param name="Title">What stands in the list.</param>
/// <param name="Details">What stands below it.</param>
/// <param name="Card">What is posted when it is picked.</param>
internal sealed record FoundCard(string Title, string Details, JsonObject Card);

/// <summary>Something found, as a choice.</summary>
/// <param name="Title">What stands in the list.</param>
/// <param name="Value">What is sent back.</param>
internal sealed record FoundChoice(string Title, string Value);

/// <summary>The invokes that are answered, by their Bot Framework names; every channel uses these.</summary>
internal static class InvokeNames
{
    /// <summary>A form is to be shown: <c>value.data.form</c> says which.</summary>
    public const string TaskFetch = "task/fetch";

    /// <summary>A form comes back: its inputs and its data are in <c>value.data</c>.</summary>
    public const string TaskSubmit = "task/submit";

    /// <summary>Tasks are searched while a message is written.</summary>
    public const string ExtensionQuery = "composeExtension/query";

    /// <summary>The form for a new task is to be shown, also from a message.</summary>
    public const string ExtensionFetchTask = "composeExtension/fetchTask";

    /// <summary>That form comes back.</summary>
    public const string ExtensionSubmit = "composeExtension/submitAction";

    /// <summary>The link to a task was written.</summary>
    public const string ExtensionLink = "composeExtension/queryLink";

    /// <summary>Tasks, people or projects are looked up while somebody types: <c>value.dataset</c> says which.</summary>
    public const string Search = "application/search";

    /// <summary>A file was offered, which nobody asked for.</summary>
    public const string FileConsent = "fileConsent/invoke";
}
