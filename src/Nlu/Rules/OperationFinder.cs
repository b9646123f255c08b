using System.Text.RegularExpressions;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Cuts a message into what it asks for, in order: the cut under which the patterns explain most of it.</summary>
internal sealed partial class OperationFinder(Matcher matcher, TokenizedText text, CandidateSet candidates, string language, bool answering)
{
    public const double Threshold = 0.6;
    private const double WholeSet = 0.9;
    private const double SureSet = 0.97;
    private const double LookedAt = 0.75;
    private const float MorePlain = 0.5f;
    private const double PairConfidence = 0.97;
    private const int MaxClauses = 12;
    private const int MaxOperations = 30;
    private const float FirstCost = 0.1f;
    private const float OperationCost = 0.9f;
    private const float UnexplainedCost = 0.35f;

    private readonly Grammar _grammar = matcher.Grammar;
    private readonly Token[] _tokens = text.Array;
    private readonly int[] _afterPostlude = new int[text.Count + 1];
    private readonly int[] _contentBefore = Unset(text.Count + 1);
    private readonly List<int> _starts = [];
    private readonly List<(int Clause, Reading Reading)> _readings = [];
    private readonly bool _question = text.Text.AsSpan().IndexOfAny('?', '¿') >= 0 || Asking().IsMatch(text.Text);
    private readonly Dictionary<int, ItemList> _lists = [];

    /// <summary>How many with values of their own make a list of them.</summary>
    public int LeastPairs { get; init; } = 2;

    /// <summary>The operations and, where there is none, what came near.</summary>
    /// <param name="cueEnd">First token after the words that only answer ("sí, ...").</param>
    public (IReadOnlyList<Interpretation> Operations, IReadOnlyList<Interpretation> Alternatives) Find(int cueEnd)
    {
        CutClauses(cueEnd);
        var scratch = new List<Reading>(32);
        Span<(int, float)> seeds = stackalloc (int, float)[8];
        for (var clause = 0; clause < _starts.Count; clause++)
        {
            scratch.Clear();
            var count = Seeds(clause, cueEnd, seeds);
            matcher.Patterns(_grammar.PatternStart, seeds[..count], _tokens.Length, scratch);
            Keep(clause, scratch);
        }

        var builder = new SlotBuilder(matcher, text, candidates);
        var pairs = new PairReader(matcher, _tokens).Read(seeds[..Seeds(0, cueEnd, seeds)], LeastPairs);
        if (pairs.Count > 0 && PairReader.IsSure(pairs, _grammar)) return (Several(pairs, builder), []);
        if (_readings.Count == 0) return (Several(pairs, builder), []);
        var chosen = Choose(out var unexplained);
        var operations = new List<Interpretation>(chosen.Count);
        foreach (var (reading, gap, next) in chosen)
        {
            if (Flags(reading).HasFlag(PatternFlags.Header)) Items(reading, builder, operations);
            else operations.Add(Interpret(reading, LeftOut(reading, Pointed(reading, builder.Build(reading)), builder), Confidence(reading, gap, unexplained), next));
        }

        if (pairs.Count > 0 && !operations.Exists(o => o.Confidence >= WholeSet)) return (Several(pairs, builder), []);
        Repetitions.Drop(operations);
        return operations.Count > 0 ? (operations, []) : ([], Alternatives(builder));
    }

    private List<Interpretation> Several(List<Reading> pairs, SlotBuilder builder) =>
        [.. pairs.Select(p => Interpret(p, builder.Build(p), PairConfidence, p.End))];

    // "I don't need 7 anymore, delete it": what was spoken of before in the same message is meant.
    private Dictionary<string, Entity> Pointed(in Reading reading, Dictionary<string, Entity> slots)
    {
        if (!slots.TryGetValue("task", out var task) || task.Value is not ReferenceValue { Kind: ReferenceKind.It } || reading.Start == 0) return slots;
        Candidate? before = null;
        foreach (var candidate in candidates.All)
            if (candidate is { Strong: true, Type: EntityType.Task, Value: TaskNumbersValue } && candidate.To <= reading.Start && (before is null || candidate.To >= before.Value.To)) before ??= candidate;
        if (before is { } found) slots["task"] = new Entity(EntityType.Task, found.Value, text.Slice(found.From, found.To), _tokens[found.From].Start, _tokens[found.To - 1].End);
        return slots;
    }

    private static int[] Unset(int length)
    {
        var counts = new int[length];
        counts[^1] = -1;
        return counts;
    }

    private PatternFlags Flags(in Reading reading) => _grammar.Patterns[reading.Pattern].Flags;

    private void CutClauses(int cueEnd)
    {
        _starts.Add(0);
        for (var i = 1; i < _tokens.Length && _starts.Count < MaxClauses; i++)
        {
            if (!Clauses.IsSeparator(_tokens[i - 1]) || Clauses.IsSeparator(_tokens[i])) continue;
            // "3,5" and "v1.2" are no ends of clauses.
            if (_tokens[i].Glued && _tokens[i - 1].Folded is "." or "," or ":") continue;
            _starts.Add(i);
        }

        if (cueEnd > 0 && cueEnd < _tokens.Length && !_starts.Contains(cueEnd))
        {
            _starts.Add(cueEnd);
            _starts.Sort();
        }
    }

    private int Seeds(int clause, int cueEnd, Span<(int, float)> seeds)
    {
        var at = _starts[clause];
        while (at < _tokens.Length && (_tokens[at].Kind is TokenKind.Punctuation or TokenKind.NewLine || IsBot(_tokens[at])) && at + 1 < _tokens.Length && (clause + 1 == _starts.Count || at < _starts[clause + 1])) at++;
        seeds[0] = (at, 0f);
        var count = 1;
        if (clause == 0 && cueEnd > at && cueEnd < _tokens.Length) seeds[count++] = (cueEnd, 0.1f);
        var (first, found) = matcher.Rule(_grammar.Prelude, at);
        for (var i = first; i < first + found && count < seeds.Length; i++)
        {
            var reading = matcher.RuleReading(i);
            if (reading.End < _tokens.Length) seeds[count++] = (reading.End, 0.1f * Math.Min(5, reading.End - at));
        }

        return count;
    }

    // "@PmBot my tasks": whom the message is for, where the channel doesn't say it apart.
    private static bool IsBot(in Token token) => token.Kind == TokenKind.Mention && token.Folded is "pmbot" or "bot";

    // The best reading of each pattern for each end; those that the message forbids are left out.
    private void Keep(int clause, List<Reading> found)
    {
        foreach (var reading in found)
        {
            var flags = Flags(reading);
            if (_question && flags.HasFlag(PatternFlags.Statement)) continue;
            if (!_question && flags.HasFlag(PatternFlags.Question)) continue;
            if (flags.HasFlag(PatternFlags.Bare) && answering) continue;
            if (flags.HasFlag(PatternFlags.Own) && _grammar.Patterns[reading.Pattern].Language != language) continue;
            if (flags.HasFlag(PatternFlags.Whole) && (clause > 0 || AfterPostlude(reading.End) < _tokens.Length)) continue;
            if (flags.HasFlag(PatternFlags.Header) && !ReadsList(reading, flags)) continue;
            _readings.Add((clause, reading));
        }
    }

    private int AfterPostlude(int end)
    {
        if (_afterPostlude[end] > 0) return _afterPostlude[end] - 1;
        var at = end;
        while (at < _tokens.Length)
        {
            var (first, count) = matcher.Rule(_grammar.Postlude, at);
            var furthest = at;
            for (var i = first; i < first + count; i++) furthest = Math.Max(furthest, matcher.RuleReading(i).End);
            if (furthest == at && But(at) is { } but) furthest = but.End;
            if (furthest == at && !_tokens[at].IsContent && (_tokens[at].Kind != TokenKind.NewLine || at + 1 == _tokens.Length)) furthest = at + 1;
            if (furthest == at) break;
            at = furthest;
        }

        _afterPostlude[end] = at + 1;
        return at;
    }

    // The longest reading of what is left out: "menos la 7".
    private Reading? But(int at)
    {
        var (first, count) = matcher.Rule(_grammar.ButRule, at);
        Reading? longest = null;
        for (var i = first; i < first + count; i++)
            if (longest is null || matcher.RuleReading(i).End > longest.Value.End) longest = matcher.RuleReading(i);
        return longest;
    }

    // "Mueve todas las de Ana al lunes menos la 7": said behind everything else, it belongs to the tasks.
    private Dictionary<string, Entity> LeftOut(in Reading reading, Dictionary<string, Entity> slots, SlotBuilder builder)
    {
        if (slots.TryGetValue("task", out var task) && task.Value is TaskSetValue or TaskDescriptionValue { Plural: true } && But(reading.End) is { } but) slots["task"] = builder.Without(task, but);
        return slots;
    }

    private List<(Reading Reading, int Gap, int Stop)> Choose(out int unexplained)
    {
        var count = _starts.Count;
        var best = new float[count + 1];
        var pick = new int[count];
        var jump = new int[count];
        for (var clause = count - 1; clause >= 0; clause--)
        {
            best[clause] = best[clause + 1] - (UnexplainedCost * Content(_starts[clause], clause + 1 < count ? _starts[clause + 1] : _tokens.Length));
            (pick[clause], jump[clause]) = (-1, clause + 1);
            for (var i = 0; i < _readings.Count; i++)
            {
                var (of, reading) = _readings[i];
                if (of != clause) continue;
                var (gap, next) = After(reading);
                if (Flags(reading).HasFlag(PatternFlags.Header)) (gap, next) = (0, count);
                if (Confidence(reading, gap, 0) < Threshold) continue;
                var value = reading.Score + (_lists.GetValueOrDefault(reading.Cell)?.Score ?? 0) - (clause == 0 ? FirstCost : OperationCost) - (UnexplainedCost * gap) + best[next] + WholeBonus(reading) + (0.5f * (_grammar.Patterns[reading.Pattern].Confidence - 0.95f));
                if (value <= best[clause]) continue;
                (best[clause], pick[clause], jump[clause]) = (value, i, next);
            }
        }

        var chosen = new List<(Reading, int, int)>();
        unexplained = 0;
        for (var clause = 0; clause < count && chosen.Count < MaxOperations; clause = jump[clause])
        {
            if (pick[clause] < 0) unexplained += Content(_starts[clause], clause + 1 < count ? _starts[clause + 1] : _tokens.Length);
            else if (_readings[pick[clause]].Reading is var taken) chosen.Add((taken, Flags(taken).HasFlag(PatternFlags.Header) ? 0 : After(taken).Gap, taken.End));
        }

        var rest = unexplained;
        chosen.RemoveAll(c => Confidence(c.Item1, c.Item2, rest) < Threshold);
        return chosen;
    }

    // The exact words of a whole message mean what they are there for: "cancel that" cancels no task.
    private float WholeBonus(in Reading reading) => (Flags(reading) & (PatternFlags.Whole | PatternFlags.Bare)) == PatternFlags.Whole ? 0.8f : 0f;

    /// <summary>The unexplained words after a reading and the clause that follows it.</summary>
    private (int Gap, int Next) After(in Reading reading)
    {
        var end = AfterPostlude(reading.End);
        var next = 0;
        while (next < _starts.Count && _starts[next] < Math.Max(end, reading.End)) next++;
        // A clause that begins behind a postlude ("y listo") begins later.
        var stop = next < _starts.Count ? _starts[next] : _tokens.Length;
        return (Content(end, stop), next);
    }

    private int Content(int from, int to)
    {
        if (_contentBefore[^1] < 0)
        {
            _contentBefore[^1] = 0;
            for (var i = 0; i < _tokens.Length; i++)
                _contentBefore[i + 1] = _contentBefore[i] + (_tokens[i].IsContent && !matcher.Words.IsFiller(i) && !Clauses.IsSeparator(_tokens[i]) ? 1 : 0);
        }

        return to > from ? _contentBefore[to] - _contentBefore[from] : 0;
    }

    private double Confidence(in Reading reading, int gap, int elsewhere)
    {
        var pattern = _grammar.Patterns[reading.Pattern];
        var weight = pattern.Flags.HasFlag(PatternFlags.Strict) ? 2 : 1;
        var lost = (0.04 * reading.Typos) + (weight * ((0.1 * reading.Skips) + (0.08 * gap) + Math.Min(0.25, 0.02 * elsewhere)));
        return Math.Clamp(pattern.Confidence - lost, 0, 1);
    }

    private Interpretation Interpret(in Reading reading, Dictionary<string, Entity> slots, double confidence, int stop)
    {
        var pattern = _grammar.Patterns[reading.Pattern];
        var from = Math.Min(reading.Start, _tokens.Length - 1);
        if (slots.TryGetValue("task", out var task) && task.Value is TaskSetValue set)
        {
            // "Show me everything tagged legal" is a list, and so is "give me all the urgent ones"; the model is asked.
            // Nobody lists all but some: with an exception it is what it says.
            if (pattern.Intent == "get_status" || (IsMe(slots) && !set.HasExceptions)) confidence = Math.Min(confidence, LookedAt);
            // Many tasks by what they have in common, read to the last word, stand against a model that takes them for a list.
            else if (confidence >= WholeSet) confidence = SureSet;
        }

        // Nobody says "all but the second" of anything but a list.
        if (confidence >= WholeSet && slots.TryGetValue("task", out var picked) && picked.Value is TaskPickValue) confidence = SureSet;
        return new Interpretation(pattern.Intent, Math.Round(confidence, 3), "rule", slots, _tokens[from].Start, _tokens[Math.Max(from, stop - 1)].End, pattern.Evidence);
    }

    private static bool IsMe(Dictionary<string, Entity> slots) => slots.TryGetValue("assignee", out var person) && person.Value is ReferenceValue { Kind: ReferenceKind.Me };

    private List<Interpretation> Alternatives(SlotBuilder builder)
    {
        var best = new Dictionary<string, (Reading Reading, double Confidence)>(StringComparer.Ordinal);
        foreach (var (_, reading) in _readings)
        {
            if (Flags(reading).HasFlag(PatternFlags.Header)) continue;
            var confidence = Math.Min(Threshold - 0.01, Confidence(reading, After(reading).Gap, 0));
            var intent = _grammar.Patterns[reading.Pattern].Intent;
            if (confidence >= 0.2 && (!best.TryGetValue(intent, out var known) || known.Confidence < confidence)) best[intent] = (reading, confidence);
        }

        return [.. best.Values.OrderByDescending(b => b.Confidence).Take(3).Select(b => Interpret(b.Reading, builder.Build(b.Reading), b.Confidence, b.Reading.End))];
    }

    // What stands below a header, each item as it is read.
    private bool ReadsList(in Reading header, PatternFlags flags)
    {
        if (header.End >= _tokens.Length || Content(header.End, _tokens.Length) == 0) return false;
        if (flags.HasFlag(PatternFlags.Lines) && !ListCutter.BeginsWithBullet(_tokens, header.End)) return false;
        var list = new ItemList();
        foreach (var (from, to) in ListCutter.Cut(_tokens, header.End, language))
        {
            if (Content(from, to) == 0 || list.Items.Count == MaxOperations) continue;
            var item = Item(from, to, header);
            // "Cerrar caja, no más tarde del treinta": what only tells more of a task is none.
            if (list.Items is [.., { Reading: { } before } last] && Item(last.From, to, header) is { } longer && longer.Score - before.Score > (item?.Score ?? 0) + MorePlain)
                list.Items[^1] = (last.From, to, longer);
            else list.Items.Add((from, to, item));
        }

        _lists[header.Cell] = list;
        return list.Items.Count > 0;
    }

    private void Items(in Reading header, SlotBuilder builder, List<Interpretation> into)
    {
        var common = builder.Build(header);
        var pattern = _grammar.Patterns[header.Pattern];
        foreach (var (from, to, reading) in _lists[header.Cell].Items)
        {
            var slots = new Dictionary<string, Entity>(common, StringComparer.Ordinal);
            if (reading is not { } item)
            {
                // Words that no rule takes apart are a title all the same: none is lost.
                slots["title"] = new Entity(EntityType.Text, new TextValue(FreeText.Clean(text.Span(from, to))), text.Slice(from, to), _tokens[from].Start, _tokens[to - 1].End);
                into.Add(new Interpretation(pattern.Intent, pattern.Confidence, "rule", slots, _tokens[from].Start, _tokens[to - 1].End, pattern.Evidence));
                continue;
            }

            foreach (var (slot, value) in builder.Build(item)) slots[slot] = value;
            into.Add(Interpret(item, slots, pattern.Confidence, item.End));
        }
    }

    private Reading? Item(int from, int to, in Reading header)
    {
        var intent = _grammar.Patterns[header.Pattern].Intent;
        var found = new List<Reading>();
        matcher.Patterns(_grammar.ItemStart, [(from, 0f)], to, found);
        Reading? best = null;
        foreach (var reading in found)
        {
            var pattern = _grammar.Patterns[reading.Pattern];
            if (pattern.Intent == intent && pattern.Flags.HasFlag(PatternFlags.Item) && Content(reading.End, to) == 0 && (best is null || reading.Score > best.Value.Score)) best = reading;
        }

        return best;
    }

    /// <summary>The items below a header, where each stands, and what they add to its score.</summary>
    private sealed class ItemList
    {
        // Several behind a colon are a list, whatever else the verb could dictate ("note: ...").
        private const float SeveralBonus = 6.5f;

        public List<(int From, int To, Reading? Reading)> Items { get; } = [];

        public float Score => Items.Sum(i => i.Reading?.Score ?? 0) + (Items.Count > 1 ? SeveralBonus : 0);
    }

    // "Qué está atorado", without the marks: the accent makes it a question. "Qué bien, la 7 ya quedó" is none.
    [GeneratedRegex(@"^\W*((y|oye|hola),? )?(qué (está|esta|están|estan|anda|andan|hay|sigue|siguen|quedó|tenemos|falta|vence|va|van)|quién|quiénes|cuál|cuáles|dónde|cuándo|cuántos|cuántas|cuánto|cuánta)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Asking();
}
