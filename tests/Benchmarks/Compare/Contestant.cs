using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Compare;

/// <summary>A bot that takes part in a comparison: started, ready, and known by its process.</summary>
internal abstract class Contestant : IAsyncDisposable
{
    public abstract string Name { get; }

    public abstract Uri Target { get; }

    /// <summary>The bot's process.</summary>
    public abstract int Pid { get; }

    /// <summary>The processes that keep its data, if they are not the bot itself.</summary>
    public virtual IReadOnlyList<int> Stores => [];

    /// <summary>From the start of the process to the first answer.</summary>
    public abstract TimeSpan StartTime { get; }

    /// <summary>The dialog in which the bot does the named work; null when it cannot.</summary>
    public abstract Script? ScriptOf(string scenario, Population population);

    public abstract ValueTask DisposeAsync();
}
