namespace PmBot.Nlu.Rules;

/// <summary>A pattern as written; what <see cref="GrammarCompiler"/> turns into states.</summary>
internal abstract record PatternNode;

internal sealed record Literal(string Word) : PatternNode;

internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

internal sealed record Choice(IReadOnlyList<PatternNode> Branches) : PatternNode;

/// <param name="Body">What may be repeated.</param>
/// <param name="Min">0 or 1.</param>
/// <param name="Many">More than once.</param>
internal sealed record Repeat(PatternNode Body, int Min, bool Many) : PatternNode;

internal sealed record RuleReference(string Name, int Line) : PatternNode;

internal sealed record SlotNode(string Slot, SlotKind Kind, bool AllowUnknown) : PatternNode;

internal sealed record ConstantNode(string Slot, EntityType Type, EntityValue Value) : PatternNode;

/// <summary>What a slot of a pattern takes.</summary>
internal enum SlotKind
{
    /// <summary>Free words of one line, as few as the rest of the pattern leaves.</summary>
    Text,
    /// <summary>Everything to the end of the message.</summary>
    Rest,
    Word,
    Person,
    /// <summary>A person written as a mention: "@diego".</summary>
    Mention,
    Project,
    Environment,
    Sprint,
    Task,
    /// <summary>Many tasks by what they have in common: "todo lo pendiente".</summary>
    Set,
    /// <summary>A task by words behind an article, "the cookie banner": only where nothing else fits.</summary>
    Described,
    /// <summary>A task by words alone: "login".</summary>
    Named,
    /// <summary>A task written as a number, "#7", or a reference such as "esa".</summary>
    TaskNumber,
    Date,
    /// <summary>A date or a stretch of days.</summary>
    When,
    /// <summary>How far a day moves on: "dos días más".</summary>
    Later,
    /// <summary>How far a day comes forward: "dos días antes".</summary>
    Earlier,
    /// <summary>What comes again: "cada lunes a las 9".</summary>
    Recurrence,
    Priority,
    Status,
    Role,
    Language,
    /// <summary>A number with its unit: "3 puntos".</summary>
    Estimate,
    Label,
    /// <summary>A label written as "#ux".</summary>
    Hashtag,
    /// <summary>A piece between quotes.</summary>
    Quoted,
    Number,
    Email,
}
