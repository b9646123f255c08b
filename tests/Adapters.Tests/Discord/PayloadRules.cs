using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Tests.Discord.StandIns;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>What Discord takes, by limits of our own, and by its published description where that is on this machine.</summary>
internal static class PayloadRules
{
    private static readonly Lazy<JsonSchema?> Published = new(() => JsonSchema.Folder is null ? null : JsonSchema.Read("discord_openapi.json"));

    /// <summary>What is wrong with a message.</summary>
    public static IReadOnlyList<string> OfMessage(JsonObject message, string schema = "MessageCreateRequest")
    {
        List<string> faults = [];
        var content = message["content"]?.GetValue<string>() ?? "";
        if (content.Length > 2000) faults.Add($"content of {content.Length}");
        var embeds = message["embeds"]?.AsArray() ?? [];
        if (content.Trim().Length == 0 && embeds.Count == 0) faults.Add("nothing to show");
        if (embeds.Count > 10) faults.Add($"{embeds.Count} embeds");
        var total = 0;
        foreach (var embed in embeds)
        {
            total += Text(embed, "title", 256, faults) + Text(embed, "description", 4096, faults);
            if ((embed!["description"]?.GetValue<string>() ?? embed["title"]?.GetValue<string>() ?? "x").Trim().Length == 0) faults.Add("an empty embed");
        }

        if (total > 6000) faults.Add($"{total} characters in embeds");
        Rows(message["components"]?.AsArray() ?? [], faults);
        faults.AddRange(Schema(message, schema));
        return faults;
    }

    /// <summary>What is wrong with a first answer to an interaction.</summary>
    public static IReadOnlyList<string> OfCallback(JsonNode callback)
    {
        List<string> faults = [];
        var type = callback["type"]!.GetValue<int>();
        var data = callback["data"];
        switch (type)
        {
            case 4:
                faults.AddRange(OfMessage(data!.AsObject(), "IncomingWebhookInteractionRequest"));
                break;
            case 8:
                var choices = data!["choices"]!.AsArray();
                if (choices.Count > 25) faults.Add($"{choices.Count} choices");
                foreach (var choice in choices)
                {
                    if (Text(choice, "name", 100, faults) == 0 || Text(choice, "value", 100, faults) == 0) faults.Add("an empty choice");
                }

                break;
            case 9:
                Modal(data!, faults);
                break;
        }

        var schema = type switch { 4 or 5 => "CreateMessageInteractionCallbackRequest", 6 or 7 => "UpdateMessageInteractionCallbackRequest", 8 => "ApplicationCommandAutocompleteCallbackRequest", _ => "ModalInteractionCallbackRequest" };
        faults.AddRange(Schema(callback, schema));
        return faults;
    }

    /// <summary>What the published description says against it; nothing where it is not on this machine.</summary>
    public static IReadOnlyList<string> Schema(JsonNode payload, string schema) => Published.Value?.Check(JsonElement.Parse(payload.ToJsonString()), $"#/components/schemas/{schema}") ?? [];

    private static void Rows(JsonArray rows, List<string> faults)
    {
        if (rows.Count > 5) faults.Add($"{rows.Count} rows");
        var ids = new List<string>();
        foreach (var row in rows)
        {
            var parts = row!["components"]!.AsArray();
            var lists = parts.Count(p => p!["type"]!.GetValue<int>() == 3);
            if (lists > 1 || (lists == 1 && parts.Count > 1) || parts.Count is 0 or > 5) faults.Add($"a row of {parts.Count}");
            foreach (var part in parts)
            {
                if (part!["custom_id"]?.GetValue<string>() is { } id) ids.Add(id);
                else if (part["url"] is null) faults.Add("a component without an id");
                Text(part, "custom_id", 100, faults);
                if (part["type"]!.GetValue<int>() == 2 && Text(part, "label", 80, faults) == 0) faults.Add("a button that says nothing");
                Text(part, "url", 512, faults);
                Text(part, "placeholder", 150, faults);
                var options = part["options"]?.AsArray() ?? [];
                if (part["type"]!.GetValue<int>() == 3 && options.Count is 0 or > 25) faults.Add($"{options.Count} options");
                foreach (var option in options)
                {
                    if (Text(option, "label", 100, faults) == 0 || Text(option, "value", 100, faults) == 0) faults.Add("an empty option");
                }

                if (options.Select(o => o!["value"]!.GetValue<string>()).Distinct().Count() != options.Count) faults.Add("two options alike");
            }
        }

        if (ids.Distinct().Count() != ids.Count) faults.Add("two components with one id");
    }

    private static void Modal(JsonNode modal, List<string> faults)
    {
        if (Text(modal, "title", 45, faults) == 0) faults.Add("a form without a title");
        Text(modal, "custom_id", 100, faults);
        var parts = modal["components"]!.AsArray();
        if (parts.Count is 0 or > 5) faults.Add($"a form of {parts.Count}");
        foreach (var part in parts)
        {
            if (Text(part, "label", 45, faults) == 0) faults.Add("a field without a label");
            var field = part!["component"]!;
            Text(field, "custom_id", 100, faults);
            Text(field, "placeholder", 100, faults);
            if (field["value"]?.GetValue<string>().Length > field["max_length"]?.GetValue<int>()) faults.Add("a value longer than its field");
            var options = field["options"]?.AsArray() ?? [];
            if (options.Count > 25 || options.Count(o => o!["default"]?.GetValue<bool>() == true) > (field["max_values"]?.GetValue<int>() ?? 1)) faults.Add("too many options, or chosen ones");
        }
    }

    private static int Text(JsonNode? node, string name, int most, List<string> faults)
    {
        var text = node?[name]?.GetValue<string>() ?? "";
        if (text.Length > most) faults.Add($"{name} of {text.Length}");
        return text.Trim().Length;
    }
}
