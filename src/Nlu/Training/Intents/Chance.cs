namespace PmBot.Nlu.Training.Intents;

/// <summary>Pseudo-random numbers that are the same on every machine and with every version of the runtime.</summary>
internal sealed class Chance(uint seed)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) + 0x632BE59BD9B4E019;

    public uint Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (uint)((_state * 0x2545F4914F6CDD1D) >> 32);
    }

    /// <summary>From 0 to below a number.</summary>
    public int Below(int limit) => (int)(((ulong)Next() * (ulong)limit) >> 32);

    /// <summary>From 0 to below 1.</summary>
    public float Share() => (Next() >> 8) / 16777216f;

    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
