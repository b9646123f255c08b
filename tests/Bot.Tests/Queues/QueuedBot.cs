using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Hosting;
using PmBot.Bot.Queues;
using PmBot.Bot.Tests.State;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Tests.Queues;

/// <summary>The bot with its queues and workers on a store that outlives it.</summary>
internal sealed class QueuedBot : IAsyncDisposable
{
    // Generous: on a busy machine a second of work may take many.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly IHost host;

    private QueuedBot(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IOutbound Outbound => Services.GetRequiredService<IOutbound>();

    public IInbox Inbox => Services.GetRequiredService<IInbox>();

    public DeadLetters Dead => Services.GetRequiredService<DeadLetters>();

    public static async Task<QueuedBot> StartAsync(TemporaryFolder folder, IChannelSender wire, TimeProvider? clock = null, IInboxReceiver? receiver = null, string? postgres = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", folder["pmbot.db"]), new("State:Path", ":memory:"), new("ConnectionStrings:Postgres", postgres)]);
        builder.Services.AddSingleton(new DeliveryClock(clock ?? new PacedTime(1, DateTimeOffset.UtcNow))).AddSingleton(wire);
        if (receiver is not null) builder.Services.AddSingleton(receiver);
        builder.Services.AddPmBot(builder.Configuration);
        builder.Services.AddHostedService<StorageStartup>();
        builder.Services.AddDeliveryWorkers();
        var host = builder.Build();
        await host.StartAsync();
        return new QueuedBot(host);
    }

    /// <summary>Waits until something is so.</summary>
    public static Task UntilAsync(Func<bool> so) => UntilAsync(() => Task.FromResult(so()));

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> so)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await so())
        {
            if (waited.Elapsed > Patience) throw new TimeoutException("It did not come to be.");
            await pause.WaitForNextTickAsync();
        }
    }

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
