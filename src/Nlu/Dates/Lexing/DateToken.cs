namespace PmBot.Nlu.Dates.Lexing;

internal enum DateTokenKind : byte
{
    Word,
    Number,
    Sign,
}

/// <summary>A run of letters, a run of digits or a single sign.</summary>
internal struct DateToken
{
    public int Start;
    public int End;
    public DateTokenKind Kind;

    /// <summary>White space stands before it, or nothing.</summary>
    public bool Spaced;

    /// <summary>The sign; for a word its first letter, folded.</summary>
    public char Sign;

    /// <summary>The number that the digits write; <see cref="int.MaxValue"/> for more than nine digits.</summary>
    public int Number;

    /// <summary>What the lexicon knows of what begins here, longest first; empty for most words.</summary>
    public Sense[] Senses;

    public readonly int Length => End - Start;
}
