namespace PmBot.Nlu.Models.Intents;

/// <summary>Working memory for one sentence at a time.</summary>
/// <param name="intents">Intents, up to a multiple of 8.</param>
/// <param name="hidden">Hidden units of all networks.</param>
internal sealed class IntentScratch(int intents, int hidden)
{
    private int[] _rows = new int[512];
    private float[] _shares = new float[512];
    private int _count;

    /// <summary>How far the sentence lies on the side of each intent; 1 is safely so.</summary>
    public float[] Margins { get; } = new float[intents];

    public float[] Hidden { get; } = new float[hidden];

    public float[] Output { get; } = new float[intents];

    /// <summary>Given that it is one of the intents.</summary>
    public float[] Probabilities { get; } = new float[intents];

    /// <summary>For each block, the share of the features that training has seen.</summary>
    public float[] Known { get; } = new float[FeatureReader.Blocks];

    /// <summary>Share of the words alone, without their sequences, that training has seen.</summary>
    public float KnownWords { get; set; }

    public double[] Signals { get; } = new double[Intents.Signals.Count];

    public FeatureBuffer Features { get; } = new();

    public FeatureReader Reader { get; } = new();

    /// <summary>What all values of the block at hand are multiplied by.</summary>
    public float Scale { get; set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    public ReadOnlySpan<float> Shares => _shares.AsSpan(0, _count);

    public void Begin(int atMost)
    {
        _count = 0;
        if (_rows.Length >= atMost) return;
        _rows = new int[atMost];
        _shares = new float[atMost];
    }

    public void Add(int row, float share)
    {
        _rows[_count] = row;
        _shares[_count++] = share;
    }
}
