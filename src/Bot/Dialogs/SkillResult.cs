using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore;

namespace PmBot.Bot.Dialogs;

/// <summary>What came of running a skill. A closed set.</summary>
public abstract record SkillResult
{
    private SkillResult()
    {
    }

    /// <summary>It answered or did what was asked.</summary>
    /// <param name="Reply">What to say.</param>
    public sealed record Done(Reply Reply) : SkillResult
    {
        /// <summary>The tasks it was about, for "it" and corrections; null leaves what was spoken of before.</summary>
        public IReadOnlyList<TaskReference>? Tasks { get; init; }

        /// <summary>The list that was shown, for "the second".</summary>
        public IReadOnlyList<TaskReference>? List { get; init; }

        /// <summary>How "more" goes on.</summary>
        public ListContinuation? More { get; init; }

        /// <summary>How "back" returns to the page before.</summary>
        public ListContinuation? Back { get; init; }

        /// <summary>The project it was about.</summary>
        public ProjectSlot? Project { get; init; }

        /// <summary>The sprint that it made or changed.</summary>
        public SprintSlot? Sprint { get; init; }

        /// <summary>A request that naturally follows, begun at once: the first task after the first project.</summary>
        public DialogFrame? Next { get; init; }
    }

    /// <summary>It was refused for an expected reason.</summary>
    public sealed record Refused(Error Error) : SkillResult;

    /// <summary>It is dangerous: the person must say yes to exactly this.</summary>
    /// <param name="Question">What would happen, as a question.</param>
    /// <param name="Preview">What a confirmation must name.</param>
    public sealed record NeedsConfirmation(Reply Question, OperationPreview Preview) : SkillResult;

    /// <summary>Another request answers it: that one is begun in its place.</summary>
    /// <param name="Frame">The request, with what is known of it.</param>
    public sealed record Instead(DialogFrame Frame) : SkillResult;

    /// <summary>A slot's value will not do, or one is missing that only the skill knows of: ask for it.</summary>
    /// <param name="Slot">Its name.</param>
    /// <param name="Question">What to say.</param>
    /// <param name="Choices">What can be chosen, or none for a free answer.</param>
    public sealed record AskFor(string Slot, string Question, IReadOnlyList<SlotChoice> Choices) : SkillResult;
}
