namespace PmBot.Bot.Tests.State;

/// <summary>Lets real time pass, for servers whose clock no test can move.</summary>
internal static class RealTime
{
    public static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync(CancellationToken.None);
    }
}
