using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users.Linking;

namespace PmBot.Bot.Jobs;

/// <summary>Settled deliveries, link codes that are over.</summary>
internal sealed class WeekHousekeeper(Deliveries deliveries, LinkCodes codes) : IHousekeeper
{
    /// <inheritdoc/>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        await deliveries.ForgetAsync(cancellationToken);
        await codes.ForgetAsync(cancellationToken);
    }
}
