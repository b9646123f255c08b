using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Hosting;

public sealed class LastingServiceTests
{
    [Fact]
    public async Task Work_that_fails_begins_anew_after_pauses_that_grow_and_the_host_goes_on()
    {
        var clock = new PacedTime(40);
        using var counted = new Counted(nameof(Fragile));
        using var host = Host(clock, failures: 5);
        var stopped = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        await host.StartAsync();
        var work = host.Services.GetRequiredService<Fragile>();
        await Eventually.SoAsync(() => work.IsWell, "the work goes on");

        stopped.IsCancellationRequested.ShouldBeFalse();
        work.Began.Count.ShouldBe(6);
        counted.Value.ShouldBe(5);
        var at = work.Began.ToArray();
        // At least half of 1, 2, 4, 8 and 16 seconds.
        for (var i = 1; i <= 5; i++) (at[i] - at[i - 1]).TotalSeconds.ShouldBeGreaterThanOrEqualTo(0.5 * Math.Pow(2, i - 1));
        await host.StopAsync();
    }

    [Fact]
    public async Task Work_that_never_goes_well_is_tried_no_more_than_once_in_half_a_minute_at_last()
    {
        var clock = new PacedTime(2000);
        using var host = Host(clock, failures: int.MaxValue);

        await host.StartAsync();
        var work = host.Services.GetRequiredService<Fragile>();
        await Eventually.SoAsync(() => work.Began.Count >= 12, "twelve tries");

        var at = work.Began.ToArray();
        for (var i = 8; i < at.Length; i++) (at[i] - at[i - 1]).ShouldBeGreaterThanOrEqualTo(LastingService.LongestRest / 2);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        await host.StopAsync();
    }

    [Fact]
    public async Task The_host_stops_at_once_during_a_pause_and_work_that_returns_does_not_begin_again()
    {
        // A thousand times slower: the pause is one of ten minutes.
        using var waits = Host(new PacedTime(0.001), failures: int.MaxValue);
        await waits.StartAsync();
        var work = waits.Services.GetRequiredService<Fragile>();
        await Eventually.SoAsync(() => !work.Began.IsEmpty, "the first try");
        await waits.StopAsync().WaitAsync(TimeSpan.FromMinutes(2));

        var clock = new PacedTime(500);
        using var ends = Host(clock, failures: 0, returns: true);
        await ends.StartAsync();
        var done = ends.Services.GetRequiredService<Fragile>();
        await done.ExecuteTask!;
        done.Began.Count.ShouldBe(1);
        await ends.StopAsync();
    }

    private static IHost Host(TimeProvider clock, int failures, bool returns = false)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging().AddSingleton(p => new Fragile(clock, p.GetRequiredService<ILogger<Fragile>>(), failures, returns));
        builder.Services.AddHostedService(p => p.GetRequiredService<Fragile>());
        return builder.Build();
    }

    /// <summary>Fails so many times, each in another way, also in one that looks like the end of the service.</summary>
    private sealed class Fragile(TimeProvider clock, ILogger<Fragile> log, int failures, bool returns) : LastingService(clock, log)
    {
        public ConcurrentQueue<DateTimeOffset> Began { get; } = new();

        public bool IsWell { get; private set; }

        protected override Task WorkAsync(CancellationToken stoppingToken)
        {
            Began.Enqueue(Clock.GetUtcNow());
            if (Began.Count <= failures)
                throw (Began.Count % 3) switch { 0 => new OperationCanceledException("not ours"), 1 => new InvalidCastException("unforeseen"), _ => new AggregateException() };
            IsWell = true;
            return returns ? Task.CompletedTask : Task.Delay(Timeout.Infinite, stoppingToken);
        }
    }

    /// <summary>What was counted of one service.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener listener = new();
        private long value;

        public Counted(string service)
        {
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "pmbot.adapters.service.failures") l.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, more, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (Equals(tag.Value, service)) Interlocked.Add(ref value, more);
                }
            });
            listener.Start();
        }

        public long Value => Interlocked.Read(ref value);

        public void Dispose() => listener.Dispose();
    }
}
