using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace PmBot.Bot.State;

/// <summary>Loads and saves <see cref="ConversationState"/> by compare-and-set.</summary>
public sealed class ConversationStates(IStateStore store, IOptions<StateOptions> options)
{
    /// <summary>The state under a key, or a new one; what cannot be read any more is dropped.</summary>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public async Task<LoadedState> LoadAsync(string key, CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(key, cancellationToken);
        return stored is null ? new LoadedState(new ConversationState(), 0) : new LoadedState(Read(stored.Json.Span), stored.Version);
    }

    /// <summary>Stores the state if nobody else has since it was loaded.</summary>
    /// <returns>False when somebody has.</returns>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public Task<bool> SaveAsync(string key, LoadedState loaded, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(loaded.State, StateJson.Default.ConversationState);
        return store.SaveAsync(key, json, loaded.StoreVersion, options.Value.TimeToLive, cancellationToken);
    }

    /// <summary>Reads stored JSON of any version. Never throws: a state that cannot be read is a new one.</summary>
    public static ConversationState Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var state = JsonSerializer.Deserialize(json, StateJson.Default.ConversationState);
            return state is { Version: ConversationState.CurrentVersion } ? state : new ConversationState();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            // A shape of another version, or a slot kind that is gone: talk starts afresh, nothing of the workspace is lost.
            return new ConversationState();
        }
    }
}

/// <summary>A state and the store's version that it was loaded with.</summary>
public sealed record LoadedState(ConversationState State, long StoreVersion);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ConversationState))]
internal sealed partial class StateJson : JsonSerializerContext;
