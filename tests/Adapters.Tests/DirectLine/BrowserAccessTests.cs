using System.Text.Json;
using Microsoft.Playwright;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

/// <summary>The page for whoever uses a phone, a keyboard, a screen reader, other colours.</summary>
public sealed class BrowserAccessTests
{
    private const string Input = "[data-id=webchat-sendbox-input]";

    // The contrast of an element's text with what is behind it, all transparency resolved.
    private const string Contrast = """
        selector => {
          const parse = colour => { const c = document.createElement('canvas').getContext('2d', { willReadFrequently: true }); c.fillStyle = colour; c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data]; };
          const element = document.querySelector(selector);
          if (!element) return -1;
          let behind = [255, 255, 255];
          const chain = [];
          for (let e = element; e; e = e.parentElement) chain.unshift(e);
          for (const e of chain) { const [r, g, b, a] = parse(getComputedStyle(e).backgroundColor); const share = a / 255; behind = behind.map((v, i) => v + ([r, g, b][i] - v) * share); }
          const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const [r, g, b] = parse(getComputedStyle(element).color);
          const [x, y] = [light([r, g, b]), light(behind)].sort((a, b) => b - a);
          return (x + 0.05) / (y + 0.05);
        }
        """;

    [SkippableFact]
    public async Task A_questions_button_says_in_the_chat_what_was_answered_and_sends_which_question()
    {
        await using var browser = await Browser.StartAsync();
        TurnContext? answer = null;
        await using var server = await StartAsync(turn => answer = turn);
        var page = await OpenAsync(browser, server, "pregunta");

        await page.Locator("#chat .ac-pushButton", new() { HasTextString = "Sí" }).ClickAsync();
        await Said(page, "hecho").WaitForAsync();

        (await page.Locator("#chat .webchat__bubble--from-user p", new() { HasTextString = "sí" }).CountAsync()).ShouldBe(1);
        answer.ShouldNotBeNull().Activity.Text.ShouldBe("sí");
        answer.Activity.Value!.Value.GetProperty("confirmation").GetString().ShouldBe("c-17");
    }

    [SkippableFact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await OpenAsync(browser, server, "pregunta");

        // What is focused has a name, and the way round passes the page's own buttons, the history and the box.
        List<string> names = [];
        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            names.Add(await page.EvaluateAsync<string>("() => { const e = document.activeElement; return e === document.body ? '-' : (e.ariaLabel || e.title || e.placeholder || document.getElementById(e.getAttribute('aria-labelledby'))?.textContent || e.textContent).trim(); }"));
        }

        names.ShouldAllBe(name => name.Length > 0);
        names.ShouldContain("Colores: como el sistema");
        names.ShouldContain("Empezar otra conversación");
        names.ShouldContain(name => name.StartsWith("Historial de chats", StringComparison.Ordinal));

        // From the box back into the history, to the newest message, into it, to its first button, and pressed.
        await page.FocusAsync(Input);
        await page.FocusAsync(".webchat__basic-transcript");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement.closest('.webchat__basic-transcript__activity')");
        if (!await page.EvaluateAsync<bool>("() => document.activeElement.matches('.ac-pushButton')")) await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("Sí");
        await page.Keyboard.PressAsync("Enter");
        await Said(page, "hecho").WaitForAsync();
    }

    [SkippableFact]
    public async Task What_a_notice_lies_over_is_not_reached_and_its_button_is()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await browser.NewPageAsync("es-CO", []);
        await page.RouteAsync("**/v3/directline/conversations", route => route.FulfillAsync(new() { Status = 403, Body = "{}" }));
        await page.GotoAsync(server.Address);

        await page.Locator("#retry:focus").WaitForAsync();

        (await page.Locator(Input).EvaluateAsync<bool>("e => { e.focus(); return document.activeElement === e; }")).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task A_screen_reader_hears_what_the_card_says()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await OpenAsync(browser, server, text: null);
        await page.EvaluateAsync("""
            () => {
              window.heard = [];
              new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
                if ((node.nodeType === 1 ? node : node.parentElement)?.closest('[aria-live=polite]')) window.heard.push(node.textContent);
              }))).observe(document.body, { subtree: true, childList: true });
            }
            """);

        await SayAsync(page, "pregunta");
        await page.Locator("#chat .ac-adaptiveCard").WaitForAsync();

        await page.WaitForFunctionAsync("() => window.heard.some(text => text.includes('¿Borro esta tarea?') && text.includes('#7 revisar'))");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("es");
        (await page.Locator("#status").GetAttributeAsync("role")).ShouldBe("status");
    }

    [SkippableTheory]
    [InlineData(320, 568)]
    [InlineData(390, 844)]
    public async Task A_phone_shows_all_without_scrolling_sideways_and_with_buttons_for_thumbs(int width, int height)
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await OpenAsync(browser, server, "pregunta", width, height);

        (await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        foreach (var selector in new[] { "header button", "#chat .ac-pushButton", "#chat .webchat__suggested-actions__button", "#chat .webchat__send-box__main" })
        {
            foreach (var element in await page.Locator(selector).AllAsync())
            {
                var box = (await element.BoundingBoxAsync()).ShouldNotBeNull();
                box.Height.ShouldBeGreaterThanOrEqualTo(36, selector);
                (box.X, box.X + box.Width).ShouldSatisfyAllConditions(b => b.X.ShouldBeGreaterThanOrEqualTo(0), b => b.Item2.ShouldBeLessThanOrEqualTo(width, selector));
            }
        }
    }

    [SkippableTheory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Text_stands_out_in_light_and_in_dark(string theme)
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await OpenAsync(browser, server, "pregunta", query: $"?theme={theme}");

        foreach (var selector in new[]
        {
            "h1", "#status", "#chat .webchat__bubble--from-user p", "#chat .webchat__bubble:not(.webchat__bubble--from-user) p", "#chat .ac-textBlock", "#chat .ac-pushButton",
            "#chat .webchat__activity-status", Input,
        })
        {
            (await page.EvaluateAsync<double>(Contrast, selector)).ShouldBeGreaterThanOrEqualTo(4.5, selector);
        }
    }

    [SkippableFact]
    public async Task Colours_go_round_from_the_systems_to_light_and_dark_and_are_remembered()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await OpenAsync(browser, server, text: null);
        var button = page.Locator("#theme");
        var root = page.Locator("html");

        (await root.GetAttributeAsync("data-theme")).ShouldBeNull();
        await button.ClickAsync();
        (await root.GetAttributeAsync("data-theme")).ShouldBe("light");
        await button.ClickAsync();
        (await root.GetAttributeAsync("data-theme")).ShouldBe("dark");
        (await button.GetAttributeAsync("aria-label")).ShouldBe("Colores: oscuros");
        await page.ReloadAsync();
        (await root.GetAttributeAsync("data-theme")).ShouldBe("dark");
        await button.ClickAsync();
        (await root.GetAttributeAsync("data-theme")).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_pasted_file_is_refused_kindly_and_the_talk_goes_on()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await OpenAsync(browser, server, text: null);

        await page.EvaluateAsync($$"""
            () => {
              const data = new DataTransfer();
              data.items.add(new File(['x'.repeat(2000)], 'plano.png', { type: 'image/png' }));
              document.querySelector('{{Input}}').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await page.FocusAsync(Input);
        await page.Keyboard.PressAsync("Enter");
        await SayAsync(page, "hola");

        await Said(page, "echo hola").WaitForAsync();
    }

    [SkippableFact]
    public async Task While_the_bot_works_the_page_shows_that_it_does()
    {
        await using var browser = await Browser.StartAsync();
        var finish = new TaskCompletionSource();
        await using var server = await DirectLineServer.StartAsync(
            async (turn, ct) =>
            {
                if (turn.Activity.Type is "message") await finish.Task.WaitAsync(ct);
                await turn.SendAsync(new() { Text = turn.Activity.Type is "message" ? "listo" : "Hola, soy PmBot" }, ct);
            },
            settings: ("WebChat:BundlePath", Browser.Bundle()));
        var page = await OpenAsync(browser, server, text: null);

        await SayAsync(page, "hazlo");
        await page.Locator("#chat .webchat__typing-indicator").WaitForAsync();
        finish.SetResult();

        await Said(page, "listo").WaitForAsync();
        await page.Locator("#chat .webchat__typing-indicator").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task<IPage> OpenAsync(Browser browser, DirectLineServer server, string? text, int width = 900, int height = 700, string query = "")
    {
        var page = await browser.NewPageAsync("es-CO", [], width, height);
        await page.GotoAsync(server.Address + "/" + query);
        await Said(page, "Hola, soy PmBot").WaitForAsync();
        if (text is null) return page;
        await SayAsync(page, text);
        await page.Locator("#chat .ac-adaptiveCard").WaitForAsync();
        return page;
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.FillAsync(Input, text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static ILocator Said(IPage page, string text) => page.Locator("#chat p", new() { HasTextString = text });

    private static Task<DirectLineServer> StartAsync(Action<TurnContext>? onAnswer = null) => DirectLineServer.StartAsync(
        (turn, ct) =>
        {
            switch (turn.Activity)
            {
                case { Type: "conversationUpdate" }:
                    return turn.SendAsync(new() { Text = "Hola, soy PmBot", SuggestedActions = new() { Actions = [new() { Title = "Ayuda", Value = JsonElement.Parse("\"Ayuda\"") }] } }, ct);
                case { Text: "pregunta" }:
                    return turn.SendAsync(Question(), ct);
                case { Value: not null }:
                    onAnswer?.Invoke(turn);
                    return turn.SendAsync(new() { Text = "hecho" }, ct);
                default:
                    return DirectLineServer.EchoAsync(turn, ct);
            }
        },
        settings: ("WebChat:BundlePath", Browser.Bundle()));

    private static Activity Question() => new()
    {
        Text = "¿Borro esta tarea?\n#7 revisar",
        Summary = "¿Borro esta tarea?\n#7 revisar",
        Attachments =
        [
            new Attachment
            {
                ContentType = Attachment.AdaptiveCard,
                Content = JsonElement.Parse("""
                    {
                      "type": "AdaptiveCard", "version": "1.5",
                      "body": [{ "type": "TextBlock", "wrap": true, "weight": "Bolder", "text": "¿Borro esta tarea?" }, { "type": "TextBlock", "wrap": true, "text": "#7 revisar" }],
                      "actions": [
                        { "type": "Action.Submit", "title": "Sí", "data": { "say": "sí", "confirmation": "c-17" } },
                        { "type": "Action.Submit", "title": "No", "data": { "say": "no", "confirmation": "c-17" } }
                      ]
                    }
                    """),
            },
        ],
    };
}
