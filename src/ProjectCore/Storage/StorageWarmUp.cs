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
        catch (StorageUnavailableException)
        {
            // Whoever needs the store will say so; here nothing is lost but a head start.
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends before it has quite begun.
        }
    }
}
