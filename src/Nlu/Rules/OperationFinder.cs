using System.Text.RegularExpressions;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Cuts a message into what it asks for, in order: the cut under which the patterns explain most of it.</summary>
internal sealed partial class OperationFinder(Matcher matcher, TokenizedText text, CandidateSet candidates, ClauseMap clauses, string language, bool answering)
{
    public const double Threshold = 0.6;

    /// <summary>How many requests are read from one message.</summary>
    public const int MaxOperations = 30;

    private const double WholeSet = 0.9;
    private const int LongList = 3;
    private const double SureSet = 0.97;
    private const double LookedAt = 0.75;
    private const double PairConfidence = 0.97;
    private const float FirstCost = 0.1f;
    private const float OperationCost = 0.9f;
    private const float UnexplainedCost = 0.35f;

    private readonly Grammar _grammar = matcher.Grammar;
    private readonly Token[] _tokens = text.Array;
    private readonly ListReader _lists = new(matcher, text, clauses, language);
    private readonly List<(int Clause, Reading Reading)> _readings = [];
    private readonly bool _question = text.Text.AsSpan().IndexOfAny('?', '¿') >= 0 || Asking().IsMatch(text.Text);

    /// <summary>How many with values of their own make a list of them.</summary>
    public int LeastPairs { get; init; } = 2;

    /// <summary>The operations and, where there is none, what came near.</summary>
    public (IReadOnlyList<Interpretation> Operations, IReadOnlyList<Interpretation> Alternatives) Find()
    {
        var scratch = new List<Reading>(32);
        Span<(int, float)> seeds = stackalloc (int, float)[8];
        for (var clause = 0; clause < clauses.Count; clause++)
        {
            scratch.Clear();
            var count = clauses.Seeds(clause, seeds);
            matcher.Patterns(_grammar.PatternStart, seeds[..count], _tokens.Length, scratch);
            Keep(clause, scratch);
        }

        var builder = new SlotBuilder(matcher, text, candidates);
        var pairs = new PairReader(matcher, _tokens, answering).Read(seeds[..clauses.Seeds(0, seeds)], LeastPairs);
        if (_readings.Count == 0) return (Several(pairs, builder), []);
        var chosen = Choose(out var unexplained);
        var operations = new List<Interpretation>(chosen.Count);
        foreach (var (reading, gap, next) in chosen)
        {
            if (Flags(reading).HasFlag(PatternFlags.Header)) operations.AddRange(_lists.Requests(reading, builder, (item, slots, confidence) => Interpret(item, slots, confidence, item.End)));
            else operations.Add(Interpret(reading, LeftOut(reading, Pointed(reading, builder.Build(reading)), builder), Confidence(reading, gap, unexplained), next));
        }

        if (pairs.Count > 0 && !operations.Exists(o => o.Confidence >= WholeSet && (IsList(o) || !PairReader.IsSure(pairs, _grammar)))) return (Several(pairs, builder), []);
        Repetitions.Drop(operations);
        return operations.Count > 0 ? (operations, []) : ([], Alternatives(builder));
    }

    // "Assign 2, 9, 5, 4 to Luis" is one deed to four tasks, though "9, 5" and "4 to Luis" could be values for tasks too.
    private static bool IsList(Interpretation operation) => operation.Slots.Values.Any(e => e.Value is TaskNumbersValue { Numbers.Count: >= LongList });

    private List<Interpretation> Several(List<Reading> pairs, SlotBuilder builder) =>
        [.. pairs.Select(p => Interpret(p, builder.Build(p), PairConfidence, p.End))];

    // "I don't need 7 anymore, delete it": what was spoken of before in the same message is meant.
    private Dictionary<string, Entity> Pointed(in Reading reading, Dictionary<string, Entity> slots)
    {
        if (!slots.TryGetValue("task", out var task) || task.Value is not ReferenceValue { Kind: ReferenceKind.It } || reading.Start == 0) return slots;
        Candidate? before = null;
        foreach (var candidate in candidates.All)
            if (candidate is { Type: EntityType.Task } and ({ Strong: true, Value: TaskNumbersValue } or { Value: ReferenceValue { Kind: ReferenceKind.Ordinal } }) && candidate.To <= reading.Start && (before is null || candidate.To >= before.Value.To)) before ??= candidate;
        if (before is { } found) slots["task"] = new Entity(EntityType.Task, found.Value, text.Slice(found.From, found.To), _tokens[found.From].Start, _tokens[found.To - 1].End);
        return slots;
    }

    private PatternFlags Flags(in Reading reading) => _grammar.Patterns[reading.Pattern].Flags;

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
            if (flags.HasFlag(PatternFlags.Whole) && (clause > 0 || clauses.AfterPostlude(reading.End) < _tokens.Length)) continue;
            if (flags.HasFlag(PatternFlags.Header) && !_lists.Read(reading)) continue;
            _readings.Add((clause, reading));
        }
    }

    // "Mueve todas las de Ana al lunes menos la 7": said behind everything else, it belongs to the tasks.
    private Dictionary<string, Entity> LeftOut(in Reading reading, Dictionary<string, Entity> slots, SlotBuilder builder)
    {
        if (slots.TryGetValue("task", out var task) && task.Value is TaskSetValue or TaskDescriptionValue { Plural: true } && clauses.But(reading.End) is { } but) slots["task"] = builder.Without(task, but);
        return slots;
    }

    private List<(Reading Reading, int Gap, int Stop)> Choose(out int unexplained)
    {
        var count = clauses.Count;
        var best = new float[count + 1];
        var pick = new int[count];
        var jump = new int[count];
        for (var clause = count - 1; clause >= 0; clause--)
        {
            best[clause] = best[clause + 1] - (UnexplainedCost * clauses.Content(clause));
            (pick[clause], jump[clause]) = (-1, clause + 1);
            for (var i = 0; i < _readings.Count; i++)
            {
                var (of, reading) = _readings[i];
                if (of != clause) continue;
                var (gap, next) = clauses.After(reading);
                if (Flags(reading).HasFlag(PatternFlags.Header)) (gap, next) = (0, count);
                if (Confidence(reading, gap, 0) < Threshold) continue;
                var value = reading.Score + _lists.Score(reading) - (clause == 0 ? FirstCost : OperationCost) - (UnexplainedCost * gap) + best[next] + WholeBonus(reading) + (0.5f * (_grammar.Patterns[reading.Pattern].Confidence - 0.95f));
                if (value <= best[clause]) continue;
                (best[clause], pick[clause], jump[clause]) = (value, i, next);
            }
        }

        var chosen = new List<(Reading, int, int)>();
        unexplained = 0;
        for (var clause = 0; clause < count && chosen.Count < MaxOperations; clause = jump[clause])
        {
            if (pick[clause] < 0) unexplained += clauses.Content(clause);
            else if (_readings[pick[clause]].Reading is var taken) chosen.Add((taken, Flags(taken).HasFlag(PatternFlags.Header) ? 0 : clauses.After(taken).Gap, taken.End));
        }

        var rest = unexplained;
        chosen.RemoveAll(c => Confidence(c.Item1, c.Item2, rest) < Threshold);
        return chosen;
    }

    // The exact words of a whole message mean what they are there for: "cancel that" cancels no task.
    private float WholeBonus(in Reading reading) => (Flags(reading) & (PatternFlags.Whole | PatternFlags.Bare)) == PatternFlags.Whole ? 0.8f : 0f;

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
            var confidence = Math.Min(Threshold - 0.01, Confidence(reading, clauses.After(reading).Gap, 0));
            var intent = _grammar.Patterns[reading.Pattern].Intent;
            if (confidence >= 0.2 && (!best.TryGetValue(intent, out var known) || known.Confidence < confidence)) best[intent] = (reading, confidence);
        }

        return [.. best.Values.OrderByDescending(b => b.Confidence).Take(3).Select(b => Interpret(b.Reading, builder.Build(b.Reading), b.Confidence, b.Reading.End))];
    }

    // "Qué está atorado", without the marks: the accent makes it a question. "Qué bien, la 7 ya quedó" is none. "What's stuck" is one too.
    [GeneratedRegex(@"^\W*((y|oye|hola),? )?(qué (está|esta|están|estan|anda|andan|hay|sigue|siguen|quedó|tenemos|falta|vence|va|van)|quién|quiénes|cuál|cuáles|dónde|cuándo|cuántos|cuántas|cuánto|cuánta)\b|^\W*((and|so|hey|ok),? )?(what|who|which|whose)( (is|are|was|were|has|have|needs|need|isn't|aren't)|['’]s|s)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Asking();
}
