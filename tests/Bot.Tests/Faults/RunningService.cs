namespace PmBot.Bot.Tests.Faults;

/// <summary>One service for all tests of a class, none of which may harm it.</summary>
public sealed class RunningService : IAsyncLifetime, IDisposable
{
    private readonly Deployment _deployment = new();
    private Service? _service;

    internal Service Service => _service ?? throw new InvalidOperationException("The service is not started.");

    public async Task InitializeAsync() => _service = await _deployment.StartAsync();

    public async Task DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
    }

    public void Dispose() => _deployment.Dispose();
}
