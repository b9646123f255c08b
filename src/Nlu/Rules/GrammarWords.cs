using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>The words that patterns know, and the sets of them that patterns wait for.</summary>
internal sealed class GrammarWords
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<HashSet<int>> _sets = [];
    private readonly Dictionary<string, int> _setIndex = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Ids => _ids;

    public IReadOnlyList<HashSet<int>> Sets => _sets;

    /// <summary>The number of a set of words; the same for the same words.</summary>
    public int Set(IEnumerable<string> words)
    {
        var ids = new HashSet<int>();
        foreach (var word in words)
        {
            if (!_ids.TryGetValue(word, out var id)) _ids[word] = id = _ids.Count;
            ids.Add(id);
        }

        var key = string.Join(',', ids.Order());
        if (_setIndex.TryGetValue(key, out var index)) return index;
        _sets.Add(ids);
        return _setIndex[key] = _sets.Count - 1;
    }

    /// <summary>What each word adds to a reading.</summary>
    public float[] Weights()
    {
        var weights = new float[_ids.Count];
        foreach (var (word, id) in _ids) weights[id] = !char.IsLetterOrDigit(word[0]) ? 0.1f : WordLists.IsFunction(word) ? 0.4f : 1f;
        return weights;
    }

    /// <summary>Finds a word that was misspelt.</summary>
    public TypoIndex Typos()
    {
        var typos = new TypoIndex();
        foreach (var word in _ids.Keys) typos.Add(word);
        return typos;
    }

    /// <summary>Each set as bits by word.</summary>
    public ulong[][] Bits()
    {
        var bits = new ulong[_sets.Count][];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = new ulong[Width];
            foreach (var id in _sets[i]) bits[i][id >> 6] |= 1UL << (id & 63);
        }

        return bits;
    }

    /// <summary>How many 64-bit pieces hold a bit for each word.</summary>
    public int Width => (_ids.Count / 64) + 1;
}
