using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Tests.State;
using Activity = PmBot.Adapters.Activities.Activity;

namespace PmBot.Bot.Tests.Queues;

/// <summary>This assembly started as a process of its own: takes things in, answers each through the queue into a file, and prints what it acknowledged.</summary>
internal static class KilledBot
{
    public const int Lanes = 8;
    private const string Variable = "PMBOT_TEST_KILLED_BOT";

    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { typeof(KilledBot).Assembly.Location }, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment[Variable] = folder;
        return Process.Start(start)!;
    }

#pragma warning disable CA2255 // The way in: the test runner owns Main.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder) return;
        // A module initializer cannot wait for work of its own module on another thread; the work begins when Main is over.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RunAsync(folder).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(string folder)
    {
        var answers = new Answers();
        using var wire = new FileWire(folder);
#pragma warning disable CA2000 // The folder is the parent's, which looks into it when this process is dead.
        await using var bot = await QueuedBot.StartAsync(new TemporaryFolder(folder), wire, TimeProvider.System, answers);
#pragma warning restore CA2000
        answers.Outbound = bot.Outbound;
        var run = Guid.NewGuid().ToString("N")[..6];
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async lane =>
        {
            for (var i = 0; ; i++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{run}-{lane}-{i}");
                await bot.Inbox.AddAsync(new InboxItem("test", key, $"c{lane}", new Activity { Type = ActivityTypes.Message, Text = key }, Wire.To($"c{lane}")), CancellationToken.None);
                await Console.Out.WriteLineAsync($"{key} .");
            }
        }));
    }

    /// <summary>Answers everything that comes in with its own words.</summary>
    internal sealed class Answers : IInboxReceiver
    {
        public IOutbound? Outbound { get; set; }

        public string Adapter => "test";

        public async Task HandleAsync(InboxItem item, CancellationToken cancellationToken)
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (Outbound is null) await pause.WaitForNextTickAsync(cancellationToken);
            await new QueuedReplies(Outbound, ChannelFeatures.PlainText, item.Reference, item.Key).SendAsync(new Activity { Type = ActivityTypes.Message, Text = item.Activity.Text }, cancellationToken);
        }
    }

    /// <summary>A channel that writes what arrives into a file.</summary>
    internal sealed class FileWire(string folder) : IChannelSender, IDisposable
    {
        private readonly SemaphoreSlim gate = new(1, 1);

        public string Adapter => "test";

        public void Dispose() => gate.Dispose();

        /// <summary>What arrived, and whether it said that it may come twice.</summary>
        public static IReadOnlyList<(string Lane, string Key, bool IsMarked)> Arrived(string folder)
        {
            var path = Path.Combine(folder, "arrived.txt");
            if (!File.Exists(path)) return [];
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return [.. reader.ReadToEnd().Split('\n').Where(l => l.EndsWith(" .", StringComparison.Ordinal)).Select(l => l.Split(' ')).Select(p => (p[0], p[^2], p.Length > 3))];
        }

        public async Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                await File.AppendAllTextAsync(Path.Combine(folder, "arrived.txt"), $"{reference.Conversation.Id} {message.Text} .\n", CancellationToken.None);
                return null;
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
