using PmBot.Bot.State;

namespace PmBot.Bot.Dialogs;

/// <summary>What became of something said: a value, a question, or nothing at all. A closed set.</summary>
public abstract record Resolution
{
    private Resolution()
    {
    }

    /// <summary>One thing is meant.</summary>
    public sealed record Filled(SlotValue Value) : Resolution
    {
        /// <summary>How it was taken where that is not plain, told before anything is done or asked: what "half" of seven is.</summary>
        public string? Note { get; init; }
    }

    /// <summary>Several things, or none, can be meant.</summary>
    /// <param name="Question">"Which Ana?", "I know no Zutano. Who then?"</param>
    /// <param name="Choices">What it can be.</param>
    /// <param name="Said">The words, for <c>understand</c>.</param>
    public sealed record Ambiguous(string Question, IReadOnlyList<SlotChoice> Choices, string Said) : Resolution
    {
        /// <summary>Requests that would help instead: "invita a Pedro".</summary>
        public IReadOnlyList<string> Says { get; init; } = [];
    }

    /// <summary>What was said is clear, and there is nothing like it: the request ends with that.</summary>
    /// <param name="Message">What to say.</param>
    public sealed record Nothing(string Message) : Resolution;

    /// <summary>It is no value for this slot.</summary>
    public sealed record Unusable : Resolution
    {
        /// <summary>The only one.</summary>
        public static Unusable Instance { get; } = new();
    }
}
