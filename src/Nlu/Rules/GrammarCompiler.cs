using System.Collections.Frozen;
using System.Globalization;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Builds the automaton from the vocabulary and the pattern files.</summary>
internal sealed class GrammarCompiler
{
    private readonly List<State> _states = [];
    private readonly List<SlotNode> _slots = [];
    private readonly List<ConstantNode> _constants = [];
    private readonly List<Pattern> _patterns = [];
    private readonly GrammarWords _words = new();
    private readonly Dictionary<string, (PatternNode Node, string Path, int Line)> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _hasSlots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rules = new(StringComparer.Ordinal);
    private readonly List<int> _ruleStarts = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _wordings = new(StringComparer.Ordinal);
    private string _path = "";

    public static Grammar Compile(IEnumerable<PatternFile> files)
    {
        var compiler = new GrammarCompiler();
        compiler.ReadVocabulary("vocabulary.txt", WordLists.Resource("vocabulary.txt"));
        var starts = new List<int>();
        var items = new List<int>();
        foreach (var file in files) compiler.ReadPatterns(file, starts, items);
        var prelude = compiler.Rule("prelude");
        var postlude = compiler.Rule("postlude");
        var task = compiler.Rule("task-ref");
        var described = compiler.Rule("task-described");
        var but = compiler.Rule("but");
        compiler._path = "vocabulary.txt";
        var patternStart = compiler.SplitAll(starts);
        var itemStart = compiler.SplitAll(items);
        return compiler.Finish(patternStart, itemStart, prelude, postlude, (task, described, but));
    }

    private Grammar Finish(int patternStart, int itemStart, int prelude, int postlude, (int Sure, int Described, int But) task)
    {
        var index = new GrammarIndex(_states, _slots, _ruleStarts, _words);
        var fillers = _macros.TryGetValue("filler", out var filler) ? SingleWords(filler.Node).ToFrozenSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;
        return new Grammar
        {
            States = [.. _states], Closures = index.Closures, RuleStarts = [.. _ruleStarts], PatternStart = patternStart, ItemStart = itemStart,
            Prelude = prelude, Postlude = postlude, TaskRule = task.Sure, DescribedTaskRule = task.Described, ButRule = task.But, Patterns = [.. _patterns], Slots = [.. _slots], Constants = [.. _constants],
            Wordings = _wordings.ToFrozenDictionary(w => w.Key, w => Wordings.Bits(w.Value, _words.Ids), StringComparer.Ordinal),
            Vocabulary = _words.Ids.ToFrozenDictionary(StringComparer.Ordinal), WordWeights = _words.Weights(), WordSets = index.WordSets, Typos = _words.Typos(), Fillers = fillers,
            Beginnings = index.Beginnings(), StartIndexes = index.Starts([patternStart, itemStart, .. _ruleStarts]),
        };
    }

    private void ReadVocabulary(string path, string content)
    {
        var pending = "";
        var pendingLine = 0;
        var number = 0;
        foreach (var raw in content.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd();
            if (line.Length == 0 || line[0] == '#') continue;
            if (char.IsWhiteSpace(line[0]))
            {
                pending += " " + line.Trim();
                continue;
            }

            Flush();
            (pending, pendingLine) = (line, number);
        }

        Flush();

        void Flush()
        {
            if (pending.Length == 0) return;
            var equals = pending.IndexOf(" = ", StringComparison.Ordinal);
            if (equals < 0) throw new FormatException($"{path}({pendingLine}): a rule is written 'name = pattern'");
            if (!_macros.TryAdd(pending[..equals].Trim(), (PatternParser.Parse(path, pendingLine, pending[(equals + 3)..]), path, pendingLine)))
                throw new FormatException($"{path}({pendingLine}): <{pending[..equals].Trim()}> is there twice");
        }
    }

    private void ReadPatterns(PatternFile file, List<int> starts, List<int> items)
    {
        _path = file.Path;
        var number = 0;
        foreach (var raw in file.Content.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            var confidence = 0.95f;
            var flags = PatternFlags.None;
            while (line.StartsWith('@'))
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                var word = space < 0 ? line[1..] : line[1..space];
                if (float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var given)) confidence = given;
                else if (Enum.TryParse<PatternFlags>(word, ignoreCase: true, out var flag)) flags |= flag;
                else throw new FormatException($"{file.Path}({number}): unknown mark @{word}");
                line = space < 0 ? "" : line[(space + 1)..].TrimStart();
            }

            var node = PatternParser.Parse(file.Path, number, line);
            if (!_wordings.TryGetValue(file.Intent, out var wording)) _wordings[file.Intent] = wording = Politeness();
            Wordings.Add(node, r => Macro(r).Node, wording);
            _patterns.Add(new Pattern(file.Intent, file.Language, string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{number}"), confidence, flags));
            var accept = Add(new State(StateKind.Accept, _patterns.Count - 1, -1, -1));
            var start = Emit(node, accept, number);
            if (Reaches(start, accept)) throw new FormatException($"{file.Path}({number}): this pattern matches an empty text");
            (flags.HasFlag(PatternFlags.Item) || flags.HasFlag(PatternFlags.Pair) ? items : starts).Add(start);
        }
    }

    // "Help me", "could you": how anything is asked for.
    private HashSet<string> Politeness()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in (string[])["prelude", "postlude"])
            if (_macros.TryGetValue(name, out var macro)) Wordings.Add(macro.Node, r => Macro(r).Node, words);
        return words;
    }

    private bool Reaches(int from, int accept)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([from]);
        while (open.TryPop(out var state))
        {
            if (state == accept) return true;
            if (!seen.Add(state)) continue;
            if (_states[state].Kind == StateKind.Split) open.Push(_states[state].Data);
            if (_states[state].Kind is StateKind.Split or StateKind.Constant) open.Push(_states[state].Next);
        }

        return false;
    }

    private int Add(State state)
    {
        _states.Add(state);
        return _states.Count - 1;
    }

    private int SplitAll(List<int> starts)
    {
        var next = Add(new State(StateKind.Accept, -1, -1, -1));
        foreach (var start in starts) next = Add(new State(StateKind.Split, start, next, -1));
        return next;
    }

    // Built from the end: each node knows what follows it.
    private int Emit(PatternNode node, int next, int line)
    {
        switch (node)
        {
            case Literal literal:
                return Add(new State(StateKind.Words, _words.Set([literal.Word]), next, -1));
            case Sequence sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0; i--) next = Emit(sequence.Parts[i], next, line);
                return next;
            case Choice choice:
                return EmitChoice(choice, next, line);
            case Repeat { Many: true } repeat:
                var loop = Add(default);
                var body = Emit(repeat.Body, loop, line);
                _states[loop] = new State(StateKind.Split, body, next, -1);
                return repeat.Min == 0 ? loop : body;
            case Repeat repeat:
                return Add(new State(StateKind.Split, Emit(repeat.Body, next, line), next, -1));
            case RuleReference reference:
                return EmitReference(reference, next, line);
            case SlotNode { Kind: SlotKind.Task or SlotKind.Set or SlotKind.Described or SlotKind.Named } slot:
                var task = Rule(slot.Kind switch { SlotKind.Described => "task-described", SlotKind.Named => "task-named", SlotKind.Set => "task-set", _ => "task-ref" });
                _slots.Add(slot);
                return Add(new State(StateKind.CallValue, task, next, _slots.Count - 1));
            case SlotNode slot:
                _slots.Add(slot);
                var kind = slot.Kind switch { SlotKind.Text => StateKind.Text, SlotKind.Rest => StateKind.Rest, _ => StateKind.Entity };
                var following = kind == StateKind.Text ? Add(new State(StateKind.TextLoop, 0, next, _slots.Count - 1)) : next;
                return Add(new State(kind, 0, following, _slots.Count - 1));
            case ConstantNode constant:
                _constants.Add(constant);
                return Add(new State(StateKind.Constant, _constants.Count - 1, next, -1));
            default:
                throw new InvalidOperationException(node.GetType().Name);
        }
    }

    private int EmitChoice(Choice choice, int next, int line)
    {
        var words = new List<string>();
        var others = new List<PatternNode>();
        foreach (var branch in choice.Branches)
        {
            var single = branch is Sequence { Parts.Count: 1 } one ? one.Parts[0] : branch;
            if (single is Literal literal) words.Add(literal.Word);
            else if (single is RuleReference reference && !HasSlots(Macro(reference).Node) && SingleWords(Macro(reference).Node) is { Count: > 0 } inner) words.AddRange(inner);
            else others.Add(branch);
        }

        var state = words.Count > 0 ? Add(new State(StateKind.Words, _words.Set(words), next, -1)) : -1;
        foreach (var other in others)
        {
            var start = Emit(other, next, line);
            state = state < 0 ? start : Add(new State(StateKind.Split, start, state, -1));
        }

        return state;
    }

    // The words of a choice of single words; empty for anything else.
    private List<string> SingleWords(PatternNode node)
    {
        var words = new List<string>();
        return Collect(node) ? words : [];

        bool Collect(PatternNode part) => part switch
        {
            Literal literal => Keep(literal.Word),
            Sequence { Parts.Count: 1 } sequence => Collect(sequence.Parts[0]),
            Choice choice => choice.Branches.All(Collect),
            RuleReference reference => Collect(Macro(reference).Node),
            _ => false,
        };

        bool Keep(string word)
        {
            words.Add(word);
            return true;
        }
    }

    private (PatternNode Node, string Path, int Line) Macro(RuleReference reference) =>
        _macros.TryGetValue(reference.Name, out var macro) ? macro : throw new FormatException($"{_path}({reference.Line}): there is no rule <{reference.Name}>");

    private int EmitReference(RuleReference reference, int next, int line)
    {
        var macro = Macro(reference);
        if (HasSlots(macro.Node)) return Add(new State(StateKind.Call, Rule(reference.Name), next, -1));
        if (!_open.Add(reference.Name)) throw new FormatException($"{macro.Path}({macro.Line}): <{reference.Name}> contains itself");
        var start = Emit(macro.Node, next, line);
        _open.Remove(reference.Name);
        return start;
    }

    private int Rule(string name)
    {
        if (_rules.TryGetValue(name, out var rule)) return rule >= 0 ? rule : throw new FormatException($"vocabulary.txt: <{name}> contains itself");
        if (!_macros.TryGetValue(name, out var macro)) throw new FormatException($"vocabulary.txt: there is no rule <{name}>");
        _rules[name] = -1;
        var accept = Add(new State(StateKind.Accept, -2, -1, -1));
        var start = Emit(macro.Node, accept, macro.Line);
        _ruleStarts.Add(start);
        return _rules[name] = _ruleStarts.Count - 1;
    }

    private bool HasSlots(PatternNode node) => node switch
    {
        SlotNode or ConstantNode => true,
        Sequence sequence => sequence.Parts.Any(HasSlots),
        Choice choice => choice.Branches.Any(HasSlots),
        Repeat repeat => HasSlots(repeat.Body),
        RuleReference reference => HasSlots(reference),
        _ => false,
    };

    private bool HasSlots(RuleReference reference)
    {
        if (_hasSlots.TryGetValue(reference.Name, out var known)) return known;
        _hasSlots[reference.Name] = false;
        return _hasSlots[reference.Name] = HasSlots(Macro(reference).Node);
    }
}
