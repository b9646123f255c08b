using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>
/// Reads a message with all patterns at once: the best-scored path to each state at each token, and each shared rule once at each token.
/// The work is bounded by tokens times live states; nothing backtracks. Not thread-safe: one a thread, reused.
/// </summary>
internal sealed class Matcher(Grammar grammar)
{
    private const int MaxSkips = 2;
    private const int MaxRuleText = 9;
    // An unexplained word is passed over only by a reading that has something to show.
    private const float SkipEvidence = 0.9f;
    private const int MaxRuleSpan = 60;
    private const int MaxCells = 400_000;
    // What was dictated to the end of the message holds no further requests.
    private const float RestWeight = 6f;
    private readonly List<MatchRun> _runs = [];
    private readonly TokenWords _words = new();
    private readonly List<Reading> _ruleReadings = [];
    private (int First, int Count)[] _memo = [];
    private int _memoWidth;
    private Cell[] _cells = new Cell[1024];
    private int _cellCount;
    private TokenizedText _text = null!;
    private CandidateSet _candidates = null!;
    private Token[] _tokens = [];
    private uint[] _types = [];

    public TokenWords Words => _words;

    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, _cellCount);

    public Grammar Grammar => grammar;

    public Reading RuleReading(int index) => _ruleReadings[index];

    public void Begin(TokenizedText text, CandidateSet candidates)
    {
        (_text, _candidates, _tokens) = (text, candidates, text.Array);
        _words.Read(grammar, text, candidates);
        if (_types.Length < text.Count) _types = new uint[text.Count + 32];
        for (var i = 0; i < text.Count; i++)
        {
            var types = 0u;
            foreach (ref readonly var candidate in candidates.At(i)) types |= SlotTypes.Bit(candidate.Type);
            _types[i] = types;
        }

        _cellCount = 0;
        _ruleReadings.Clear();
        _memoWidth = text.Count + 1;
        var size = _memoWidth * grammar.RuleStarts.Length;
        if (_memo.Length < size) _memo = new (int, int)[size];
        Array.Fill(_memo, (-1, 0), 0, size);
    }

    /// <summary>All readings of the patterns from any of the given places, up to a limit.</summary>
    public void Patterns(int state, ReadOnlySpan<(int Position, float Score)> seeds, int limit, List<Reading> into) => Run(0, state, seeds, limit, into, top: true);

    /// <summary>The readings of a shared rule that begin at a token; one, the best, for each end.</summary>
    public (int First, int Count) Rule(int rule, int position, int depth = 0)
    {
        if (position >= _tokens.Length) return (0, 0);
        var beginning = grammar.Beginnings[rule];
        if (!beginning.Anything && (beginning.Types & _types[position]) == 0 && _words.Match(position, beginning.Words) < 0) return (0, 0);
        var key = (rule * _memoWidth) + position;
        if (_memo[key].First >= 0) return _memo[key];
        _memo[key] = (0, 0);
        var found = Rent(depth + 1).Found;
        found.Clear();
        Run(depth + 1, grammar.RuleStarts[rule], [(position, 0f)], Math.Min(_tokens.Length, position + MaxRuleSpan), found, top: false);
        var from = _ruleReadings.Count;
        foreach (var reading in found)
        {
            var known = -1;
            for (var i = from; i < _ruleReadings.Count; i++)
                if (_ruleReadings[i].End == reading.End) known = i;
            if (known < 0) _ruleReadings.Add(reading);
            else if (_ruleReadings[known].Score < reading.Score) _ruleReadings[known] = reading;
        }

        return _memo[key] = (from, _ruleReadings.Count - from);
    }

    private MatchRun Rent(int depth)
    {
        while (_runs.Count <= depth) _runs.Add(new MatchRun(grammar.States.Length));
        return _runs[depth];
    }

    private void Run(int depth, int state, ReadOnlySpan<(int Position, float Score)> seeds, int limit, List<Reading> into, bool top)
    {
        var run = Rent(depth);
        run.Reset(_tokens.Length + 2);
        var first = int.MaxValue;
        foreach (var (position, score) in seeds)
        {
            if (position > limit) continue;
            first = Math.Min(first, position);
            Push(run, new Cell { State = state, Position = position, From = position, Origin = position, Back = -1, Score = score, Step = StepKind.Start });
        }

        for (var position = first; position <= limit && position <= run.Furthest; position++)
        {
            run.NextPosition();
            for (var cell = run.Heads[position]; cell >= 0; cell = _cells[cell].Waiting)
                Expand(run, depth, cell, _cells[cell].State, position, limit, into, top);
        }
    }

    private int Push(MatchRun run, Cell cell)
    {
        if (_cellCount >= MaxCells) return -1;
        if (_cellCount == _cells.Length) Array.Resize(ref _cells, _cells.Length * 2);
        cell.Waiting = run.Heads[cell.Position];
        run.Heads[cell.Position] = _cellCount;
        run.Furthest = Math.Max(run.Furthest, cell.Position);
        _cells[_cellCount] = cell;
        return _cellCount++;
    }

    private void Expand(MatchRun run, int depth, int cell, int state, int position, int limit, List<Reading> into, bool top)
    {
        var score = _cells[cell].Score;
        if (_cells[cell].Step == StepKind.Start && position < _tokens.Length && grammar.StartIndexes.TryGetValue(state, out var index))
        {
            ExpandIndexed(run, depth, cell, index, position, limit, into, top);
            return;
        }

        if (grammar.States[state].Kind != StateKind.Split)
        {
            if (run.Better(state, score)) Execute(run, depth, cell, state, position, limit, into, top);
            return;
        }

        foreach (var member in grammar.Closures[state])
            if (run.Better(member, score)) Execute(run, depth, cell, member, position, limit, into, top);
    }

    private void ExpandIndexed(MatchRun run, int depth, int cell, StartIndex index, int position, int limit, List<Reading> into, bool top)
    {
        var score = _cells[cell].Score;
        foreach (var id in _words.Of(position))
        {
            if (id < 0) break;
            if (!index.ByWord.TryGetValue(id, out var states)) continue;
            foreach (var member in states)
                if (run.Better(member, score)) Execute(run, depth, cell, member, position, limit, into, top);
        }

        foreach (var (rule, states) in index.ByRule)
        {
            if (Rule(rule, position, depth).Count == 0) continue;
            foreach (var member in states)
                if (run.Better(member, score)) Execute(run, depth, cell, member, position, limit, into, top);
        }

        foreach (var (member, types) in index.Others)
            if ((types == 0 || (types & _types[position]) != 0) && run.Better(member, score)) Execute(run, depth, cell, member, position, limit, into, top);
    }

    private void Execute(MatchRun run, int depth, int cell, int at, int position, int limit, List<Reading> into, bool top)
    {
        ref readonly var state = ref grammar.States[at];
        switch (state.Kind)
        {
            case StateKind.Accept:
                if (state.Data == -1) return;
                into.Add(new Reading(state.Data, _cells[cell].Origin, position, cell, _cells[cell].Score, _cells[cell].Typos, _cells[cell].Skips));
                return;
            case StateKind.Constant:
                if (_cellCount >= MaxCells) return;
                if (_cellCount == _cells.Length) Array.Resize(ref _cells, _cells.Length * 2);
                _cells[_cellCount] = _cells[cell] with { State = state.Next, From = position, Position = position, Back = cell, Step = StepKind.Constant, Data = state.Data, Waiting = -1 };
                Expand(run, depth, _cellCount++, state.Next, position, limit, into, top);
                return;
            case StateKind.TextLoop:
                if (position < 1 || !FreeWords.End(_tokens, position - 1, limit)) break;
                Expand(run, depth, cell, state.Next, position, limit, into, top);
                break;
        }

        if (position >= limit || position >= _tokens.Length) return;
        Consume(run, depth, cell, at, position, limit, top);
    }

    private void Consume(MatchRun run, int depth, int cell, int at, int position, int limit, bool top)
    {
        ref readonly var state = ref grammar.States[at];
        ref readonly var token = ref _tokens[position];
        switch (state.Kind)
        {
            case StateKind.Words:
                var word = _words.Match(position, grammar.WordSets[state.Data]);
                if (word >= 0) Step(run, cell, state.Next, position + 1, grammar.WordWeights[word] - (_words.IsSlip(position) ? 0.3f : 0), StepKind.Word, 0, _words.IsSlip(position) ? 1 : 0);
                break;
            case StateKind.Entity:
                Entities(run, cell, state, position, limit);
                break;
            case StateKind.Text:
                // "the project website" is a project, however little is known of it.
                if (!top && token.Folded is "proyecto" or "project") break;
                if (token.IsContent || token.Kind == TokenKind.Emoji || (top && FreeWords.Opens(token))) Step(run, cell, state.Next, position + 1, FreeWords.Weight(token), StepKind.Text, state.Slot);
                break;
            case StateKind.TextLoop:
                if (token.Kind != TokenKind.NewLine && (top || (!token.IsPause() && token.Folded is not ("proyecto" or "project") && TextLength(cell) < MaxRuleText)))
                    Step(run, cell, at, position + 1, FreeWords.Weight(token), StepKind.Text, state.Slot);
                return;
            case StateKind.Rest:
                Step(run, cell, state.Next, limit, RestWeight, StepKind.Rest, state.Slot);
                return;
            case StateKind.Call or StateKind.CallValue:
                var (first, count) = Rule(state.Data, position, depth);
                for (var i = first; i < first + count; i++)
                {
                    var reading = _ruleReadings[i];
                    if (reading.End > limit) continue;
                    Step(run, cell, state.Next, reading.End, reading.Score, state.Kind == StateKind.Call ? StepKind.Rule : StepKind.Value, state.Kind == StateKind.Call ? i : i | (state.Slot << 18), reading.Typos);
                }

                break;
        }

        Skip(run, cell, at, position, limit, top);
    }

    private int TextLength(int cell)
    {
        var length = 0;
        while (cell >= 0 && _cells[cell].Step == StepKind.Text && length < MaxRuleText)
        {
            length++;
            cell = _cells[cell].Back;
        }

        return length;
    }

    private void Skip(MatchRun run, int cell, int at, int position, int limit, bool top)
    {
        ref readonly var back = ref _cells[cell];
        if (back.Step == StepKind.Start) return;
        ref readonly var state = ref grammar.States[at];
        // "A luis que diego no puede": the first of them is meant, not what stands behind it.
        if (state.Kind == StateKind.Entity && Stands(grammar.Slots[state.Slot], position, limit)) return;
        if (!MayPass(position, top, back.Skips, back.Score, out var weight, out var skips)) return;
        if (state.Kind == StateKind.Words && !Follows(grammar.WordSets[state.Data], position + 1, limit, top, back.Skips + skips, back.Score + weight)) return;
        Step(run, cell, at, position + 1, weight, StepKind.Skip, skips);
    }

    private bool Stands(SlotNode slot, int position, int limit)
    {
        foreach (ref readonly var candidate in _candidates.At(position))
            if (candidate is { Strong: true, Type: EntityType.Person or EntityType.Task or EntityType.Project } && candidate.To <= limit && SlotTypes.Takes(slot, candidate, _tokens[position])) return true;
        return false;
    }

    /// <summary>Whether a reading may pass over a token, and what that costs it.</summary>
    private bool MayPass(int position, bool top, int skipped, float score, out float weight, out int skips)
    {
        ref readonly var token = ref _tokens[position];
        (weight, skips) = (0f, 0);
        if (_words.IsFiller(position) || token.Kind == TokenKind.NewLine) return true;
        if (token.Is(","))
        {
            weight = -0.05f;
            return true;
        }

        (weight, skips) = (-1.3f, 1);
        return top && token.Kind == TokenKind.Word && skipped < MaxSkips && score >= SkipEvidence && !Clauses.IsConjunction(token.Folded) && !TokenWords.Turning.Contains(token.Folded);
    }

    // Whether one of the words that are waited for comes before the reading would have to end: most that pass over a word wait in vain.
    private bool Follows(ulong[] words, int position, int limit, bool top, int skipped, float score)
    {
        for (; position < limit && position < _tokens.Length; position++)
        {
            if (_words.Match(position, words) >= 0) return true;
            if (!MayPass(position, top, skipped, score, out var weight, out var skips)) return false;
            (skipped, score) = (skipped + skips, score + weight);
        }

        return false;
    }

    private void Step(MatchRun run, int cell, int next, int position, float weight, StepKind step, int data, int typos = 0)
    {
        ref readonly var back = ref _cells[cell];
        var skipped = step == StepKind.Skip ? data : 0;
        Push(run, new Cell
        {
            State = next, Position = position, From = back.Position, Origin = back.Origin, Back = cell, Data = data, Step = step, Score = back.Score + weight,
            Typos = (byte)Math.Min(back.Typos + typos, 200), Skips = (byte)(back.Skips + skipped),
        });
    }

    private void Entities(MatchRun run, int cell, in State state, int position, int limit)
    {
        var slot = grammar.Slots[state.Slot];
        var any = false;
        var index = _candidates.FirstIndex(position);
        foreach (ref readonly var candidate in _candidates.At(position))
        {
            if (candidate.To <= limit && SlotTypes.Takes(slot, candidate, _tokens[position]))
            {
                any = true;
                Step(run, cell, state.Next, candidate.To, candidate.Weight, StepKind.Entity, index | (state.Slot << 18));
            }

            index++;
        }

        if (any && slot.Kind != SlotKind.Label) return;
        var length = SlotTypes.UnknownLength(slot, _text, position, _words);
        if (length > 0 && position + length <= limit) Step(run, cell, state.Next, position + length, 0.4f, StepKind.Unknown, state.Slot);
    }
}
