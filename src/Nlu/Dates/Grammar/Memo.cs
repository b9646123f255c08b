using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Grammar;

/// <summary>What one reader found at each token, so that several constructions can begin with it at the cost of one.</summary>
internal sealed class Memo(int tokens)
{
    private readonly (bool Known, Reading? Reading, int End)[] entries = new (bool, Reading?, int)[tokens + 1];

    public bool Knows(int i, out Reading? reading, out int end)
    {
        if ((uint)i >= (uint)entries.Length)
        {
            (reading, end) = (null, i);
            return true;
        }

        (var known, reading, end) = entries[i];
        return known;
    }

    public Reading? Keep(int i, Reading? reading, int end)
    {
        entries[i] = (true, reading, end);
        return reading;
    }
}
