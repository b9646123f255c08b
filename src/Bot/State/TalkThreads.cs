using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmBot.Bot.State;

/// <summary>What the bot knows of a thread: that it belongs to it, and which task the thread is about.</summary>
/// <param name="Task">The task that it began with, or null.</param>
public sealed record TalkThread(TaskReference? Task);

/// <summary>Remembers threads by the message that they hang from.</summary>
public sealed class TalkThreads(IStateStore store)
{
    /// <summary>How long a thread is remembered after its last message.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The thread, or null where the bot has no part in it.</summary>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public async Task<TalkThread?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(key, cancellationToken) is not { } stored)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(stored.Json.Span, ThreadJson.Default.TalkThread);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Forgets a thread.</summary>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public Task ForgetAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

    /// <summary>Remembers that a thread may hang from a message; the task that it has already stays.</summary>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public async Task RememberAsync(string key, TaskReference? task, CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(key, cancellationToken);
        var known = stored is null ? null : await FindAsync(key, cancellationToken);
        if (known?.Task is null)
        {
            // Somebody faster said the same of it.
            await store.SaveAsync(
                key, JsonSerializer.SerializeToUtf8Bytes(new TalkThread(task), ThreadJson.Default.TalkThread), stored?.Version ?? 0, Lifetime, cancellationToken);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TalkThread))]
internal sealed partial class ThreadJson : JsonSerializerContext;
