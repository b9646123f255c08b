namespace PmBot.Nlu.Rules;

internal enum StepKind : byte
{
    Start,
    Word,
    Entity,
    /// <summary>A token taken by a slot that takes any name.</summary>
    Unknown,
    Text,
    Rest,
    Rule,
    Value,
    Constant,
    Skip,
}

/// <summary>One step of a reading; the chain of <see cref="Back"/> is the whole reading.</summary>
internal struct Cell
{
    public int State;
    public int Position;
    public int From;
    public int Back;
    /// <summary>Where the whole reading began.</summary>
    public int Origin;
    /// <summary>The next cell that waits at the same position.</summary>
    public int Waiting;
    public int Data;
    public float Score;
    public StepKind Step;
    public byte Typos;
    public byte Skips;
}

/// <summary>A finished reading of a pattern or rule.</summary>
internal readonly record struct Reading(int Pattern, int Start, int End, int Cell, float Score, int Typos, int Skips);
