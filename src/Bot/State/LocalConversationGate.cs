#pragma warning disable CA2000 // A pass belongs to whoever entered.
namespace PmBot.Bot.State;

/// <summary>The gate within one process: first come, first served.</summary>
/// <remarks>A conversation occupies memory only while somebody is in it.</remarks>
public sealed class LocalConversationGate : IConversationGate
{
    private readonly Lock _sync = new();

    // Present while somebody is inside; the list holds those who wait, the first in front.
    private readonly Dictionary<string, LinkedList<Waiter>> _busy = new(StringComparer.Ordinal);

    /// <summary>How many conversations are busy now.</summary>
    internal int Count
    {
        get
        {
            lock (_sync) return _busy.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> EnterAsync(string conversationKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationKey);
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_sync)
        {
            if (!_busy.TryGetValue(conversationKey, out var queue))
            {
                _busy[conversationKey] = new LinkedList<Waiter>();
                return ValueTask.FromResult<IAsyncDisposable>(new Pass(this, conversationKey));
            }

            waiter = new Waiter(this, conversationKey);
            queue.AddLast(waiter.Place);
        }

        return new ValueTask<IAsyncDisposable>(waiter.WaitAsync(cancellationToken));
    }

    private void Leave(string key)
    {
        Waiter next;
        lock (_sync)
        {
            var queue = _busy[key];
            if (queue.First is not { } first)
            {
                _busy.Remove(key);
                return;
            }

            queue.RemoveFirst();
            next = first.Value;
        }

        next.Admit();
    }

    /// <summary>Takes a waiter out of the queue; false when its turn has come already.</summary>
    private bool Withdraw(Waiter waiter)
    {
        lock (_sync)
        {
            if (waiter.Place.List is not { } queue) return false;
            queue.Remove(waiter.Place);
            return true;
        }
    }

    private sealed class Waiter
    {
        private readonly TaskCompletionSource<IAsyncDisposable> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly LocalConversationGate _gate;
        private readonly string _key;

        public Waiter(LocalConversationGate gate, string key)
        {
            (_gate, _key) = (gate, key);
            Place = new LinkedListNode<Waiter>(this);
        }

        public LinkedListNode<Waiter> Place { get; }

        public void Admit() => _turn.SetResult(new Pass(_gate, _key));

        public async Task<IAsyncDisposable> WaitAsync(CancellationToken cancellationToken)
        {
            // Whoever takes the waiter out of the queue decides: a turn that was given is never also cancelled.
            await using var registration = cancellationToken.UnsafeRegister(
                static (state, token) =>
                {
                    var waiter = (Waiter)state!;
                    if (waiter._gate.Withdraw(waiter)) waiter._turn.SetCanceled(token);
                },
                this);
            return await _turn.Task;
        }
    }

    private sealed class Pass(LocalConversationGate gate, string key) : IAsyncDisposable
    {
        private int _left;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) gate.Leave(key);
            return ValueTask.CompletedTask;
        }
    }
}
