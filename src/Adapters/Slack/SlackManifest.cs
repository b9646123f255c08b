using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack;

/// <summary>The app as Slack wants it described: pasted at api.slack.com/apps it sets everything up.</summary>
public static class SlackManifest
{
    /// <summary>What the bot may do, and why: each is used.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
    [
        "app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read", "im:history", "im:read", "im:write",
        "links:read", "links:write", "mpim:history", "mpim:read", "users:read",
    ];

    /// <summary>What the bot hears of.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        "app_home_opened", "app_mention", "app_uninstalled", "link_shared", "member_joined_channel", "message.channels", "message.groups", "message.im", "message.mpim",
        "tokens_revoked", "user_change",
    ];

    /// <summary>The manifest.</summary>
    /// <param name="publicUrl">Where the service is reached from outside, or null.</param>
    /// <param name="socketMode">Slack is reached by Socket Mode: no address is needed.</param>
    public static JsonObject Create(Uri? publicUrl, bool socketMode)
    {
        string? Address(string path) => socketMode || publicUrl is null ? null : new Uri(publicUrl, path).AbsoluteUri;
        return new JsonObject
        {
            ["_metadata"] = new JsonObject { ["major_version"] = 1, ["minor_version"] = 1 },
            ["display_information"] = new JsonObject
            {
                ["name"] = "PmBot",
                ["description"] = "Proyectos, tareas y sprints por chat · Projects, tasks and sprints by chat",
                ["background_color"] = "#1f4b99",
            },
            ["features"] = Features(publicUrl, Address("/api/slack/commands")),
            ["oauth_config"] = OAuth(publicUrl),
            ["settings"] = Settings(Address("/api/slack/events"), Address("/api/slack/interactions"), socketMode),
        };
    }

    private static JsonObject Features(Uri? publicUrl, string? commands)
    {
        var command = new JsonObject { ["command"] = "/pm", ["description"] = "Habla con PmBot · Talk to PmBot", ["usage_hint"] = "crea la tarea revisar logs para @ana", ["should_escape"] = true };
        if (commands is not null) command["url"] = commands;
        var features = new JsonObject
        {
            ["app_home"] = new JsonObject { ["home_tab_enabled"] = true, ["messages_tab_enabled"] = true, ["messages_tab_read_only_enabled"] = false },
            ["bot_user"] = new JsonObject { ["display_name"] = "PmBot", ["always_online"] = true },
            ["shortcuts"] = new JsonArray(
                Shortcut("message", "Crear tarea", InteractionTranslator.TaskFromMessage, "Create a task from this message"),
                Shortcut("global", "Nueva tarea", InteractionTranslator.NewTask, "Create a task")),
            ["slash_commands"] = new JsonArray(command),
        };
        // Slack takes names of hosts only, and none of this machine.
        if (publicUrl is { IsLoopback: false, HostNameType: UriHostNameType.Dns }) features["unfurl_domains"] = new JsonArray(publicUrl.Host);
        return features;
    }

    private static JsonObject Shortcut(string type, string name, string callback, string description) =>
        new() { ["name"] = name, ["type"] = type, ["callback_id"] = callback, ["description"] = description };

    private static JsonObject OAuth(Uri? publicUrl)
    {
        var config = new JsonObject { ["scopes"] = new JsonObject { ["bot"] = new JsonArray([.. Scopes.Select(s => JsonValue.Create(s))]) } };
        if (publicUrl is not null) config["redirect_urls"] = new JsonArray(new Uri(publicUrl, SlackInstall.Path).AbsoluteUri);
        return config;
    }

    private static JsonObject Settings(string? events, string? interactions, bool socketMode)
    {
        var subscriptions = new JsonObject { ["bot_events"] = new JsonArray([.. Events.Select(e => JsonValue.Create(e))]) };
        if (events is not null) subscriptions["request_url"] = events;
        var interactivity = new JsonObject { ["is_enabled"] = true };
        if (interactions is not null) (interactivity["request_url"], interactivity["message_menu_options_url"]) = (interactions, interactions);
        return new JsonObject
        {
            ["event_subscriptions"] = subscriptions,
            ["interactivity"] = interactivity,
            ["org_deploy_enabled"] = true,
            ["socket_mode_enabled"] = socketMode,
            ["token_rotation_enabled"] = false,
        };
    }
}
