using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.Faults;

/// <summary>A state store that goes away between the reading and the saving of a turn, when told to.</summary>
internal sealed class ForgetfulStates : IStateStore, IAsyncDisposable
{
    private readonly EmbeddedStateStore _inner = EmbeddedStateStore.Open(EmbeddedStateStore.InMemory, TimeProvider.System, NullLogger<EmbeddedStateStore>.Instance);

    public bool IsAwayForSaves { get; set; }

    public Task<StoredState?> LoadAsync(string key, CancellationToken cancellationToken) => _inner.LoadAsync(key, cancellationToken);

    public Task<bool> SaveAsync(string key, ReadOnlyMemory<byte> utf8Json, long expectedVersion, TimeSpan? timeToLive, CancellationToken cancellationToken) =>
        IsAwayForSaves ? throw new StateUnavailableException() : _inner.SaveAsync(key, utf8Json, expectedVersion, timeToLive, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => _inner.DeleteAsync(key, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
