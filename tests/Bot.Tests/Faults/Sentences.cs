using System.Diagnostics;

namespace PmBot.Bot.Tests.Faults;

/// <summary>What the bot says when a store is away.</summary>
internal static class Sentences
{
    /// <summary>Nothing was done: saying it again is right.</summary>
    public const string Away = "no hice ningún cambio";

    /// <summary>It may have been done: saying it again is not.</summary>
    public const string Unsure = "no sé si quedó hecho";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static bool IsAway(string reply) => reply.Contains(Away, StringComparison.Ordinal);

    public static bool IsUnsure(string reply) => reply.Contains(Unsure, StringComparison.Ordinal);

    /// <summary>Says it until the bot can.</summary>
    /// <returns>The first other reply.</returns>
    public static async Task<string> OnceBackAsync(Func<Task<string>> say)
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var reply = await say();
            if (!IsAway(reply)) return reply;
            if (waited.Elapsed > Patience) throw new TimeoutException("The bot did not recover: " + reply);
            await pause.WaitForNextTickAsync();
        }
    }
}
