namespace PmBot.Nlu.Rules;

/// <summary>What one run of the matcher needs to remember; reused.</summary>
internal sealed class MatchRun(int states)
{
    // Stamp and score side by side: the table is far larger than what is near the processor.
    private readonly (int Stamp, float Score)[] _marks = new (int, float)[states];
    private int _stamp;

    public int[] Heads { get; private set; } = new int[64];

    public int Furthest { get; set; }

    public List<Reading> Found { get; } = [];

    public void Reset(int positions)
    {
        if (Heads.Length < positions) Heads = new int[positions * 2];
        Array.Fill(Heads, -1, 0, positions);
        Furthest = -1;
    }

    public void NextPosition() => _stamp++;

    public bool Better(int state, float score)
    {
        ref var mark = ref _marks[state];
        if (mark.Stamp == _stamp && mark.Score >= score) return false;
        mark = (_stamp, score);
        return true;
    }
}
