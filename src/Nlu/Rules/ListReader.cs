using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Reads a header ("crea estas tareas:") and the items below it.</summary>
internal sealed class ListReader(Matcher matcher, TokenizedText text, ClauseMap clauses, string language)
{
    private const float MorePlain = 0.5f;

    private readonly Token[] _tokens = text.Array;
    private readonly Dictionary<int, ItemList> _lists = [];

    /// <summary>What the items add to the score of their header; 0 for what is none.</summary>
    public float Score(in Reading header) => _lists.GetValueOrDefault(header.Cell)?.Score ?? 0;

    /// <summary>Reads what stands below a header.</summary>
    /// <returns>False where there is no list.</returns>
    public bool Read(in Reading header)
    {
        if (header.End >= _tokens.Length || clauses.Content(header.End, _tokens.Length) == 0) return false;
        if (matcher.Grammar.Patterns[header.Pattern].Flags.HasFlag(PatternFlags.Lines) && !ListCutter.BeginsWithBullet(_tokens, header.End)) return false;
        var list = new ItemList();
        foreach (var (from, to) in ListCutter.Cut(_tokens, header.End, language))
        {
            if (clauses.Content(from, to) == 0 || list.Items.Count == OperationFinder.MaxOperations) continue;
            var item = Item(from, to, header);
            // "Cerrar caja, no más tarde del treinta": what only tells more of a task is none.
            if (list.Items is [.., { Reading: { } before } last] && Item(last.From, to, header) is { } longer && longer.Score - before.Score > (item?.Score ?? 0) + MorePlain)
                list.Items[^1] = (last.From, to, longer);
            else list.Items.Add((from, to, item));
        }

        _lists[header.Cell] = list;
        return list.Items.Count > 0;
    }

    /// <summary>One request for each item below a header that was read; the header's values hold for all.</summary>
    public IEnumerable<Interpretation> Requests(Reading header, SlotBuilder builder, Func<Reading, Dictionary<string, Entity>, double, Interpretation> interpret)
    {
        var common = builder.Build(header);
        var pattern = matcher.Grammar.Patterns[header.Pattern];
        foreach (var (from, to, reading) in _lists[header.Cell].Items)
        {
            var slots = new Dictionary<string, Entity>(common, StringComparer.Ordinal);
            if (reading is not { } item)
            {
                // Words that no rule takes apart are a title all the same: none is lost.
                slots["title"] = new Entity(EntityType.Text, new TextValue(FreeText.Clean(text.Span(from, to))), text.Slice(from, to), _tokens[from].Start, _tokens[to - 1].End);
                yield return new Interpretation(pattern.Intent, pattern.Confidence, "rule", slots, _tokens[from].Start, _tokens[to - 1].End, pattern.Evidence);
                continue;
            }

            foreach (var (slot, value) in builder.Build(item)) slots[slot] = value;
            yield return interpret(item, slots, pattern.Confidence);
        }
    }

    private Reading? Item(int from, int to, in Reading header)
    {
        var intent = matcher.Grammar.Patterns[header.Pattern].Intent;
        var found = new List<Reading>();
        matcher.Patterns(matcher.Grammar.ItemStart, [(from, 0f)], to, found);
        Reading? best = null;
        foreach (var reading in found)
        {
            var pattern = matcher.Grammar.Patterns[reading.Pattern];
            if (pattern.Intent == intent && pattern.Flags.HasFlag(PatternFlags.Item) && clauses.Content(reading.End, to) == 0 && (best is null || reading.Score > best.Value.Score)) best = reading;
        }

        return best;
    }
}
