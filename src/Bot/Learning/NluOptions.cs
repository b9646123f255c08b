namespace PmBot.Bot.Learning;

/// <summary>Which trained models read messages: section <c>Nlu</c>.</summary>
public sealed class NluOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Nlu";

    /// <summary>The model's file; without it the one that comes with the program.</summary>
    public string? Model { get; set; }

    /// <summary>Another model's file, tried beside the first on a share of the people.</summary>
    public string? Challenger { get; set; }

    /// <summary>How many people of a hundred the challenger serves, 0 to 100.</summary>
    public int ChallengerShare { get; set; } = 10;
}
