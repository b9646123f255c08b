using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Discord.Wire;

namespace PmBot.Adapters.Discord.Interactions;

/// <summary>Decides what an interaction means: something said, a button's data, a form, choices.</summary>
internal sealed class InteractionPlanner(DiscordCommands commands, IComponentData data, DiscordTexts texts)
{
    private const int Command = 2;
    private const int Component = 3;
    private const int Autocomplete = 4;
    private const int ModalSubmit = 5;
    private const int MessageCommand = 3;

    /// <summary>The plan for an interaction; every interaction gets an answer, also one that nothing is known about (D27).</summary>
    public async ValueTask<InteractionPlan> PlanAsync(DiscordInteraction interaction, ChannelAccount bot, CancellationToken cancellationToken)
    {
        var plan = interaction.Type switch
        {
            Command when interaction.Data?.Type is MessageCommand => OfMessage(interaction, bot),
            Command => OfCommand(interaction, bot),
            Component => await OfComponentAsync(interaction, bot, cancellationToken),
            Autocomplete => OfTyping(interaction, bot),
            ModalSubmit => await OfFormAsync(interaction, bot, cancellationToken),
            _ => null,
        };
        return plan ?? Said(interaction, texts.Unknown(interaction.Locale));
    }

    /// <summary>The plan where none could be made: it is to be tried again.</summary>
    public InteractionPlan Unplanned(DiscordInteraction interaction) => Said(interaction, texts.Slow(interaction.Locale));

    private static InteractionPlan Said(DiscordInteraction interaction, string text) => new(interaction.Type is Autocomplete ? Callbacks.Choices([]) : Callbacks.Whisper(text), null, null);

    private InteractionPlan? OfCommand(DiscordInteraction interaction, ChannelAccount bot)
    {
        if (CommandReader.Read(commands, interaction.Data) is not { } given) return null;
        if (given.Command.Form is { } form && given.Values.Count == 0) return Fetch(interaction, bot, form.DeepClone());
        if (given.Say(interaction.Locale) is not { } text) return null;
        var activity = Base(interaction, bot, ActivityTypes.Message);
        activity.Text = text;
        var isPrivate = given.Command.IsPrivate && interaction.GuildId is not null;
        return new(Callbacks.Defer(isPrivate), activity, null) { IsPrivate = isPrivate };
    }

    private InteractionPlan? OfMessage(DiscordInteraction interaction, ChannelAccount bot)
    {
        if (CommandReader.Read(commands, interaction.Data)?.Command.MessageCommandId is not { } id
            || interaction.Data is not { TargetId: { } target, Resolved.Messages: { } messages } || !messages.TryGetValue(target, out var message)) return null;
        var payload = MessagePayload(interaction, message);
        var activity = Base(interaction, bot, ActivityTypes.Invoke);
        activity.Name = "composeExtension/fetchTask";
        activity.Value = Element(new JsonObject { ["commandId"] = id, ["commandContext"] = "message", ["messagePayload"] = payload.DeepClone() });
        var extra = new JsonObject { ["commandId"] = id, ["commandContext"] = "message", ["messagePayload"] = payload };
        return new(null, null, new DirectQuestion(activity, IsSearch: false, "composeExtension/submitAction", extra));
    }

    private async ValueTask<InteractionPlan?> OfComponentAsync(DiscordInteraction interaction, ChannelAccount bot, CancellationToken cancellationToken)
    {
        // What was chosen from a list is a component of its own.
        var token = interaction.Data?.Values is [{ } chosen, ..] ? chosen : interaction.Data?.CustomId;
        if (await ComponentToken.ReadAsync(token, data, cancellationToken) is not var (kind, value)) return null;
        switch (kind)
        {
            case ComponentKind.Submit:
                return Pressed(interaction, Said(interaction, bot, value));
            case ComponentKind.Execute:
                return Pressed(interaction, Executed(interaction, bot, value));
            case ComponentKind.Fetch:
                return Fetch(interaction, bot, JsonNode.Parse(value.GetRawText()) ?? new JsonObject());
            case ComponentKind.Form when value.ValueKind is JsonValueKind.Object && value.TryGetProperty("card", out _):
                return new(Callbacks.Modal(CardForm.Modal(value, null, token!)), null, null);
            default:
                return null;
        }
    }

    private InteractionPlan? OfTyping(DiscordInteraction interaction, ChannelAccount bot)
    {
        if (CommandReader.Read(commands, interaction.Data)?.Focused is not { Argument.Dataset: { } dataset } focused) return null;
        var activity = Base(interaction, bot, ActivityTypes.Invoke);
        activity.Name = "application/search";
        activity.Value = Element(new JsonObject
        {
            ["kind"] = "search",
            ["queryText"] = focused.Typed,
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = DiscordLimits.Choices },
            ["dataset"] = dataset,
        });
        return new(null, null, new DirectQuestion(activity, IsSearch: true));
    }

    private async ValueTask<InteractionPlan?> OfFormAsync(DiscordInteraction interaction, ChannelAccount bot, CancellationToken cancellationToken)
    {
        if (await ComponentToken.ReadAsync(interaction.Data?.CustomId, data, cancellationToken) is not (ComponentKind.Form, { ValueKind: JsonValueKind.Object } form)) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(interaction.Data?.Components, values);
        var sent = CardForm.Data(form, values);
        var invoke = CardForm.Invoke(form);
        var activity = Base(interaction, bot, invoke.Length == 0 ? ActivityTypes.Message : ActivityTypes.Invoke);
        if (invoke.Length > 0) activity.Name = invoke;
        JsonObject value;
        switch (invoke)
        {
            case "":
                value = sent;
                break;
            case "adaptiveCard/action":
                var verb = form.TryGetProperty("action", out var action) && action.TryGetProperty("verb", out var named) ? named.GetString() : null;
                value = Execute(verb, sent);
                break;
            default:
                value = form.TryGetProperty("extra", out var extra) && extra.ValueKind is JsonValueKind.Object ? JsonNode.Parse(extra.GetRawText())!.AsObject() : new JsonObject();
                value["data"] = sent;
                break;
        }

        activity.Value = Element(value);
        // From a message's form the message stays; else there is nothing yet that could be answered.
        return interaction.Message is null ? new(Callbacks.Defer(isPrivate: false), activity, null) : Pressed(interaction, activity);
    }

    private static InteractionPlan Fetch(DiscordInteraction interaction, ChannelAccount bot, JsonNode asked)
    {
        var activity = Base(interaction, bot, ActivityTypes.Invoke);
        activity.Name = "task/fetch";
        activity.Value = Element(new JsonObject { ["data"] = asked });
        return new(null, null, new DirectQuestion(activity, IsSearch: false, "task/submit"));
    }

    private static InteractionPlan Pressed(DiscordInteraction interaction, Activity activity) => new(Callbacks.DeferUpdate(), activity, null)
    {
        IsPrivate = interaction.GuildId is not null && (interaction.Message?.Flags & DiscordLimits.Ephemeral) == DiscordLimits.Ephemeral,
        Message = interaction.Message?.Id ?? interaction.Id,
    };

    private static Activity Said(DiscordInteraction interaction, ChannelAccount bot, JsonElement value)
    {
        var activity = Base(interaction, bot, ActivityTypes.Message);
        if (value.ValueKind is JsonValueKind.String) activity.Text = value.GetString();
        else activity.Value = value;
        return activity;
    }

    private static Activity Executed(DiscordInteraction interaction, ChannelAccount bot, JsonElement value)
    {
        var (verb, sent) = value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 2 ? (value[0].GetString(), value[1]) : ("say", value);
        var activity = Base(interaction, bot, ActivityTypes.Invoke);
        activity.Name = "adaptiveCard/action";
        activity.Value = Element(Execute(verb, JsonNode.Parse(sent.GetRawText())));
        return activity;
    }

    private static JsonObject Execute(string? verb, JsonNode? sent) =>
        new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb ?? "say", ["data"] = sent }, ["trigger"] = "manual" };

    private static Activity Base(DiscordInteraction interaction, ChannelAccount bot, string type)
    {
        var channel = interaction.Channel;
        var id = channel?.Id is { Length: > 0 } given ? given : interaction.ChannelId ?? "";
        var user = interaction.Member?.User ?? interaction.User ?? new DiscordUser();
        return new Activity
        {
            Type = type,
            Id = interaction.Id,
            ChannelId = DiscordPlace.Adapter,
            Timestamp = DiscordPlace.Made(interaction.Id),
            From = DiscordTranslator.Account(user, interaction.Member?.Nick),
            Recipient = bot,
            Conversation = DiscordPlace.Conversation(id, channel is not null && ChannelBook.IsThread(channel.Type) ? channel.ParentId : null, interaction.GuildId, channel?.Name),
            Locale = interaction.Locale,
            ReplyToId = interaction.Message?.Id,
            // A command and a button are for the bot, wherever they are used.
            Entities = [new Entity { Type = "mention", Mentioned = bot }],
        };
    }

    /// <summary>The message as Teams' message extensions tell of one.</summary>
    private static JsonObject MessagePayload(DiscordInteraction interaction, DiscordMessage message) => new()
    {
        ["id"] = message.Id,
        ["createdDateTime"] = message.Timestamp?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["linkToMessage"] = $"https://discord.com/channels/{interaction.GuildId ?? "@me"}/{(message.ChannelId.Length > 0 ? message.ChannelId : interaction.ChannelId)}/{message.Id}",
        ["from"] = new JsonObject { ["user"] = new JsonObject { ["id"] = message.Author?.Id, ["displayName"] = message.Author is { } author ? DiscordTranslator.Account(author, null).Name : null } },
        ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = message.Content ?? "" },
    };

    private static void Collect(List<DiscordField>? fields, Dictionary<string, string> values)
    {
        foreach (var field in fields ?? [])
        {
            if (field.Component is { } inner) Collect([inner], values);
            if (field.Components is { } row) Collect(row, values);
            if (field.CustomId is not { } id) continue;
            if (field.Values is { } chosen) values[id] = string.Join(',', chosen);
            else if (field.Value is { } text) values[id] = text;
        }
    }

    private static JsonElement Element(JsonObject value) => JsonSerializer.SerializeToElement(value, ActivityJson.Default.JsonObject);
}
