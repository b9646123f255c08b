using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Adapters.Slack.Views;

namespace PmBot.Adapters.Slack;

/// <summary>Buttons, shortcuts and forms: from a payload to an item of the inbox, or to nothing where it is not ours.</summary>
internal static class InteractionTranslator
{
    /// <summary>The callback id of the shortcut on a message.</summary>
    public const string TaskFromMessage = "task_from_message";

    /// <summary>The callback id of the shortcut without one.</summary>
    public const string NewTask = "new_task";

    /// <summary>The command of the message extension that both shortcuts are.</summary>
    public const string CreateTaskCommand = "createTask";

    private static readonly TimeSpan ResponseLife = TimeSpan.FromMinutes(30);

    /// <summary>The item of a payload, or null.</summary>
    public static InboxItem? Translate(JsonElement payload, string? bot, DateTimeOffset now)
    {
        if (Team(payload) is not { } team || Id(payload, "user") is not { } user) return null;
        var enterprise = Id(payload, "enterprise");
        var id = LenientJson.Text(payload, "trigger_id") is { Length: > 0 } trigger ? trigger : Guid.CreateVersion7(now).ToString("N");
        return LenientJson.Text(payload, "type") switch
        {
            "block_actions" => Pressed(payload, Opened(payload) ?? Place(payload, team, enterprise, user, now), user, bot, id, now),
            "message_action" when LenientJson.Text(payload, "callback_id") is TaskFromMessage => FromMessage(payload, Place(payload, team, enterprise, user, now), user, bot, id, now),
            "shortcut" when LenientJson.Text(payload, "callback_id") is NewTask => New(new SlackPlace(team, user) { Enterprise = enterprise }, user, bot, id, now),
            "view_submission" => Submitted(payload, user, bot, id, now),
            _ => null,
        };
    }

    public static string? Team(JsonElement payload) => Id(payload, "team") ?? (payload.TryGetProperty("user", out var user) && LenientJson.Text(user, "team_id") is { Length: > 0 } theirs ? theirs : null);

    public static string? Id(JsonElement payload, string name) => payload.TryGetProperty(name, out var named) && LenientJson.Text(named, "id") is { Length: > 0 } id ? id : null;

    /// <summary>Names a press of a button that says words: where it stands, which it is, and whose press it was. Null for anything else: what acts on its card can tell by itself that it was done.</summary>
    public static string? Click(JsonElement payload)
    {
        if (LenientJson.Text(payload, "type") is not "block_actions" || !payload.TryGetProperty("container", out var at)) return null;
        var value = LenientJson.Text(LenientJson.List(payload, "actions").FirstOrDefault(), "value");
        return SlackButton.Read(value) is not { Kind: SlackButtonKind.Say } ? null : $"{Team(payload)}:{LenientJson.Text(at, "channel_id")}:{LenientJson.Text(at, "message_ts") ?? LenientJson.Text(at, "view_id")}:{Id(payload, "user")}:{value}";
    }

    /// <summary>Where a payload came from: a message in its thread, an answer that one person sees, or no channel at all.</summary>
    public static SlackPlace Place(JsonElement payload, string team, string? enterprise, string user, DateTimeOffset now)
    {
        var container = payload.TryGetProperty("container", out var given) ? given : default;
        var message = payload.TryGetProperty("message", out var own) ? own : default;
        var channel = Id(payload, "channel") ?? LenientJson.Text(container, "channel_id");
        if (channel is not { Length: > 0 }) return new SlackPlace(team, user) { Enterprise = enterprise };

        var isEphemeral = LenientJson.Flag(container, "is_ephemeral");
        var ts = LenientJson.Text(container, "message_ts") ?? LenientJson.Text(message, "ts") ?? LenientJson.Text(payload, "message_ts");
        var thread = LenientJson.Text(container, "thread_ts") is { Length: > 0 } root ? root : LenientJson.Text(message, "thread_ts") is { Length: > 0 } theirs ? theirs : null;
        return new SlackPlace(team, channel)
        {
            Enterprise = enterprise,
            Thread = thread ?? (isEphemeral || channel.StartsWith('D') ? null : ts),
            OnlyFor = isEphemeral ? user : null,
            ResponseUrl = LenientJson.Text(payload, "response_url") is { Length: > 0 } url ? url : null,
            ResponseUntil = now + ResponseLife,
        };
    }

    /// <summary>Where the form was opened that something was pressed in: what it says is said there. Null outside of forms.</summary>
    private static SlackPlace? Opened(JsonElement payload) =>
        payload.TryGetProperty("view", out var view) && LenientJson.Text(view, "callback_id") is ViewRenderer.CallbackId ? SlackForm.Read(LenientJson.Text(view, "private_metadata"))?.Place : null;

    /// <summary>Whether others read along where it came from.</summary>
    public static bool IsShared(SlackPlace place) => place.Channel.Length > 0 && place.Channel[0] is 'C' or 'G';

    private static InboxItem? Pressed(JsonElement payload, SlackPlace place, string user, string? bot, string id, DateTimeOffset now)
    {
        var action = LenientJson.List(payload, "actions").FirstOrDefault();
        if (action.ValueKind is not JsonValueKind.Object || SlackButton.Read(LenientJson.Text(action, "value")) is not { } button) return null;
        var container = payload.TryGetProperty("container", out var given) ? given : default;
        var message = payload.TryGetProperty("message", out var own) ? own : default;
        var view = payload.TryGetProperty("view", out var used) ? used : default;
        var block = LenientJson.Text(action, "block_id");
        var isOnce = block?.StartsWith(BlockList.OnceMark, StringComparison.Ordinal) == true && place.OnlyFor is null;
        var work = new SlackWork
        {
            Kind = button.Kind switch { SlackButtonKind.Say => SlackWorkKind.Message, SlackButtonKind.Form => SlackWorkKind.OpenForm, _ => SlackWorkKind.Action },
            Trigger = LenientJson.Text(payload, "trigger_id"),
            View = LenientJson.Text(view, "id"),
            Message = LenientJson.Text(container, "message_ts") ?? LenientJson.Text(message, "ts"),
            MessageText = isOnce ? LenientJson.Text(message, "text") : null,
            MessageBlocks = isOnce && message.TryGetProperty("blocks", out var blocks) && blocks.ValueKind is JsonValueKind.Array ? blocks.Clone() : null,
            Title = action.TryGetProperty("text", out var label) ? LenientJson.Text(label, "text") : null,
            Block = block,
            Form = LenientJson.Text(view, "private_metadata") is { Length: > 0 } metadata ? metadata : null,
            At = now,
        };
        var state = view.ValueKind is JsonValueKind.Object ? view : payload;
        var activity = Activity(button, state.TryGetProperty("state", out var entered) ? entered : default, id, bot, now);
        return SlackArrival.Item($"a:{(button.Kind is SlackButtonKind.Form ? null : Once(button, isOnce ? block : null, place, work.Message, user)) ?? id}", activity, new SlackSource(place, user, bot, IsShared(place), Name(payload)), work);
    }

    /// <summary>A question is answered once, however often its buttons are pressed before they go; null for a button that may be pressed again.</summary>
    private static string? Once(SlackButton button, string? block, SlackPlace place, string? message, string user)
    {
        var question = button.Data is JsonObject data && data["confirmation"] is JsonValue value && value.TryGetValue<string>(out var id) ? id : block;
        return question is null || message is null ? null : $"{place.Team}:{place.Channel}:{message}:{question}:{user}";
    }

    private static Activity Activity(SlackButton button, JsonElement entered, string id, string? bot, DateTimeOffset now)
    {
        if (button.Kind is SlackButtonKind.Say)
        {
            var entities = new List<Entity> { new() { Type = "mention", Mentioned = new ChannelAccount { Id = bot ?? "pmbot" } } };
            return new Activity { Type = ActivityTypes.Message, Id = id, Text = button.Say, TextFormat = "plain", Timestamp = now, Entities = entities };
        }

        var data = button.Data?.DeepClone() as JsonObject ?? [];
        FormValues.AddTo(entered, data);
        return button.Kind is SlackButtonKind.Form
            ? SlackArrival.Invoke("task/fetch", id, new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } })
            : SlackArrival.Invoke("adaptiveCard/action", id, new JsonObject
            {
                ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = button.Verb, ["data"] = data },
                ["trigger"] = "manual",
            });
    }

    private static InboxItem? FromMessage(JsonElement payload, SlackPlace place, string user, string? bot, string id, DateTimeOffset now)
    {
        if (!payload.TryGetProperty("message", out var message) || message.ValueKind is not JsonValueKind.Object) return null;
        var text = SlackText.Read(LenientJson.Text(message, "text") ?? "", []);
        var about = new JsonObject
        {
            ["id"] = LenientJson.Text(message, "ts"),
            ["messageType"] = "message",
            ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = TextObjects.Cut(text, 2_000) },
        };
        if (LenientJson.Text(message, "user") is { Length: > 0 } author) about["from"] = new JsonObject { ["user"] = new JsonObject { ["id"] = author } };
        var activity = SlackArrival.Invoke("composeExtension/fetchTask", id, new JsonObject
        {
            ["commandId"] = CreateTaskCommand,
            ["commandContext"] = "message",
            ["messagePayload"] = about,
        });
        var work = new SlackWork { Kind = SlackWorkKind.OpenForm, Trigger = LenientJson.Text(payload, "trigger_id"), Message = LenientJson.Text(message, "ts"), At = now };
        return SlackArrival.Item($"s:{id}", activity, new SlackSource(place, user, bot, IsShared(place), Name(payload)), work) with { Lane = $"form:{id}" };
    }

    private static InboxItem New(SlackPlace place, string user, string? bot, string id, DateTimeOffset now)
    {
        var activity = SlackArrival.Invoke("composeExtension/fetchTask", id, new JsonObject { ["commandId"] = CreateTaskCommand, ["commandContext"] = "compose" });
        return SlackArrival.Item($"s:{id}", activity, new SlackSource(place, user, bot, IsShared: false), new SlackWork { Kind = SlackWorkKind.OpenForm, Trigger = id, At = now }) with { Lane = $"form:{id}" };
    }

    private static InboxItem? Submitted(JsonElement payload, string user, string? bot, string id, DateTimeOffset now)
    {
        if (!payload.TryGetProperty("view", out var view) || LenientJson.Text(view, "callback_id") is not ViewRenderer.CallbackId || SlackForm.Read(LenientJson.Text(view, "private_metadata")) is not { } form) return null;
        var data = form.Data?.DeepClone() as JsonObject ?? [];
        FormValues.AddTo(view.TryGetProperty("state", out var state) ? state : default, data);
        var value = new JsonObject { ["data"] = data };
        if (form.Command is not null)
        {
            value["commandId"] = form.Command;
            value["commandContext"] = form.Message is null ? "compose" : "message";
            if (form.Message is not null) value["messagePayload"] = form.Message.DeepClone();
        }

        var work = new SlackWork { Kind = SlackWorkKind.SubmitForm, View = LenientJson.Text(view, "id"), Form = LenientJson.Text(view, "private_metadata"), At = now };
        // The workspace of a form is the one that it was opened in, which Slack gives back as we wrote it.
        var invoke = SlackArrival.Invoke(form.Name, id, value);
        invoke.ReplyToId = form.Card;
        return SlackArrival.Item($"v:{id}", invoke, new SlackSource(form.Place, user, bot, IsShared(form.Place)), work) with { Lane = $"form:{LenientJson.Text(view, "id")}" };
    }

    private static string? Name(JsonElement payload) =>
        payload.TryGetProperty("channel", out var channel) && LenientJson.Text(channel, "name") is { Length: > 0 } name && name is not ("directmessage" or "privategroup") ? name : null;
}
