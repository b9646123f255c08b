using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Queues;

public sealed class KillTests
{
    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_answered_in_order_and_what_comes_twice_says_so()
    {
        using var folder = new TemporaryFolder();
        List<string> acknowledged = [];
        foreach (var _ in Enumerable.Range(0, 2)) acknowledged.AddRange(await RunAndKillAsync(folder, 150));

        // Ten times faster: the claims of those who died end after a second and a half.
        var answers = new KilledBot.Answers();
        using var wire = new KilledBot.FileWire(folder[""]);
        await using (var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(10, DateTimeOffset.UtcNow), answers))
        {
            answers.Outbound = bot.Outbound;
            await QueuedBot.UntilAsync(() => KilledBot.FileWire.Arrived(folder[""]).Select(a => a.Key).ToHashSet().IsSupersetOf(acknowledged));
        }

        var arrived = KilledBot.FileWire.Arrived(folder[""]);
        foreach (var lane in arrived.GroupBy(a => a.Lane))
        {
            var first = lane.Select(a => a.Key).Distinct(StringComparer.Ordinal).GroupBy(k => k[..6]).Select(run => run.Select(k => int.Parse(k.Split('-')[2], System.Globalization.CultureInfo.InvariantCulture)));
            foreach (var run in first) run.ShouldBeInOrder();
        }

        // A message whose delivery was not written down before the kill may come a second time, and says so: at most one a lane and kill.
        var twice = arrived.GroupBy(a => a.Key, StringComparer.Ordinal).Where(k => k.Count() > 1).ToList();
        twice.Count.ShouldBeLessThanOrEqualTo(2 * KilledBot.Lanes);
        twice.ShouldAllBe(k => k.Skip(1).All(a => a.IsMarked));
        arrived.Count(a => a.IsMarked).ShouldBeLessThanOrEqualTo(2 * KilledBot.Lanes);
    }

    private static async Task<IReadOnlyList<string>> RunAndKillAsync(TemporaryFolder folder, int after)
    {
        using var process = KilledBot.Start(folder[""]);
        var errors = process.StandardError.ReadToEndAsync();
        List<string> acknowledged = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.EndsWith(" .", StringComparison.Ordinal)) continue;
            acknowledged.Add(line[..^2]);
            if (acknowledged.Count == after) process.Kill();
        }

        await process.WaitForExitAsync();
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(after, await errors);
        return acknowledged;
    }
}
