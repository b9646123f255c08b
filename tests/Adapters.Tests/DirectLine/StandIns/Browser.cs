using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace PmBot.Adapters.Tests.DirectLine.StandIns;

/// <summary>A real Chromium, and the real widget as the build of the bot fetched it; tests skip where one is missing.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP intranet.example 127.0.0.1",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        var program = new[] { Environment.GetEnvironmentVariable("PMBOT_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists);
        Skip.If(program is null, "There is no Chromium here; set PMBOT_TEST_CHROMIUM to one, or install the package chromium.");
        var driver = await Playwright.CreateAsync();
        return new Browser(driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments, Timeout = 120_000 }));
    }

    /// <summary>The folder in which the build leaves the widget.</summary>
    public static string Bundle([CallerFilePath] string here = "")
    {
        var root = Directory.GetParent(here);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PmBot.sln"))) root = root.Parent;
        var folder = Path.Combine(root?.FullName ?? "", "src", "Bot", "obj", "webchat");
        Skip.IfNot(File.Exists(Path.Combine(folder, "webchat.js.gz")), "The chat widget is not there; build src/Bot on a machine with Node.js.");
        return folder;
    }

    /// <summary>A page of a new visitor; what it complains about is collected in <paramref name="complaints"/>.</summary>
    public async Task<IPage> OpenAsync(string address, string locale, IList<string> complaints)
    {
        var page = await NewPageAsync(locale, complaints);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>The same before it goes anywhere.</summary>
    public async Task<IPage> NewPageAsync(string locale, IList<string> complaints, int width = 900, int height = 700)
    {
        var context = await browser.NewContextAsync(new() { Locale = locale, ViewportSize = new() { Width = width, Height = height }, IsMobile = width < 600, HasTouch = width < 600 });
        context.SetDefaultTimeout(90_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
