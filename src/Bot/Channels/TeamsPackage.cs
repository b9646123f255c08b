using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PmBot.Bot.Media;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Channels;

/// <summary>The app package for Teams: manifest 1.19, two icons, and the same in Spanish.</summary>
/// <remarks>Rules: learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema and apps-localization.</remarks>
internal static partial class TeamsPackage
{
    /// <summary>The version of the manifest's schema.</summary>
    public const string ManifestVersion = "1.19";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What the bot's own list of suggestions shows, in this order.
    private static readonly string[] Suggestions = ["my_tasks", "my_day", "new_task", "overdue", "help"];

    /// <summary>Whether a version is one that Teams takes.</summary>
    public static bool IsVersion(string version) => Version().IsMatch(version);

    /// <summary>The zip file.</summary>
    /// <param name="app">The bot's application id.</param>
    /// <param name="address">Where people's clients reach the service.</param>
    /// <param name="version">Of the package.</param>
    /// <param name="replies">The sentences.</param>
    public static byte[] Write(Guid app, Uri address, string version, ReplyCatalog replies)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(Manifest(app, address, version, replies), Readable));
            Add(zip, "es.json", JsonSerializer.SerializeToUtf8Bytes(Localised("es", replies), Readable));
            Add(zip, "color.png", PngWriter.Write(TeamsIcons.Colour));
            Add(zip, "outline.png", PngWriter.WriteOutline(TeamsIcons.Outline));
        }

        return file.ToArray();
    }

    /// <summary>The manifest, in English.</summary>
    public static JsonObject Manifest(Guid app, Uri address, string version, ReplyCatalog replies)
    {
        string Say(string key) => replies.Say("en", "channels.teams." + key);
        var site = address.AbsoluteUri.TrimEnd('/');
        var bot = app.ToString("D");
        return new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{ManifestVersion}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = ManifestVersion,
            ["version"] = version,
            ["id"] = bot,
            ["developer"] = new JsonObject { ["name"] = "PmBot", ["websiteUrl"] = site, ["privacyUrl"] = site, ["termsOfUseUrl"] = site },
            ["name"] = new JsonObject { ["short"] = "PmBot", ["full"] = Say("full_name") },
            ["description"] = new JsonObject { ["short"] = Say("short"), ["full"] = Say("full") },
            ["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = "en", ["additionalLanguages"] = new JsonArray(new JsonObject { ["languageTag"] = "es", ["file"] = "es.json" }),
            },
            ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
            ["accentColor"] = $"#{Palette.Light(Paint.Accent):X6}",
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = bot,
                ["scopes"] = new JsonArray("personal", "team", "groupChat"),
                ["supportsFiles"] = false,
                ["isNotificationOnly"] = false,
                ["commandLists"] = new JsonArray(new JsonObject
                {
                    ["scopes"] = new JsonArray("personal", "team", "groupChat"),
                    ["commands"] = new JsonArray([.. Suggestions.Select(s => (JsonNode)new JsonObject { ["title"] = Say($"{s}.title"), ["description"] = Say($"{s}.description") })]),
                }),
            }),
            ["composeExtensions"] = new JsonArray(new JsonObject
            {
                ["botId"] = bot,
                ["commands"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "searchTasks",
                        ["type"] = "query",
                        ["context"] = new JsonArray("compose", "commandBox"),
                        ["title"] = Say("search.title"),
                        ["description"] = Say("search.description"),
                        ["initialRun"] = true,
                        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "query", ["title"] = Say("search.what"), ["description"] = Say("search.what_description"), ["inputType"] = "text" }),
                    },
                    new JsonObject
                    {
                        ["id"] = "createTask",
                        ["type"] = "action",
                        ["context"] = new JsonArray("compose", "message", "commandBox"),
                        ["title"] = Say("create.title"),
                        ["description"] = Say("create.description"),
                        ["fetchTask"] = true,
                    }),
                ["messageHandlers"] = new JsonArray(new JsonObject { ["type"] = "link", ["value"] = new JsonObject { ["domains"] = new JsonArray(address.Host) } }),
            }),
            ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
            ["validDomains"] = new JsonArray(address.Host),
        };
    }

    /// <summary>The texts of the manifest in another language.</summary>
    public static JsonObject Localised(string language, ReplyCatalog replies)
    {
        string Say(string key) => replies.Say(language, "channels.teams." + key);
        var texts = new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{ManifestVersion}/MicrosoftTeams.Localization.schema.json",
            ["name.short"] = "PmBot",
            ["name.full"] = Say("full_name"),
            ["description.short"] = Say("short"),
            ["description.full"] = Say("full"),
        };
        for (var i = 0; i < Suggestions.Length; i++)
        {
            texts[$"bots[0].commandLists[0].commands[{i}].title"] = Say($"{Suggestions[i]}.title");
            texts[$"bots[0].commandLists[0].commands[{i}].description"] = Say($"{Suggestions[i]}.description");
        }

        texts["composeExtensions[0].commands[0].title"] = Say("search.title");
        texts["composeExtensions[0].commands[0].description"] = Say("search.description");
        texts["composeExtensions[0].commands[0].parameters[0].title"] = Say("search.what");
        texts["composeExtensions[0].commands[0].parameters[0].description"] = Say("search.what_description");
        texts["composeExtensions[0].commands[1].title"] = Say("create.title");
        texts["composeExtensions[0].commands[1].description"] = Say("create.description");
        return texts;
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(content);
    }

    [GeneratedRegex(@"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Version();
}

/// <summary>The app's icons: a speech bubble with a tick.</summary>
internal static class TeamsIcons
{
    /// <summary>192 by 192 pixels when it is written, in full colour.</summary>
    public static Drawing Colour { get; } = new(96, 96, "PmBot", "A speech bubble with a tick", [
        new Box(0, 0, 96, 96, 0, Paint.Accent),
        new Box(18, 20, 60, 46, 12, Paint.Background),
        new Area([new Dot(32, 60), new Dot(32, 80), new Dot(52, 62)], Paint.Background),
        new Line([new Dot(34, 43), new Dot(44, 53), new Dot(62, 33)], 6, Paint.Accent),
    ]);

    /// <summary>32 by 32 pixels when it is written, white on nothing.</summary>
    public static Drawing Outline { get; } = new(16, 16, "PmBot", "A speech bubble with a tick", [
        new Line([new Dot(2, 3), new Dot(14, 3), new Dot(14, 11), new Dot(8, 11), new Dot(5, 14), new Dot(5, 11), new Dot(2, 11), new Dot(2, 3)], 1, Paint.Background),
        new Line([new Dot(5.5, 7), new Dot(7.2, 8.7), new Dot(10.5, 5.3)], 1, Paint.Background),
    ]);
}
