using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

/// <summary>This assembly started as a process of its own: saves as fast as it can and prints each save that was acknowledged.</summary>
internal static class KilledWriter
{
    public const int Conversations = 16;
    private const string Variable = "PMBOT_TEST_KILLED_WRITER";

    public static Process Start(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { typeof(KilledWriter).Assembly.Location },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[Variable] = path;
        return Process.Start(start)!;
    }

#pragma warning disable CA2255 // The way in: the test runner owns Main.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path) return;
        // A module initializer cannot wait for work of its own module on another thread; the work begins when Main is over.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => WriteAsync(path).GetAwaiter().GetResult();
    }

    private static async Task WriteAsync(string path)
    {
        await using var store = EmbeddedStateStore.Open(path, TimeProvider.System, NullLogger<EmbeddedStateStore>.Instance);
        await Task.WhenAll(Enumerable.Range(0, Conversations).Select(i => SaveForEverAsync(store, $"c{i}")));
    }

    private static async Task SaveForEverAsync(EmbeddedStateStore store, string key)
    {
        for (long version = 0; ; version++)
        {
            var json = new byte[2048];
            BitConverter.TryWriteBytes(json, version + 1);
            if (!await store.SaveAsync(key, json, version, TimeSpan.FromHours(1), CancellationToken.None)) throw new InvalidOperationException("Lost a race with nobody.");
            await Console.Out.WriteLineAsync($"{key} {version + 1} .");
        }
    }
}
