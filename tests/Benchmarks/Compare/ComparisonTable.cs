using System.Globalization;

namespace PmBot.Benchmarks.Compare;

/// <summary>Prints the comparison as a Markdown table, ready for docs/performance.md.</summary>
internal static class ComparisonTable
{
    public static async Task WriteAsync(TextWriter output, IReadOnlyList<Row> rows)
    {
        await output.WriteLineAsync("| scenario | bot | turns/s | p50 ms | p95 ms | p99 ms | max ms | errors | bot CPU us/turn | stores CPU us/turn | generator CPU us/turn | resident MiB | others' processors |");
        await output.WriteLineAsync("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in rows) await output.WriteLineAsync(Line(row));
        await output.WriteLineAsync();
        foreach (var bot in rows.Select(r => r.Trial.Contestant).Distinct())
        {
            await output.WriteLineAsync(Text($"{bot.Name}: ready {bot.StartTime.TotalMilliseconds:N0} ms after its start"));
        }

        await WriteRatiosAsync(output, rows);
    }

    private static string Line(Row row) => Text(
        $"| {row.Trial.Title} | {row.Trial.Contestant.Name} | {row.TurnsPerSecond:N0} | {row.Milliseconds(0.5):N2} | {row.Milliseconds(0.95):N2} | {row.Milliseconds(0.99):N2} | {row.MaxMilliseconds:N1} | {row.Errors} | {row.ServerMicrosecondsPerTurn:N0} | {row.StoresMicrosecondsPerTurn:N0} | {row.GeneratorMicrosecondsPerTurn:N0} | {row.ResidentMebibytes:N0} | {row.OtherProcessors:N2} |");

    private static async Task WriteRatiosAsync(TextWriter output, IReadOnlyList<Row> rows)
    {
        foreach (var peer in rows.Where(r => r.Trial.Contestant is PeerBot && r.TurnsPerSecond > 0))
        {
            foreach (var row in rows.Where(r => r.Trial.Title == peer.Trial.Title && r != peer && r.ServerMicrosecondsPerTurn > 0))
            {
                await output.WriteLineAsync(Text(
                    $"{row.Trial.Title}: {row.Trial.Contestant.Name} does {row.TurnsPerSecond / peer.TurnsPerSecond:N1} times the peer's turns/s, at 1/{peer.ServerMicrosecondsPerTurn / row.ServerMicrosecondsPerTurn:N1} of its CPU time a turn"));
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
