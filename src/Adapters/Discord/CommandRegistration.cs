using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Discord.Rest;

namespace PmBot.Adapters.Discord;

/// <summary>Registers the application's commands, if they are not what Discord has already: 200 creations a day are all it takes (D12).</summary>
internal sealed class CommandRegistration(DiscordRest rest, DiscordCommands commands)
{
    private const int Attempts = 3;

    private static readonly string[] Spanish = ["es-ES", "es-419"];

    /// <summary>Registers them.</summary>
    /// <param name="application">The application's id.</param>
    /// <param name="guild">A server, where they appear at once; null for everywhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="Hosting.DeliveryException">Discord refused.</exception>
    public async Task<bool> RegisterAsync(string application, string? guild, CancellationToken cancellationToken)
    {
        var wanted = Payload(commands);
        var there = await rest.InsistAsync(DiscordCall.Commands(application, guild), Attempts, cancellationToken);
        if (there.ValueKind is JsonValueKind.Array && Same(wanted, JsonArray.Create(there)!)) return false;
        await rest.InsistAsync(DiscordCall.ReplaceCommands(application, guild, wanted), Attempts, cancellationToken);
        return true;
    }

    /// <summary>The commands as Discord takes them.</summary>
    public static JsonArray Payload(DiscordCommands commands) => new([.. commands.Commands.Select(c => (JsonNode)Command(c))]);

    /// <summary>Whether what Discord has is what is wanted; it adds ids, versions and defaults of its own.</summary>
    public static bool Same(JsonArray wanted, JsonArray there) =>
        wanted.Count == there.Count && wanted.All(w => there.Any(t => Key(t!) == Key(w!) && Covers(w!, t!)));

    private static string Key(JsonNode command) => string.Create(CultureInfo.InvariantCulture, $"{command["type"]?.GetValue<int>() ?? 1} {command["name"]}");

    /// <summary>Everything that is wanted is there; what is there and was not asked for may only be what Discord adds.</summary>
    private static bool Covers(JsonNode? wanted, JsonNode? there) => (wanted, there) switch
    {
        (JsonObject w, JsonObject t) => w.All(field => Covers(field.Value, t[field.Key]) || (IsDefault(field.Value) && t[field.Key] is null))
            && t.All(field => w.ContainsKey(field.Key) || field.Key is not ("options" or "choices" or "name_localizations" or "description_localizations" or "required" or "autocomplete") || IsDefault(field.Value)),
        (JsonArray w, JsonArray t) => w.Count == t.Count && w.Zip(t).All(pair => Covers(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(wanted, there),
    };

    private static bool IsDefault(JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject fields => fields.Count == 0,
        _ => node.GetValueKind() is JsonValueKind.False,
    };

    private static JsonObject Command(DiscordCommand command)
    {
        var isMessage = command.MessageCommandId is not null;
        var payload = new JsonObject { ["name"] = command.Name.En, ["type"] = isMessage ? 3 : 1, ["name_localizations"] = Localised(command.Name) };
        if (isMessage) return payload;
        (payload["description"], payload["description_localizations"]) = (command.Description.En, Localised(command.Description));
        var options = command.Subcommands.Count > 0 ? command.Subcommands.Select(Subcommand) : command.Arguments.Select(Argument);
        payload["options"] = new JsonArray([.. options.Select(o => (JsonNode)o)]);
        return payload;
    }

    private static JsonObject Subcommand(DiscordCommand command)
    {
        var option = Option(1, command.Name, command.Description);
        option["options"] = new JsonArray([.. command.Arguments.Select(a => (JsonNode)Argument(a))]);
        return option;
    }

    private static JsonObject Argument(DiscordArgument argument)
    {
        var option = Option(3, argument.Name, argument.Description);
        option["required"] = argument.IsRequired;
        if (argument.Choices.Count > 0)
        {
            option["choices"] = new JsonArray([.. argument.Choices.Select(c => (JsonNode)new JsonObject
            {
                ["name"] = c.Title.En, ["name_localizations"] = Localised(c.Title), ["value"] = c.Value.En,
            })]);
        }
        else if (argument.Dataset is not null)
        {
            option["autocomplete"] = true;
        }

        return option;
    }

    private static JsonObject Option(int type, Localised name, Localised description) => new()
    {
        ["type"] = type, ["name"] = name.En, ["name_localizations"] = Localised(name), ["description"] = description.En, ["description_localizations"] = Localised(description),
    };

    private static JsonObject Localised(Localised text) => new([.. Spanish.Select(locale => new KeyValuePair<string, JsonNode?>(locale, text.Es))]);
}
