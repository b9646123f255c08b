namespace PmBot.Bot.State;

/// <summary>Being constructed with the host, it opens the store then: a file in use or out of reach stops the start.</summary>
internal sealed class StateStartup(IStateStore store) : IHostedService
{
    public IStateStore Store { get; } = store;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
