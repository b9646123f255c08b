namespace PmBot.Bot.Learning;

/// <summary>What may be kept to learn from: section <c>Learning</c>.</summary>
public sealed class LearningOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Learning";

    /// <summary>Whether misread messages are kept at all, without names and secrets.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many pairs are kept, 1 to 1,000,000; the oldest make room.</summary>
    public int MaxPairs { get; set; } = 5000;

    /// <summary>After how many days a pair goes that nobody accepted: 1 to 3650.</summary>
    public int KeepDays { get; set; } = 180;
}
