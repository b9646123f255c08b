using PmBot.Nlu.Training;

namespace PmBot.Nlu.Models;

/// <summary>Which types of entities training saw with which intent. Immutable.</summary>
internal sealed class SlotTypeTable
{
    private readonly SortedDictionary<string, string[]> _types;

    private SlotTypeTable(SortedDictionary<string, string[]> types) => _types = types;

    public IReadOnlyList<string> Of(string intent) => _types.TryGetValue(intent, out var types) ? types : [];

    public static SlotTypeTable From(IReadOnlyList<LabelledSentence> sentences)
    {
        var types = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var intent in sentences.GroupBy(s => s.Intent, StringComparer.Ordinal))
        {
            types.Add(intent.Key, [.. intent.SelectMany(s => s.Entities).CountBy(e => e.Type).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Key)]);
        }

        return new SlotTypeTable(types);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_types.Count);
        foreach (var (intent, types) in _types)
        {
            writer.Write(intent);
            writer.Write(types.Length);
            foreach (var type in types) writer.Write(type);
        }
    }

    public static SlotTypeTable Load(BinaryReader reader)
    {
        var types = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var intent = reader.ReadString();
            var names = new string[reader.ReadInt32()];
            for (var i = 0; i < names.Length; i++) names[i] = reader.ReadString();
            types[intent] = names;
        }

        return new SlotTypeTable(types);
    }
}
