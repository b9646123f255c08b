using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.Tests.State;
using Pm = PmBot.Bot.Tests.Faults.Program;

namespace PmBot.Bot.Tests.Channels;

public sealed class TeamsPackageTests
{
    private static readonly Guid App = Guid.Parse("9f4d2c1e-0a1b-4c3d-8e5f-112233445566");
    private static readonly ReplyCatalog Replies = SkillCatalog.Discover(typeof(TurnRunner).Assembly).Replies;

    [Fact]
    public void The_manifest_keeps_to_the_rules_of_its_schema()
    {
        var manifest = JsonSerializer.SerializeToElement(TeamsPackage.Manifest(App, new Uri("https://pmbot.example.com/"), "1.0.0", Replies));

        TeamsManifestRules.Faults(manifest).ShouldBeEmpty();
    }

    [Fact]
    public void The_rules_find_what_is_wrong()
    {
        var text = JsonSerializer.Serialize(TeamsPackage.Manifest(App, new Uri("https://pmbot.example.com/"), "1.0.0", Replies));
        foreach (var (was, becomes) in new[]
        {
            ("\"accentColor\":\"#", "\"accentColor\":\""), ("\"1.0.0\"", "\"one\""), ("\"groupChat\"", "\"groupchat\""), ("\"short\":\"PmBot\"", $"\"short\":\"{new string('x', 31)}\""),
            ("\"bots\"", "\"robots\""), ("\"searchTasks\"", "7"), ("\"websiteUrl\":\"https", "\"websiteUrl\":\"ftp"),
        })
        {
            text.ShouldContain(was);
            TeamsManifestRules.Faults(JsonElement.Parse(text.Replace(was, becomes, StringComparison.Ordinal))).ShouldNotBeEmpty(becomes);
        }
    }

    [Fact]
    public void Every_text_of_the_manifest_is_there_in_spanish_within_its_limits()
    {
        var manifest = JsonSerializer.SerializeToElement(TeamsPackage.Manifest(App, new Uri("https://pmbot.example.com/"), "1.0.0", Replies));
        var spanish = JsonSerializer.SerializeToElement(TeamsPackage.Localised("es", Replies));

        TeamsManifestRules.LocalisationFaults(spanish, manifest).ShouldBeEmpty();
    }

    [Fact]
    public void The_icons_are_of_the_sizes_and_kinds_that_teams_asks_for()
    {
        using var zip = new ZipArchive(new MemoryStream(TeamsPackage.Write(App, new Uri("https://pmbot.example.com/"), "1.0.0", Replies)));

        zip.Entries.Select(e => e.FullName).ShouldBe(["manifest.json", "es.json", "color.png", "outline.png"]);
        Header(Read(zip, "color.png")).ShouldBe((192, 192, 2));
        Header(Read(zip, "outline.png")).ShouldBe((32, 32, 6));
        var alphas = Outline(Read(zip, "outline.png"));
        alphas.ShouldAllBe(p => p.Red == 255 && p.Green == 255 && p.Blue == 255, "the outline is white");
        alphas.Count(p => p.Alpha == 0).ShouldBeGreaterThan(500, "and nothing elsewhere");
        alphas.Count(p => p.Alpha > 200).ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task The_command_says_what_is_missing_and_writes_the_file()
    {
        using var folder = new TemporaryFolder();
        var (code, _, errors) = await Pm.RunAsync(new Dictionary<string, string>(), folder[""], "channels", "teams-package", "--out", folder["app.zip"]);
        code.ShouldBe(2);
        errors.ShouldContain("MicrosoftAppId");
        errors.ShouldContain("Http:PublicUrl");

        var settings = new Dictionary<string, string> { ["MicrosoftAppId"] = App.ToString(), ["Http__PublicUrl"] = "https://pmbot.example.com" };
        (code, _, errors) = await Pm.RunAsync(settings, folder[""], "channels", "teams-package", "--out", folder["app.zip"]);
        code.ShouldBe(0, errors);
        await using var zip = await ZipFile.OpenReadAsync(folder["app.zip"]);
        zip.Entries.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_check_says_in_plain_words_what_is_wrong_with_the_settings()
    {
        using var folder = new TemporaryFolder();
        (await CheckAsync(folder, [])).ShouldBe((0, "Teams: not set up: "));
        (await CheckAsync(folder, [("MicrosoftAppPassword", "s3cret")])).ShouldBe((1, "Teams: WRONG: MicrosoftAppPassword is set but MicrosoftAppId is not."));
        (await CheckAsync(folder, [("MicrosoftAppId", "pmbot"), ("MicrosoftAppPassword", "s3cret")])).ShouldBe((1, "Teams: WRONG: MicrosoftAppId is no application id"));
        (await CheckAsync(folder, [("MicrosoftAppId", App.ToString()), ("MicrosoftAppPassword", "s3cret"), ("Http__PublicUrl", "http://pmbot.example.com")])).ShouldBe((1, "Teams: WRONG: Http:PublicUrl must be an https address"));
    }

    [Theory]
    [InlineData(200, "{}", 0, "ok: the login service takes the id and the secret")]
    [InlineData(401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", 1, "MicrosoftAppPassword is wrong")]
    [InlineData(400, """{"error":"unauthorized_client","error_description":"AADSTS700016: Application not found"}""", 1, "there is no application MicrosoftAppId")]
    [InlineData(500, "<html>", 1, "refused the id and the secret (500)")]
    public async Task The_check_tries_the_secret_and_never_prints_it(int status, string body, int code, string says)
    {
        using var folder = new TemporaryFolder();
        await using var login = await Login.StartAsync(status, body);
        var settings = new Dictionary<string, string>
        {
            ["MicrosoftAppId"] = App.ToString(), ["MicrosoftAppPassword"] = "s3cret", ["Http__PublicUrl"] = "https://pmbot.example.com", ["BotFramework__LoginEndpoint"] = login.Address,
        };

        var (exit, output, errors) = await Pm.RunAsync(settings, folder[""], "channels", "check");

        exit.ShouldBe(code, output + errors);
        output.ShouldContain(says);
        (output + errors).ShouldNotContain("s3cret");
    }

    private static async Task<(int Code, string Line)> CheckAsync(TemporaryFolder folder, (string, string)[] settings)
    {
        var (code, output, _) = await Pm.RunAsync(settings.ToDictionary(s => s.Item1, s => s.Item2), folder[""], "channels", "check", "--offline");
        var line = output.Split('\n').First(l => l.StartsWith("Teams: ", StringComparison.Ordinal) && (code == 0 || l.Contains("WRONG", StringComparison.Ordinal)));
        var known = new[] { "Teams: not set up: ", "Teams: WRONG: MicrosoftAppPassword is set but MicrosoftAppId is not.", "Teams: WRONG: MicrosoftAppId is no application id", "Teams: WRONG: Http:PublicUrl must be an https address" };
        return (code, known.FirstOrDefault(k => line.StartsWith(k, StringComparison.Ordinal)) ?? line);
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var content = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static (int Width, int Height, int Kind) Header(byte[] png) => (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), png[25]);

    private static List<(byte Red, byte Green, byte Blue, byte Alpha)> Outline(byte[] png)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        var before = new byte[32 * 4];
        var pixels = new List<(byte, byte, byte, byte)>();
        for (var y = 0; y < 32; y++)
        {
            var row = new byte[(32 * 4) + 1];
            zlib.ReadExactly(row);
            row[0].ShouldBe((byte)2);
            for (var i = 0; i < before.Length; i++) before[i] += row[i + 1];
            for (var x = 0; x < 32; x++) pixels.Add((before[x * 4], before[(x * 4) + 1], before[(x * 4) + 2], before[(x * 4) + 3]));
        }

        return pixels;
    }
}
