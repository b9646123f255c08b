using System.Collections.Concurrent;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>Finds the entities of a message: a conditional random field over its tokens. Immutable and thread-safe.</summary>
public sealed class EntityTagger
{
    private const int LongMessage = 512;
    private readonly LabelScheme _scheme;
    private readonly Dictionary<string, int> _intents;
    private readonly bool[][] _allowed;
    private readonly FeatureTable _table;
    private readonly float[] _transitionWeights;
    private readonly LabelSet[] _sets;
    private readonly Lazy<LabelSet> _anyIntent;
    private readonly ConcurrentBag<Workspace> _idle = [];

    private EntityTagger(LabelScheme scheme, string[] intents, bool[][] allowed, FeatureTable table, float[] transitions)
    {
        (_scheme, _allowed, _table, _transitionWeights) = (scheme, allowed, table, transitions);
        _intents = intents.Select((intent, i) => (intent, i)).ToDictionary(p => p.intent, p => p.i, StringComparer.Ordinal);
        _sets = [.. Enumerable.Range(0, allowed.Length).Select(Set)];
        _anyIntent = new Lazy<LabelSet>(() => Set(-1));
    }

    private LabelSet Set(int intent)
    {
        var labels = new ushort[_scheme.Count];
        return new LabelSet(labels[..Allowed(intent, _allowed, _scheme, labels, [])], _scheme.Count, _transitionWeights);
    }

    internal int Weights => _table.Weights;

    internal int Features => _table.Features;

    /// <summary>Learns from sentences.</summary>
    public static EntityTagger Train(IReadOnlyList<TaggerSentence> sentences, TaggerOptions options)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(options);
        var types = sentences.SelectMany(s => s.Spans).Select(s => s.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var intents = sentences.Select(s => s.Intent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var scheme = new LabelScheme(types);
        var index = intents.Select((intent, i) => (intent, i)).ToDictionary(p => p.intent, p => p.i, StringComparer.Ordinal);
        var seen = Seen(sentences, scheme, index, options);
        var examples = new List<CrfTrainer.Example>(sentences.Count);
        foreach (var sentence in sentences)
            if (Example(sentence, index[sentence.Intent], seen, scheme) is { } example) examples.Add(example);
        var (table, transitions) = CrfTrainer.Train(options, scheme.Count, examples);
        return new EntityTagger(scheme, intents, seen, table, transitions);
    }

    // Null for a sentence whose marks cut a token: it would teach something wrong.
    private static CrfTrainer.Example? Example(TaggerSentence sentence, int intent, bool[][] seen, LabelScheme scheme)
    {
        var n = sentence.Text.Count;
        var gold = new ushort[n];
        if (n == 0 || !scheme.Encode(sentence.Text, sentence.Spans, gold)) return null;
        var facts = new TokenFacts[n];
        TokenFacts.Read(sentence.Text, sentence.Hints.Span, facts);
        var features = new uint[n * FeatureExtractor.Most];
        var starts = new int[n + 1];
        for (var i = 0; i < n; i++) starts[i + 1] = starts[i] + FeatureExtractor.Extract(facts, i, (uint)intent + 1, features.AsSpan(starts[i]));
        var allowed = new ushort[scheme.Count];
        var labels = Allowed(intent, seen, scheme, allowed, gold);
        return new CrfTrainer.Example(starts, features[..starts[n]], gold, allowed[..labels]);
    }

    // An entity type that hardly ever came with an intent in training does not come with it later.
    private static bool[][] Seen(IReadOnlyList<TaggerSentence> sentences, LabelScheme scheme, Dictionary<string, int> intents, TaggerOptions options)
    {
        var seen = new int[intents.Count][];
        foreach (ref var types in seen.AsSpan()) types = new int[scheme.Types.Length];
        var index = scheme.Types.Select((type, i) => (type, i)).ToDictionary(p => p.type, p => p.i, StringComparer.Ordinal);
        var total = new int[intents.Count];
        foreach (var sentence in sentences)
        {
            total[intents[sentence.Intent]]++;
            foreach (var span in sentence.Spans) seen[intents[sentence.Intent]][index[span.Type]]++;
        }

        return [.. seen.Select((types, intent) => Array.ConvertAll(types, count => count > 0 && count >= options.Rare * total[intent]))];
    }

    // The labels of the types that any of the intents knows, and those of the answer.
    private static int Allowed(int intent, bool[][] seen, LabelScheme scheme, Span<ushort> into, ReadOnlySpan<ushort> gold)
    {
        into[0] = 0;
        var count = 1;
        for (var type = 0; type < scheme.Types.Length; type++)
        {
            if (intent >= 0 && !seen[intent][type] && !gold.Contains((ushort)LabelScheme.Begin(type))) continue;
            into[count++] = (ushort)LabelScheme.Begin(type);
            into[count++] = (ushort)LabelScheme.Inside(type);
        }

        return count;
    }

    /// <summary>Adds the entities of a message, in the order of the text.</summary>
    public void Tag(in TaggerInput input, ICollection<TaggedSpan> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (input.Text.Count == 0) return;
        if (!_idle.TryTake(out var work)) work = new Workspace(_scheme.Count);
        Tag(input, work, into);
        // What a very long message needed is not kept.
        if (input.Text.Count <= LongMessage) _idle.Add(work);
    }

    /// <summary>Writes the tagger; <see cref="Load"/> reads it.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(writer, _scheme.Types);
        Write(writer, [.. _intents.OrderBy(i => i.Value).Select(i => i.Key)]);
        foreach (var labels in _allowed)
        {
            foreach (var label in labels) writer.Write(label);
        }

        foreach (var weight in _transitionWeights) writer.Write(weight);
        _table.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static EntityTagger Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var scheme = new LabelScheme(ReadStrings(reader));
        var intents = ReadStrings(reader);
        var allowed = new bool[intents.Length][];
        for (var i = 0; i < allowed.Length; i++)
        {
            allowed[i] = new bool[scheme.Types.Length];
            foreach (ref var label in allowed[i].AsSpan()) label = reader.ReadBoolean();
        }

        var transitions = new float[scheme.Count * scheme.Count];
        foreach (ref var weight in transitions.AsSpan()) weight = reader.ReadSingle();
        return new EntityTagger(scheme, intents, allowed, FeatureTable.Load(reader, scheme.Count), transitions);
    }

    private static void Write(BinaryWriter writer, string[] strings)
    {
        writer.Write7BitEncodedInt(strings.Length);
        foreach (var text in strings) writer.Write(text);
    }

    private static string[] ReadStrings(BinaryReader reader)
    {
        var strings = new string[reader.Read7BitEncodedInt()];
        foreach (ref var text in strings.AsSpan()) text = reader.ReadString();
        return strings;
    }

    private void Tag(in TaggerInput input, Workspace work, ICollection<TaggedSpan> into)
    {
        var n = input.Text.Count;
        var intent = _intents.GetValueOrDefault(input.Intent, -1);
        var set = intent < 0 ? _anyIntent.Value : _sets[intent];
        var allowed = set.Allowed;
        if (allowed.Length == 1) return;
        if (work.Facts.Length < n) (work.Facts, work.Labels) = (new TokenFacts[n], new int[n]);
        var facts = work.Facts.AsSpan(0, n);
        TokenFacts.Read(input.Text, input.Hints, facts);
        work.Path.Begin(n, set.Width);
        Span<uint> features = stackalloc uint[FeatureExtractor.Most];
        for (var t = 0; t < n; t++)
        {
            Array.Clear(work.Scores);
            var count = FeatureExtractor.Extract(facts, t, (uint)intent + 1, features);
            _table.AddTo(features[..count], allowed, work.Scores);
            var nodes = work.Path.Nodes.AsSpan(t * set.Width, set.Width);
            for (var y = 0; y < allowed.Length; y++) nodes[y] = work.Scores[allowed[y]];
            nodes[allowed.Length..].Fill(LabelPath.Never);
        }

        var labels = work.Labels.AsSpan(0, n);
        work.Path.Find(set.Transitions, set.Width, labels);
        for (var t = 0; t < n; t++)
        {
            var begin = labels[t];
            if (begin == 0) continue;
            var to = t + 1;
            while (to < n && labels[to] == begin + 1) to++;
            var (start, end) = LabelScheme.Place(input.Text.Array, t, WithoutEmoji(input.Text.Array, t, to));
            into.Add(new TaggedSpan(_scheme.Types[LabelScheme.TypeOf(allowed[begin])], start, end));
            t = to - 1;
        }
    }

    // A smile behind the words is none of them; one that stands alone may be what is meant.
    private static int WithoutEmoji(Token[] tokens, int from, int to)
    {
        while (to - from > 1 && tokens[to - 1].Kind is TokenKind.Emoji or TokenKind.NewLine) to--;
        return to;
    }

    private sealed class Workspace(int labels)
    {
        public TokenFacts[] Facts { get; set; } = new TokenFacts[64];

        public int[] Labels { get; set; } = new int[64];

        public int[] Scores { get; } = new int[labels];

        public LabelPath Path { get; } = new();
    }
}
