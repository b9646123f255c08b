using System.Security.Cryptography;

namespace PmBot.Adapters.Discord;

/// <summary>Chance, so that many bots do not knock at the same moment.</summary>
internal static class Jitter
{
    private const int Steps = 1 << 20;

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double Next() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
}
