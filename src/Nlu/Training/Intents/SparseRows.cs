using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Sentences as sparse vectors over the rows of a <see cref="FeatureTable"/>.</summary>
internal sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    private SparseRows(int[] starts, int[] columns, float[] values)
    {
        _starts = starts;
        _columns = columns;
        _values = values;
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public ReadOnlySpan<float> Values(int row) => _values.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public static SparseRows Build(FeatureTable table, IReadOnlyList<SentenceFeatures> sentences)
    {
        var starts = new int[sentences.Count + 1];
        var columns = new List<int>();
        var values = new List<float>();
        var sums = new float[table.Rows.Length];
        var touched = new List<int>();
        for (var s = 0; s < sentences.Count; s++)
        {
            touched.Clear();
            for (var block = 0; block < FeatureReader.Blocks; block++) Add(table, sentences[s].Block(block), sums, touched);
            touched.Sort();
            foreach (var column in touched)
            {
                columns.Add(column);
                values.Add(sums[column]);
                sums[column] = 0;
            }

            starts[s + 1] = columns.Count;
        }

        return new SparseRows(starts, [.. columns], [.. values]);
    }

    private static void Add(FeatureTable table, ReadOnlySpan<uint> block, float[] sums, List<int> touched)
    {
        var square = 0f;
        foreach (var hash in block)
        {
            var row = table.Find(hash);
            if (row >= 0) square += table.Rows[row].Rarity * table.Rows[row].Rarity;
        }

        if (square == 0) return;
        var scale = 1 / MathF.Sqrt(square);
        foreach (var hash in block)
        {
            var row = table.Find(hash);
            if (row < 0) continue;
            if (sums[row] == 0) touched.Add(row);
            sums[row] += table.Rows[row].Share * scale;
        }
    }
}
