using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmBot.Adapters.Hosting;
using PmBot.Benchmarks.Compare;
using PmBot.Benchmarks.Load;
using PmBot.Bot.Hosting;
using PmBot.Bot.Queues;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Storage;
using Activity = PmBot.Adapters.Activities.Activity;

namespace PmBot.Benchmarks.Channels;

/// <summary><c>channels</c>: from the event of a channel that is acknowledged early to the reply on its wire, many conversations at once.</summary>
internal static class ChannelsCommand
{
    private const string Channel = "bench";

    private static readonly TimeSpan Start = TimeSpan.FromSeconds(3);

    // What is compiled on its first use is not what is measured.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var conversations = new Option<int>("--conversations") { Description = "How many at once, each one message after the other.", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 10 };
        var pause = new Option<int>("--pause") { Description = "How long a person thinks between reply and next message, in milliseconds.", DefaultValueFactory = _ => 3000 };
        var command = new Command("channels", "Event received to reply sent, through inbox and outbound queue, without network.") { conversations, seconds, pause };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(conversations), parsed.GetValue(seconds), parsed.GetValue(pause), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int conversations, int seconds, int pause, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var wire = new Wire();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", Path.Combine(folder.Path, "pmbot.db")), new("State:Path", Path.Combine(folder.Path, "state"))]);
        builder.Services.AddLogging().AddSingleton<IChannelSender>(wire).AddSingleton<IInboxReceiver, Receiver>().AddSingleton<TurnHost>();
        builder.Services.AddPmBot(builder.Configuration);
        builder.Services.AddDeliveryWorkers();
        using var host = builder.Build();
        await host.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        var population = new Population((conversations + Names.First.Count - 1) / Names.First.Count, Names.First.Count);
        foreach (var file in WorkspaceFiles.Write(folder.Path, population))
        {
            var imported = await host.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(await File.ReadAllTextAsync(file, cancellationToken), file, cancellationToken);
            if (!imported.IsOk) throw new InvalidOperationException(imported.Error!.ToString());
        }

        await host.StartAsync(cancellationToken);
        BotServices.WarmUp();

        var inbox = host.Services.GetRequiredService<IInbox>();
        var people = population.People.Take(conversations).ToArray();
        // As a service that was started a moment ago finds it: the first message of all.
        await Task.Delay(Start, cancellationToken);
        var first = await SayAsync(inbox, wire, people[0], "mis tareas", cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the first message, {Start.TotalSeconds:0} s after the start: {first:0} ms"));
        await Task.WhenAll(people.Select(p => SayAsync(inbox, wire, p, "mis tareas", cancellationToken)));
        var taken = new ConcurrentBag<double>();
        var begun = Stopwatch.GetTimestamp();
        var used = Environment.CpuUsage.TotalTime;
        using var end = new CancellationTokenSource(WarmUp + TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(people.Select(async (p, i) =>
        {
            // Not all in the same instant: people are not.
            await Task.Delay(TimeSpan.FromMilliseconds((double)pause * i / people.Length), CancellationToken.None);
            for (var n = 0; !end.IsCancellationRequested; n++)
            {
                var took = await SayAsync(inbox, wire, p, n % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"tarea: revisar punto {n} para el viernes") : "mis tareas", cancellationToken);
                if (Stopwatch.GetElapsedTime(begun) > WarmUp) taken.Add(took);
                await Task.Delay(TimeSpan.FromMilliseconds(pause), CancellationToken.None);
            }
        }));
        used = Environment.CpuUsage.TotalTime - used;
        await host.StopAsync(cancellationToken);

        var sorted = taken.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sorted.Length} events of {conversations} conversations in {seconds} s: median {At(sorted, 0.5):0.0} ms, p90 {At(sorted, 0.9):0.0} ms, p99 {At(sorted, 0.99):0.0} ms; the processor worked {used.TotalSeconds:0.0} s, warm-up included"));
        return 0;
    }

    private static double At(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];

    /// <summary>Says something and waits for the first reply on the wire.</summary>
    private static async Task<double> SayAsync(IInbox inbox, Wire wire, Person person, string text, CancellationToken cancellationToken)
    {
        var activity = new Activity
        {
            Type = "message", Id = Guid.NewGuid().ToString("N"), ChannelId = "msteams", Conversation = new() { Id = person.AccountId, ConversationType = "personal", TenantId = person.Tenant },
            From = new() { Id = person.AccountId, Name = person.FullName }, Recipient = new() { Id = "bot" }, Text = text,
        };
        var reference = new ConversationReference { Adapter = Channel, ChannelId = activity.ChannelId, Conversation = activity.Conversation, User = activity.From, Bot = activity.Recipient };
        var reply = wire.Expect(person.AccountId);
        var begun = Stopwatch.GetTimestamp();
        await inbox.AddAsync(new InboxItem(Channel, activity.Id, person.AccountId, activity, reference), cancellationToken);
        await reply.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private sealed class Receiver(TurnHost turns, IOutbound outbound) : IInboxReceiver
    {
        public string Adapter => Channel;

        public Task HandleAsync(InboxItem item, CancellationToken cancellationToken) => turns.RunAsync(
            item.Activity, new QueuedReplies(outbound, ChannelFeatures.PlainText, item.Reference, item.Key), new TurnLimits(TimeSpan.FromSeconds(30), ShowTyping: false), cancellationToken);
    }

    private sealed class Wire : IChannelSender
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> expected = new(StringComparer.Ordinal);

        public string Adapter => Channel;

        public Task Expect(string conversation)
        {
            var reply = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            expected[conversation] = reply;
            return reply.Task;
        }

        public Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
        {
            if (expected.TryGetValue(reference.Conversation.Id!, out var reply)) reply.TrySetResult();
            return Task.FromResult<string?>(message.Id);
        }
    }
}
