namespace PmBot.Nlu.Rules;

/// <summary>One line of a pattern file.</summary>
/// <param name="Intent">What it means.</param>
/// <param name="Language">Whose words it is written in.</param>
/// <param name="Evidence">File and line.</param>
/// <param name="Confidence">How sure it is when every word of the message is explained.</param>
/// <param name="Flags">Where it holds.</param>
internal sealed record Pattern(string Intent, string Language, string Evidence, float Confidence, PatternFlags Flags);

[Flags]
internal enum PatternFlags
{
    None = 0,
    /// <summary>Not in a question: "la 7 está lista?" asks.</summary>
    Statement = 1,
    /// <summary>Only where nothing else is said: "hola".</summary>
    Whole = 2,
    /// <summary>Stands above a list whose lines are items.</summary>
    Header = 4,
    /// <summary>A line of such a list.</summary>
    Item = 8,
    /// <summary>Unexplained words weigh double: what it does hurts.</summary>
    Strict = 16,
    /// <summary>Only in a message of the file's language: "todo" is Spanish for everything.</summary>
    Own = 32,
    /// <summary>Not as an answer or correction: "7" alone is what was asked for, if something was.</summary>
    Bare = 64,
    /// <summary>Only in a question.</summary>
    Question = 128,
    /// <summary>One of several alike in a message, with a value of its own: "5 a pagos, 3 al carrito"; read only beside another.</summary>
    Pair = 256,
    /// <summary>A header whose list stands in lines or behind bullets.</summary>
    Lines = 512,
}
