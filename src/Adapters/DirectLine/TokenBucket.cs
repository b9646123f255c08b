namespace PmBot.Adapters.DirectLine;

/// <summary>A rate with bursts: full at first, refilled steadily, one piece a request.</summary>
internal sealed class TokenBucket(double perSecond, double burst, TimeProvider time)
{
    private readonly double _burst = burst;
    private readonly Lock _lock = new();
    private double _level = burst;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        lock (_lock)
        {
            Refill();
            if (_level < 1) return false;
            _level--;
            return true;
        }
    }

    /// <summary>Nobody has taken from it for so long that it is as good as new.</summary>
    public bool IsFull()
    {
        lock (_lock)
        {
            Refill();
            return _level >= _burst;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _level = Math.Min(_burst, _level + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
