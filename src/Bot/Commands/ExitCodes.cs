namespace PmBot.Bot.Commands;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It was tried and failed.</summary>
    public const int Failed = 1;

    /// <summary>The call or its input is wrong.</summary>
    public const int BadUsage = 2;
}
