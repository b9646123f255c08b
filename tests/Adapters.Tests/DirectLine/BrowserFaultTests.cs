using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

/// <summary>The page with the real widget while lines break and devices sleep: nothing is lost, nothing is shown twice.</summary>
public sealed class BrowserFaultTests
{
    // A state may be over before anybody looks: the page itself notes which there were.
    private const string KeepsStates =
        """
        () => {
          const status = document.querySelector('#status');
          new MutationObserver(() => { document.documentElement.dataset.was += ' ' + status.dataset.state; }).observe(status, { attributes: true });
        }
        """;

    private const string Input = "[data-id=webchat-sendbox-input]";

    [SkippableFact]
    public async Task A_line_that_breaks_again_and_again_loses_and_doubles_nothing()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await browser.NewPageAsync("es-CO", []);
        var lines = new ConcurrentQueue<IWebSocketRoute>();
        await page.RouteWebSocketAsync(url => url.Contains("/stream", StringComparison.Ordinal), line =>
        {
            line.ConnectToServer();
            lines.Enqueue(line);
        });
        await page.GotoAsync(server.Address);
        await page.Locator("#status[data-state=online]").WaitForAsync();
        await page.EvaluateAsync(KeepsStates);

        for (var i = 1; i <= 3; i++)
        {
            await SayAsync(page, $"antes {i}");
            await Said(page, $"echo antes {i}").WaitForAsync();
            var broken = lines.Last();
            await page.EvaluateAsync("document.documentElement.dataset.was = ''");
            await broken.CloseAsync(new() { Code = 3001, Reason = "cut by the test" });
            await page.Locator("html[data-was~=reconnecting]").WaitForAsync();
            // Said while nothing listens, by the person and by the bot of its own accord.
            await SayAsync(page, $"durante {i}");
            Conversation(server).Add(new() { Type = "message", Text = $"aviso {i}", From = new() { Id = "pmbot", Role = "bot" } });
            await Said(page, $"aviso {i}").WaitForAsync();
            await Said(page, $"echo durante {i}").WaitForAsync();
            await page.Locator("#status[data-state=online]").WaitForAsync();
        }

        foreach (var text in Enumerable.Range(1, 3).SelectMany(i => new[] { $"echo antes {i}", $"echo durante {i}", $"aviso {i}" }))
        {
            (await Said(page, text).CountAsync()).ShouldBe(1, text);
        }

        lines.Count.ShouldBe(4);
    }

    [SkippableFact]
    public async Task A_phone_that_slept_shows_what_it_missed_once_and_in_order()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await browser.NewPageAsync("es-CO", [], width: 390, height: 780);
        IWebSocketRoute? line = null;
        await page.RouteWebSocketAsync(url => url.Contains("/stream", StringComparison.Ordinal), route =>
        {
            route.ConnectToServer();
            line = route;
        });
        await page.GotoAsync(server.Address);
        await SayAsync(page, "hola");
        await Said(page, "echo hola").WaitForAsync();

        await page.Context.SetOfflineAsync(true);
        await line.ShouldNotBeNull().CloseAsync(new() { Code = 3001, Reason = "asleep" });
        await page.Locator("#status[data-state=offline]").WaitForAsync();
        for (var i = 1; i <= 5; i++) Conversation(server).Add(new() { Type = "message", Text = $"recordatorio {i}", From = new() { Id = "pmbot", Role = "bot" } });
        await page.Context.SetOfflineAsync(false);

        await Said(page, "recordatorio 5").WaitForAsync();
        (await Said(page, "recordatorio").AllInnerTextsAsync()).ShouldBe(["recordatorio 1", "recordatorio 2", "recordatorio 3", "recordatorio 4", "recordatorio 5"]);
        (await Said(page, "echo hola").CountAsync()).ShouldBe(1);
        await SayAsync(page, "ya volví");
        await Said(page, "echo ya volví").WaitForAsync();
    }

    [SkippableFact]
    public async Task What_is_said_before_the_conversation_is_there_is_said_once_it_is()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        var page = await browser.NewPageAsync("es-CO", []);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/v3/directline/conversations", async route =>
        {
            asked.TrySetResult();
            await opens.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(server.Address);
        await asked.Task;

        await SayAsync(page, "hola");
        await page.FillAsync(Input, "mis tareas");
        await page.ClickAsync(".webchat__send-button");
        await SayAsync(page, "ya");
        // The first is slow on its way: what was said behind it waits for it.
        var posts = 0;
        await page.RouteAsync("**/activities", async route =>
        {
            if (Interlocked.Increment(ref posts) == 1) await Task.Delay(300);
            await route.ContinueAsync();
        });
        opens.SetResult();

        await Said(page, "echo ya").WaitForAsync();
        (await Said(page, "echo ").AllInnerTextsAsync()).ShouldBe(["echo hola", "echo mis tareas", "echo ya"]);
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.FillAsync(Input, text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static ILocator Said(IPage page, string text) => page.Locator("#chat p", new() { HasTextString = text });

    private static DirectLineConversation Conversation(DirectLineServer server) => server.Services.GetRequiredService<DirectLineConversations>().All.Single();

    private static Task<DirectLineServer> StartAsync() => DirectLineServer.StartAsync(settings: ("WebChat:BundlePath", Browser.Bundle()));
}
