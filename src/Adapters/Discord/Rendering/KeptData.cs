using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PmBot.Adapters.Discord.Rendering;

/// <summary>What a component means, where that is longer than the 100 characters of its id.</summary>
/// <param name="Id">Short name of it: the same data has the same, so that what is sent again adds nothing.</param>
/// <param name="Json">The data.</param>
public sealed record KeptData(string Id, string Json)
{
    /// <summary>Names data.</summary>
    public static KeptData Of(string json) => new(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 18)), json);
}

/// <summary>Keeps the data of components for as long as their messages are likely to be used.</summary>
public interface IComponentData
{
    /// <summary>Keeps it; what is there already is only kept longer.</summary>
    ValueTask KeepAsync(IReadOnlyList<KeptData> data, CancellationToken cancellationToken);

    /// <summary>The data of a name, or null when it is unknown or gone.</summary>
    ValueTask<string?> FindAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Keeps it in memory, the newest ten thousand.</summary>
internal sealed class MemoryComponentData : IComponentData
{
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public ValueTask KeepAsync(IReadOnlyList<KeptData> data, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var one in data)
            {
                if (!kept.TryAdd(one.Id, one.Json)) continue;
                order.Enqueue(one.Id);
                if (order.Count > Most) kept.Remove(order.Dequeue());
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (gate) return ValueTask.FromResult(kept.GetValueOrDefault(id));
    }
}
