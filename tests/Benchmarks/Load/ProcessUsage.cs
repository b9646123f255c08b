using System.Globalization;
using System.Runtime.InteropServices;

namespace PmBot.Benchmarks.Load;

/// <summary>What processes have used so far, from Linux' <c>/proc</c>.</summary>
/// <param name="Cpu">User and system time, in steps of 10 ms.</param>
/// <param name="ResidentBytes">Memory that is resident now; pages shared between processes count in each.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessUsage(TimeSpan Cpu, long ResidentBytes)
{
    private const int TicksPerSecond = 100;

    public static ProcessUsage operator +(ProcessUsage left, ProcessUsage right) => new(left.Cpu + right.Cpu, left.ResidentBytes + right.ResidentBytes);

    /// <summary>One process and everything that it started, living or waited for.</summary>
    public static ProcessUsage OfTree(int pid)
    {
        var stats = AllStats();
        return Sum(pid, stats, []);
    }

    /// <summary>The time that all processors of the machine were busy, with anything.</summary>
    public static TimeSpan OfMachine()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var times = fields.Skip(1).Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToList();
        // user nice system idle iowait irq softirq steal guest guest_nice; guests are in user already
        return Ticks(times.Take(8).Sum() - times[3] - times[4]);
    }

    private static ProcessUsage Sum(int pid, IReadOnlyDictionary<int, Stat> stats, HashSet<int> seen)
    {
        if (!stats.TryGetValue(pid, out var stat) || !seen.Add(pid)) return default;
        var sum = new ProcessUsage(Ticks(stat.CpuTicks), stat.ResidentPages * Environment.SystemPageSize);
        foreach (var child in stats.Where(s => s.Value.Parent == pid)) sum += Sum(child.Key, stats, seen);
        return sum;
    }

    private static Dictionary<int, Stat> AllStats()
    {
        var stats = new Dictionary<int, Stat>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            try
            {
                stats[pid] = Stat.Parse(File.ReadAllText(Path.Combine(folder, "stat")));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while we were looking.
            }
        }

        return stats;
    }

    private static TimeSpan Ticks(long ticks) => TimeSpan.FromMilliseconds(ticks * (1000 / TicksPerSecond));

    private sealed record Stat(int Parent, long CpuTicks, long ResidentPages)
    {
        public static Stat Parse(string line)
        {
            // The name, in parentheses, may hold spaces and parentheses itself. See proc_pid_stat(5).
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return new((int)Field(1), Field(11) + Field(12) + Field(13) + Field(14), Field(21));
            long Field(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
        }
    }
}
