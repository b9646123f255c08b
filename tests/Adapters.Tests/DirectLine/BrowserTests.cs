using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

/// <summary>The page with the real widget in a real browser.</summary>
public sealed class BrowserTests
{
    private const string Input = "[data-id=webchat-sendbox-input]";

    [SkippableFact]
    public async Task A_visitor_is_greeted_answers_with_a_button_and_finds_the_conversation_after_a_reload()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        List<string> complaints = [];
        var page = await browser.OpenAsync(server.Address, "es-CO", complaints);

        await Said(page, "Hola, soy PmBot (es-CO)").WaitForAsync();
        await page.Locator(".webchat__suggested-actions__button", new() { HasTextString = "Ayuda" }).ClickAsync();
        await Said(page, "echo Ayuda").WaitForAsync();
        await page.FillAsync(Input, "crea la tarea revisar logs");
        await page.Keyboard.PressAsync("Enter");
        await Said(page, "echo crea la tarea revisar logs").WaitForAsync();
        await page.ReloadAsync();
        await Said(page, "echo crea la tarea revisar logs").WaitForAsync();

        (await Said(page, "Hola, soy PmBot").CountAsync()).ShouldBe(1);
        (await page.Locator("#status").GetAttributeAsync("data-state")).ShouldBe("online");
        complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_page_that_stays_open_goes_on_after_the_service_was_restarted()
    {
        await using var browser = await Browser.StartAsync();
        var server = await StartAsync();
        var page = await browser.OpenAsync($"{server.Address}/?user=camila", "en-US", []);
        await Said(page, "Hola, soy PmBot").WaitForAsync();
        var port = new Uri(server.Address).Port;
        await server.DisposeAsync();
        await using var restarted = await StartAsync(port);

        await page.FillAsync(Input, "still there?");
        await page.Keyboard.PressAsync("Enter");

        await Said(page, "echo still there?").WaitForAsync();
        (await Said(page, "Hola, soy PmBot").CountAsync()).ShouldBe(1);
    }

    [SkippableTheory]
    [InlineData("intranet.example", true)]
    [InlineData("evil.example", false)]
    public async Task Another_site_shows_the_chat_with_one_line_if_it_is_listed(string host, bool listed)
    {
        await using var browser = await Browser.StartAsync();
        await using var site = await StartSiteAsync();
        var sitePort = new Uri(site.Urls.First()).Port;
        await using var server = await StartAsync(settings: ("WebChat:AllowedOrigins", $"http://intranet.example:{sitePort}"));
        List<string> complaints = [];
        var page = await browser.OpenAsync($"http://{host}:{sitePort}/?{server.Address}", "en-US", complaints);

        if (listed)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Open the PmBot chat" }).ClickAsync();
            await page.FrameLocator("iframe").Locator("p", new() { HasTextString = "Hola, soy PmBot" }).WaitForAsync();
        }
        else
        {
            await page.WaitForFunctionAsync("() => window.done");
            (await page.Locator("iframe").CountAsync()).ShouldBe(0);
            (await page.GetByRole(AriaRole.Button).CountAsync()).ShouldBe(0);
            complaints.ShouldContain(complaint => complaint.Contains("WebChat:AllowedOrigins", StringComparison.Ordinal));
        }
    }

    [SkippableFact]
    public async Task A_chat_that_opens_by_itself_takes_nobody_out_of_the_page_one_that_was_opened_does_and_Escape_closes_it()
    {
        await using var browser = await Browser.StartAsync();
        await using var site = await StartSiteAsync("data-open");
        var sitePort = new Uri(site.Urls.First()).Port;
        await using var server = await StartAsync(settings: ("WebChat:AllowedOrigins", $"http://intranet.example:{sitePort}"));
        var page = await browser.OpenAsync($"http://intranet.example:{sitePort}/?{server.Address}", "en-US", []);
        var frame = page.FrameLocator("iframe");
        await frame.Locator("p", new() { HasTextString = "Hola, soy PmBot" }).WaitForAsync();
        (await frame.Locator(Input).EvaluateAsync<bool>("e => document.hasFocus()")).ShouldBeFalse();

        var button = page.GetByRole(AriaRole.Button, new() { Name = "Close the chat" });
        await button.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the PmBot chat" }).ClickAsync();
        await frame.Locator(Input).EvaluateAsync("async e => { while (!document.hasFocus()) await new Promise(r => setTimeout(r, 20)); e.focus(); }");
        // In the history it leads out of a message only.
        await page.EvaluateAsync("() => { window.closes = 0; addEventListener('message', e => { window.closes += e.data?.type === 'pmbot:close' ? 1 : 0; }); }");
        await frame.Locator(".webchat__basic-transcript").First.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await frame.Locator(Input).FocusAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Button, new() { Name = "Open the PmBot chat" }).WaitForAsync();
        (await page.Locator("iframe").IsHiddenAsync()).ShouldBeTrue();
        (await page.EvaluateAsync<int>("() => window.closes")).ShouldBe(1);
    }

    [SkippableFact]
    public async Task A_chat_that_is_opened_is_ready_to_be_written_in()
    {
        await using var browser = await Browser.StartAsync();
        await using var site = await StartSiteAsync();
        var sitePort = new Uri(site.Urls.First()).Port;
        await using var server = await StartAsync(settings: ("WebChat:AllowedOrigins", $"http://intranet.example:{sitePort}"));
        var page = await browser.OpenAsync($"http://intranet.example:{sitePort}/?{server.Address}", "en-US", []);

        await page.GetByRole(AriaRole.Button, new() { Name = "Open the PmBot chat" }).ClickAsync();
        await page.FrameLocator("iframe").Locator($"{Input}:focus").WaitForAsync();
    }

    [SkippableFact]
    public async Task A_site_says_who_its_visitor_is_each_time_it_is_asked()
    {
        await using var browser = await Browser.StartAsync();
        var tokens = new Queue<string>([Site.Sign(), Site.Sign(c => c["name"] = "Camila T.")]);
        await using var site = await StartSiteAsync("data-identity-from=\"/me\" data-open", tokens.Dequeue);
        var sitePort = new Uri(site.Urls.First()).Port;
        await using var server = await StartAsync(settings: [("WebChat:AllowedOrigins", $"http://intranet.example:{sitePort}"), .. Site.Settings("Key", Site.Secret)]);
        var page = await browser.OpenAsync($"http://intranet.example:{sitePort}/?{server.Address}", "en-US", []);
        var frame = page.FrameLocator("iframe");

        await frame.Locator("p", new() { HasTextString = "Hola, soy PmBot" }).WaitForAsync();
        await frame.Locator(Input).FillAsync("quién");
        await frame.Locator(Input).PressAsync("Enter");
        await frame.Locator("#chat p", new() { HasTextString = "u-17 Camila Torres True" }).WaitForAsync();
        await page.ReloadAsync();
        await frame.Locator("#chat p", new() { HasTextString = "u-17 Camila Torres True" }).WaitForAsync();

        tokens.ShouldBeEmpty();
        // Nothing that would let the next user of this browser be her stays behind.
        (await page.EvaluateAsync<string?>("() => localStorage.getItem('pmbot.ticket')")).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_visitor_whose_token_does_not_count_is_told_so_and_talks_as_nobody()
    {
        await using var browser = await Browser.StartAsync();
        await using var site = await StartSiteAsync("data-identity-from=\"/me\" data-open", () => Site.Sign(c => c["exp"] = 1_000_000_000));
        var sitePort = new Uri(site.Urls.First()).Port;
        await using var server = await StartAsync(settings: [("WebChat:AllowedOrigins", $"http://intranet.example:{sitePort}"), .. Site.Settings("Key", Site.Secret)]);
        List<string> complaints = [];
        var page = await browser.OpenAsync($"http://intranet.example:{sitePort}/?{server.Address}", "en-US", complaints);

        await page.FrameLocator("iframe").Locator("#notice-text", new() { HasTextString = "Your session on this site has expired" }).WaitForAsync();

        (await page.FrameLocator("iframe").Locator(Input).CountAsync()).ShouldBe(0);
        complaints.ShouldContain(complaint => complaint.Contains("token has expired", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_card_is_shown_without_its_text_with_its_picture_from_this_service_and_says_its_words_when_it_is_tapped()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await browser.OpenAsync(server.Address, "es-CO", []);
        await Said(page, "Hola, soy PmBot").WaitForAsync();

        var picture = page.WaitForRequestAsync("**/media/charts/**");
        await page.FillAsync(Input, "lista");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#chat .ac-adaptiveCard", new() { HasTextString = "#7 revisar *precios* <b>de</b> invierno" }).WaitForAsync();

        (await Said(page, "Todo en texto").CountAsync()).ShouldBe(0);
        (await page.Locator("#chat .ac-adaptiveCard b").CountAsync()).ShouldBe(0);
        // Where nothing is served the widget takes the picture away again: what counts is where it looked.
        (await picture).Url.ShouldBe($"{server.Address}/media/charts/a/b/status/c.svg?sig=x");
        await page.Locator("#chat .ac-selectable").ClickAsync();
        await Said(page, "echo ¿en qué va la 7?").WaitForAsync();
    }

    private static Activity Card() => new()
    {
        Text = "Todo en texto",
        Summary = "Todo en texto",
        Attachments =
        [
            new Attachment
            {
                ContentType = Attachment.AdaptiveCard,
                Content = JsonElement.Parse("""
                    {
                      "type": "AdaptiveCard", "version": "1.5",
                      "body": [
                        { "type": "Image", "url": "https://pmbot.example/media/charts/a/b/status/c.svg?sig=x", "altText": "Tareas por estado" },
                        {
                          "type": "ColumnSet",
                          "columns": [{ "type": "Column", "width": "stretch", "items": [{ "type": "TextBlock", "wrap": true, "text": "#7 revisar \\*precios\\* \\<b>de\\</b> invierno" }] }],
                          "selectAction": { "type": "Action.Submit", "title": "#7", "data": "¿en qué va la 7?" }
                        }
                      ]
                    }
                    """),
            },
        ],
    };

    // The widget says everything twice more for screen readers; people see the paragraph.
    private static ILocator Said(IPage page, string text) => page.Locator("#chat p", new() { HasTextString = text });

    private static Task<DirectLineServer> StartAsync(int port = 0, params (string, string)[] settings) => DirectLineServer.StartAsync(
        async (turn, ct) =>
        {
            if (turn.Activity.Text is "lista") await turn.SendAsync(Card(), ct);
            else if (turn.Activity.Text is "quién") await turn.SendAsync(new() { Text = $"{turn.Activity.From!.Id} {turn.Activity.From.Name} {turn.SenderIsVouchedFor}" }, ct);
            else if (turn.Activity.Type is not "conversationUpdate") await DirectLineServer.EchoAsync(turn, ct);
            else await GreetAsync(turn, ct);
        },
        port: port,
        settings: [("WebChat:BundlePath", Browser.Bundle()), .. settings]);

    private static Task<string?> GreetAsync(TurnContext turn, CancellationToken cancellationToken) => turn.SendAsync(
        new()
        {
            Text = $"Hola, soy PmBot ({turn.Activity.Locale})",
            SuggestedActions = new() { Actions = [new() { Title = "Ayuda", Value = JsonElement.Parse("\"Ayuda\"") }] },
        },
        cancellationToken);

    // A foreign page that embeds the chat whose address stands in its query, and notes when the script has given up.
    private static async Task<WebApplication> StartSiteAsync(string attributes = "", Func<string>? identity = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.Run(http =>
        {
            if (http.Request.Path == "/me") return http.Response.WriteAsync(JsonSerializer.Serialize(new { token = identity!() }), http.RequestAborted);
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($$"""
                <!doctype html><title>Site</title><h1>Another site</h1>
                <script>const error = console.error; console.error = (...all) => { error(...all); window.done = true; };</script>
                <script src="{{http.Request.QueryString.Value?[1..]}}/embed.js" async {{attributes}}></script>
                """, http.RequestAborted);
        });
        await site.StartAsync(CancellationToken.None);
        return site;
    }
}
