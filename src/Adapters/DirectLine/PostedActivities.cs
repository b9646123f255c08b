using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>A post that was taken: its id, and how its turn ended or will.</summary>
internal sealed class PostedActivity(string id)
{
    public string Id { get; } = id;

    /// <summary>Null when the bot has nothing to do with it.</summary>
    public Task<TurnOutcome>? Turn { get; set; }
}

/// <summary>The latest posts by the client's own id, so that a repeated one is not processed twice.</summary>
/// <remarks>Not thread safe; keeps the last 128.</remarks>
internal sealed class PostedActivities
{
    private const int Kept = 128;
    private readonly Dictionary<string, PostedActivity> _byClientId = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _order = new();

    /// <param name="clientActivityId">The client's id; null: it gave none.</param>
    /// <param name="first">Takes the post; null when it could not.</param>
    public PostedActivity? GetOrAdd(string? clientActivityId, Func<PostedActivity?> first)
    {
        if (clientActivityId is null) return first();
        if (_byClientId.TryGetValue(clientActivityId, out var known)) return known;
        if (first() is not { } posted) return null;
        _byClientId.Add(clientActivityId, posted);
        _order.AddLast(clientActivityId);
        if (_order.Count <= Kept) return posted;
        _byClientId.Remove(_order.First!.Value);
        _order.RemoveFirst();
        return posted;
    }

    /// <summary>The bot failed on it; when it comes again it is a new attempt.</summary>
    public void Forget(PostedActivity posted)
    {
        foreach (var (clientActivityId, known) in _byClientId)
        {
            if (ReferenceEquals(known, posted))
            {
                // In the order too: else its old place would later take the new attempt along.
                _byClientId.Remove(clientActivityId);
                _order.Remove(clientActivityId);
                return;
            }
        }
    }
}
