using System.Diagnostics;

namespace PmBot.Bot.Tests.Faults;

/// <summary>The built <c>pmbot</c>, which lies beside this assembly, run as a process of its own.</summary>
internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Settings of whoever runs the tests must not reach the service under test.
    private static readonly string[] Foreign = ["MicrosoftApp", "Storage__", "State__", "ConnectionStrings__", "Clock__", "Workspace__", "DirectLine__", "WebChat__", "BotFramework__", "Learning__", "Nlu__", "Slack__", "Discord__", "ASPNETCORE_", "PMBOT_"];

    /// <summary>Starts it with these settings only.</summary>
    public static Process Launch(
        IReadOnlyDictionary<string, string> settings, string folder, IReadOnlyList<(string Name, string Value)> more, IReadOnlyList<string> arguments, bool input = false)
    {
        var host = Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "pmbot.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = input,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(k => Foreign.Any(f => k.StartsWith(f, StringComparison.OrdinalIgnoreCase))))
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings) start.Environment[name] = value;
        foreach (var (name, value) in more) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IReadOnlyDictionary<string, string> settings, string folder, params IReadOnlyList<string> arguments)
    {
        using var process = Launch(settings, folder, [], arguments);
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException e)
        {
            process.Kill();
            throw new TimeoutException($"pmbot {string.Join(' ', arguments)} did not end.", e);
        }
    }
}
