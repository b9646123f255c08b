using Microsoft.Extensions.Hosting;

namespace PmBot.ProjectCore.Storage;

/// <summary>Makes EF's model once the service is up, so that the first person does not wait for it, nor the start.</summary>
internal sealed class StorageWarmUp(Database database) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await database.ReadAsync(lane => Task.FromResult(lane.Model), stoppingToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whoever needs the store will say what is wrong with it; here nothing is lost but a head start, and beyond this a failure stops the host.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The first person waits a little longer.
        }
    }
}
