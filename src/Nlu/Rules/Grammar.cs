using System.Collections.Frozen;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

internal enum StateKind : byte
{
    Words,
    Entity,
    Text,
    TextLoop,
    Rest,
    Call,
    CallValue,
    Constant,
    Accept,
    Split,
}

/// <summary>A state of the automaton. <paramref name="Next"/> follows it; <paramref name="Data"/> is its word set, slot, rule, constant or pattern.</summary>
internal readonly record struct State(StateKind Kind, int Data, int Next, int Slot);

/// <summary>All patterns as one automaton, with the shared rules as automata of their own. Immutable.</summary>
internal sealed class Grammar
{
    public required State[] States { get; init; }

    /// <summary>For each state the non-split states that it leads to without reading anything.</summary>
    public required int[][] Closures { get; init; }

    public required int[] RuleStarts { get; init; }

    public required int PatternStart { get; init; }

    public required int ItemStart { get; init; }

    public required int Prelude { get; init; }

    public required int Postlude { get; init; }

    public required int TaskRule { get; init; }

    /// <summary>The looser rule of a task: "the cookie banner".</summary>
    public required int DescribedTaskRule { get; init; }

    /// <summary>What is left out of many: "menos la 7".</summary>
    public required int ButRule { get; init; }

    public required Pattern[] Patterns { get; init; }

    public required SlotNode[] Slots { get; init; }

    public required ConstantNode[] Constants { get; init; }

    public required FrozenDictionary<string, int> Vocabulary { get; init; }

    /// <summary>By intent, the words in which its patterns ask for it.</summary>
    public required FrozenDictionary<string, ulong[]> Wordings { get; init; }

    /// <summary>How much each word explains.</summary>
    public required float[] WordWeights { get; init; }

    public required ulong[][] WordSets { get; init; }

    public required TypoIndex Typos { get; init; }

    /// <summary>Words that a pattern may be interrupted by.</summary>
    public required FrozenSet<string> Fillers { get; init; }

    /// <summary>What each rule may begin with.</summary>
    public required Beginning[] Beginnings { get; init; }

    /// <summary>Indexes of the choices that are large.</summary>
    public required Dictionary<int, StartIndex> StartIndexes { get; init; }
}
