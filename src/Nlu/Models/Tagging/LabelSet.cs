namespace PmBot.Nlu.Models.Tagging;

/// <summary>The labels that an intent allows, and what each scores after another. Immutable.</summary>
internal sealed class LabelSet
{
    /// <param name="allowed">The labels: outside, then begin and inside of each type.</param>
    /// <param name="labels">How many labels there are in all.</param>
    /// <param name="transitions">What each of all labels scores after another.</param>
    public LabelSet(ushort[] allowed, int labels, float[] transitions)
    {
        Allowed = allowed;
        Width = (allowed.Length + 7) / 8 * 8;
        var table = new int[Width * Width];
        Array.Fill(table, LabelPath.Never);
        for (var x = 0; x < allowed.Length; x++)
            for (var y = 0; y < allowed.Length; y++)
                if (LabelScheme.MayFollow(x, y)) table[(x * Width) + y] = (int)MathF.Round(transitions[(allowed[x] * labels) + allowed[y]] * FeatureTable.One);
        Transitions = table;
    }

    public ushort[] Allowed { get; }

    /// <summary>Labels, up to a multiple of 8.</summary>
    public int Width { get; }

    /// <summary>[before * Width + label], both places in <see cref="Allowed"/>.</summary>
    public int[] Transitions { get; }
}
