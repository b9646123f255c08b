namespace PmBot.Nlu.Rules;

/// <summary>What is known of the finished automaton before any message: what each state leads to without a word, and what each rule can begin with.</summary>
internal sealed class GrammarIndex(List<State> states, List<SlotNode> slots, List<int> ruleStarts, GrammarWords words)
{
    // A state with fewer ways on is as fast without an index.
    private const int WorthIndexing = 12;

    private readonly Beginning?[] _known = new Beginning?[ruleStarts.Count];

    /// <summary>The states that each state leads to without a word.</summary>
    public int[][] Closures { get; } = ClosuresOf(states);

    /// <summary>Each set of words as bits.</summary>
    public ulong[][] WordSets { get; } = words.Bits();

    /// <summary>What each rule can begin with.</summary>
    public Beginning[] Beginnings() => [.. ruleStarts.Select((_, rule) => BeginningOf(rule))];

    /// <summary>The ways on from those of the states that have many, by what they begin with.</summary>
    public Dictionary<int, StartIndex> Starts(IEnumerable<int> from) =>
        from.Distinct().Where(s => Closures[s].Length >= WorthIndexing).ToDictionary(s => s, s => StartOf(Closures[s]));

    private Beginning BeginningOf(int rule)
    {
        if (_known[rule] is { } done) return done;
        var bits = new ulong[words.Width];
        var types = 0u;
        var anything = false;
        foreach (var member in Closures[ruleStarts[rule]])
        {
            var state = states[member];
            switch (state.Kind)
            {
                case StateKind.Words:
                    for (var i = 0; i < bits.Length; i++) bits[i] |= WordSets[state.Data][i];
                    break;
                case StateKind.Call or StateKind.CallValue:
                    var inner = BeginningOf(state.Data);
                    for (var i = 0; i < bits.Length; i++) bits[i] |= inner.Words[i];
                    (types, anything) = (types | inner.Types, anything || inner.Anything);
                    break;
                case StateKind.Entity when SlotTypes.Needs(slots[state.Slot]) is var needs and > 0:
                    types |= needs;
                    break;
                default:
                    anything = true;
                    break;
            }
        }

        return _known[rule] = new Beginning(bits, types, anything);
    }

    private StartIndex StartOf(int[] closure)
    {
        var byWord = new Dictionary<int, List<int>>();
        var byRule = new Dictionary<int, List<int>>();
        var others = new List<(int, uint)>();
        foreach (var member in closure)
        {
            var state = states[member];
            if (state.Kind == StateKind.Words)
            {
                foreach (var word in words.Sets[state.Data]) Put(byWord, word, member);
            }
            else if (state.Kind is StateKind.Call or StateKind.CallValue) Put(byRule, state.Data, member);
            else others.Add((member, state.Kind == StateKind.Entity ? SlotTypes.Needs(slots[state.Slot]) : 0));
        }

        return new StartIndex(byWord.ToDictionary(p => p.Key, p => p.Value.ToArray()), [.. byRule.Select(p => (p.Key, p.Value.ToArray()))], [.. others]);

        static void Put(Dictionary<int, List<int>> map, int key, int member)
        {
            if (!map.TryGetValue(key, out var list)) map[key] = list = [];
            list.Add(member);
        }
    }

    private static int[][] ClosuresOf(List<State> states)
    {
        var closures = new int[states.Count][];
        var seen = new HashSet<int>();
        var members = new List<int>();
        var open = new Stack<int>();
        for (var start = 0; start < closures.Length; start++)
        {
            if (states[start].Kind != StateKind.Split)
            {
                closures[start] = [start];
                continue;
            }

            seen.Clear();
            members.Clear();
            open.Push(start);
            while (open.TryPop(out var state))
            {
                if (!seen.Add(state)) continue;
                if (states[state].Kind != StateKind.Split) members.Add(state);
                else
                {
                    open.Push(states[state].Next);
                    open.Push(states[state].Data);
                }
            }

            closures[start] = [.. members];
        }

        return closures;
    }
}
