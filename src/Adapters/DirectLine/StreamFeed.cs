using System.Threading.Channels;

namespace PmBot.Adapters.DirectLine;

/// <summary>What one open stream has still to send: first what it missed, then what comes.</summary>
/// <remarks>Bounded: a client that does not read is dropped rather than remembered; it returns with its watermark.</remarks>
internal sealed class StreamFeed(string epoch, IReadOnlyList<LogEntry> missed, int backlog)
{
    private readonly Channel<LogEntry> _live = Channel.CreateBounded<LogEntry>(
        new BoundedChannelOptions(backlog) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public string Epoch { get; } = epoch;

    public IReadOnlyList<LogEntry> Missed { get; } = missed;

    public ChannelReader<LogEntry> Live => _live.Reader;

    /// <summary>The client fell behind and is to be dropped without ceremony.</summary>
    public bool FellBehind { get; private set; }

    /// <summary>False once the stream is over.</summary>
    public bool Offer(LogEntry entry)
    {
        if (_live.Writer.TryWrite(entry)) return true;
        FellBehind = _live.Writer.TryComplete() || FellBehind;
        return false;
    }

    /// <summary>Nothing more comes; what waits is still sent.</summary>
    public void Complete() => _live.Writer.TryComplete();
}
