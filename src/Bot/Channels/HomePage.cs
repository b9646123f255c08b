using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Channels;

/// <summary>What stands on the home page besides the day: the questions that wait for the person's yes, with their buttons.</summary>
public sealed class HomePage(ConversationStates states, OpenQuestions open)
{
    // A page is read at a glance; what is beyond this comes up once these are answered.
    private const int Most = 8;

    /// <summary>What waits for the person, alone with the bot and in rooms.</summary>
    internal async Task<IReadOnlyList<WaitingQuestion>> WaitingAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (workspace, user) = (turn.Actor.Workspace, turn.Actor.User);
        List<WaitingQuestion> waiting = [];
        await AddAsync(TalkKeys.Private(workspace, user), where: null, turn, waiting, cancellationToken);
        foreach (var question in await open.OfAsync(workspace, user, cancellationToken)) await AddAsync(question.Talk, question.Where, turn, waiting, cancellationToken);
        return [.. waiting.Take(Most)];
    }

    /// <summary>The page: what waits, then the day.</summary>
    /// <param name="day">The message with the day's card; gets what waits before it.</param>
    /// <param name="waiting">What waits; nothing is shown of an empty list.</param>
    /// <param name="turn">Whose.</param>
    internal static void Add(Activity day, IReadOnlyList<WaitingQuestion> waiting, Turn turn)
    {
        if (waiting.Count == 0 || day.Attachments is not [{ Content: { } content } attachment, ..] || JsonNode.Parse(content.GetRawText()) is not JsonObject card || card["body"] is not JsonArray body) return;
        JsonArray page = [Text(turn.Text("channels.home.waiting"), size: "Medium", bold: true)];
        foreach (var question in waiting)
        {
            page.Add((JsonNode)Text(question.Asked.Text, size: null, bold: false));
            if (question.Where is { } room) page.Add((JsonNode)Text(turn.Text("channels.home.where", ("room", room)), "Small", bold: false));
            page.Add((JsonNode)new JsonObject
            {
                ["type"] = "ActionSet",
                ["actions"] = new JsonArray([.. question.Asked.Buttons.Select(b => (JsonNode)new JsonObject
                {
                    ["type"] = "Action.Execute", ["title"] = b.Title, ["verb"] = "say", ["data"] = new JsonObject { ["say"] = b.Say, ["confirmation"] = question.Asked.ConfirmationId },
                })]),
            });
        }

        foreach (var (element, i) in body.Select((e, i) => (e!.DeepClone(), i)).ToList())
        {
            if (i == 0 && element is JsonObject first) first["separator"] = true;
            page.Add(element);
        }

        card["body"] = page;
        attachment.Content = JsonSerializer.SerializeToElement(card, ActivityJson.Default.JsonObject);
    }

    private async Task AddAsync(string talk, string? where, Turn turn, List<WaitingQuestion> waiting, CancellationToken cancellationToken)
    {
        var state = (await states.LoadAsync(talk, cancellationToken)).State;
        if (state.Top?.Confirmation is { } asked && asked.ExpiresAt > turn.UtcNow && state.Processed.SelectMany(p => p.Replies).LastOrDefault(r => r.ConfirmationId == asked.Id) is { } question)
            waiting.Add(new WaitingQuestion(question, where));
    }

    private static JsonObject Text(string text, string? size, bool bold)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(text), ["wrap"] = true };
        if (size is not null) block["size"] = size;
        if (bold) block["weight"] = "Bolder";
        return block;
    }
}

/// <summary>A question that waits for a yes.</summary>
/// <param name="Asked">As it was asked.</param>
/// <param name="Where">The room in which it was asked, if it was one whose name is known.</param>
internal sealed record WaitingQuestion(Reply Asked, string? Where);
