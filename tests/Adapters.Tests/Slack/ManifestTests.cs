using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class ManifestTests
{
    private static readonly Uri Public = new("https://pm.example");

    [Fact]
    public void By_http_every_address_is_ours()
    {
        var manifest = SlackManifest.Create(Public, socketMode: false);

        manifest["settings"]!["event_subscriptions"]!["request_url"]!.GetValue<string>().ShouldBe("https://pm.example/api/slack/events");
        manifest["settings"]!["interactivity"]!["request_url"]!.GetValue<string>().ShouldBe("https://pm.example/api/slack/interactions");
        manifest["features"]!["slash_commands"]![0]!["url"]!.GetValue<string>().ShouldBe("https://pm.example/api/slack/commands");
        manifest["oauth_config"]!["redirect_urls"]![0]!.GetValue<string>().ShouldBe("https://pm.example/api/slack/oauth");
        manifest["features"]!["unfurl_domains"]![0]!.GetValue<string>().ShouldBe("pm.example");
    }

    [Fact]
    public void By_Socket_Mode_there_are_no_addresses()
    {
        var manifest = SlackManifest.Create(publicUrl: null, socketMode: true);

        manifest["settings"]!["socket_mode_enabled"]!.GetValue<bool>().ShouldBeTrue();
        manifest.ToJsonString().ShouldNotContain("request_url");
        manifest["features"]!["slash_commands"]![0]!.AsObject().ContainsKey("url").ShouldBeFalse();
    }

    [Fact]
    public void Names_are_within_what_Slack_takes()
    {
        var features = SlackManifest.Create(Public, socketMode: false)["features"]!;

        features["shortcuts"]!.AsArray().ShouldAllBe(s => s!["name"]!.GetValue<string>().Length <= 24 && s["description"]!.GetValue<string>().Length <= 150);
        features["slash_commands"]!.AsArray().ShouldAllBe(c => c!["description"]!.GetValue<string>().Length <= 2_000);
        SlackManifest.Create(Public, socketMode: false)["display_information"]!["description"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(140);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_of_the_published_schema(bool socketMode)
    {
        var file = Sample.SharedFolder() is { } shared ? Path.Combine(shared, "specs", "slack-discord", "slack-web-api-arguments.schema.json") : null;
        Skip.If(file is null || !File.Exists(file), "The published Web API schema is not on this machine.");
        var schema = JsonNode.Parse(File.ReadAllText(file!))!.AsObject();
        schema.Remove("methods");
        schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/definitions/Manifest" });

        var result = JsonSchema.FromText(schema.ToJsonString()).Evaluate(JsonElement.Parse(SlackManifest.Create(Public, socketMode).ToJsonString()), new EvaluationOptions { OutputFormat = OutputFormat.List });

        result.IsValid.ShouldBeTrue(string.Join('\n', (result.Details ?? []).Where(d => d.Errors is not null).Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")));
    }
}
