using System.Text.Json;

namespace PmBot.Nlu.Tests;

/// <summary>Buttons send their own text: what the bot offers, it must understand.</summary>
public sealed class OfferTests
{
    // Keys whose wording changes what was just done, or continues it, rather than naming an intent. "Se llama X" ("named") answers an open question and asks for nothing by itself.
    private static readonly Dictionary<string, string> Intents = new(StringComparer.Ordinal)
    {
        ["overdue"] = "list_tasks",
        ["take_it"] = "assign_task",
        ["done_it"] = "update_status",
        ["switch_project_to"] = "switch_project",
        ["start_sprint_named"] = "start_sprint",
        ["sprint_tasks"] = "list_tasks",
    };

    public static TheoryData<string, string, string> Offers()
    {
        var offers = new TheoryData<string, string, string>();
        foreach (var language in new[] { "es", "en" })
        {
            foreach (var (key, text) in Replies(language))
                if (key is not ("more" or "back" or "due_tomorrow" or "named")) offers.Add(language, Intents.GetValueOrDefault(key, key), Filled(text));
        }

        return offers;
    }

    [Theory]
    [MemberData(nameof(Offers))]
    public void An_offer_is_read_as_what_it_offers(string language, string intent, string text) => TestNlu.Only(text, language).Intent.ShouldBe(intent);

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public void More_and_tomorrow_are_understood(string language)
    {
        var replies = Replies(language);
        TestNlu.Read(replies["more"], language).Cues.ShouldBe(Cues.More | Cues.Only);
        TestNlu.Read(replies["due_tomorrow"], language).Entities.Select(e => TestNlu.Show(e.Value)).ShouldContain("2026-03-04");
    }

    private static string Filled(string text) => text.Replace("{project}", "Website", StringComparison.Ordinal).Replace("{person}", "Luis Mora", StringComparison.Ordinal).Replace("{name}", "Sprint 6", StringComparison.Ordinal);

    private static Dictionary<string, string> Replies(string language)
    {
        var file = Path.Combine(TestNlu.Root, "src", "Bot", "Dialogs", $"replies.{language}.json");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!
            .Where(r => r.Key.StartsWith("offer.", StringComparison.Ordinal))
            .ToDictionary(r => r.Key["offer.".Length..], r => r.Value, StringComparer.Ordinal);
    }
}
