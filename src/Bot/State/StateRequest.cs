namespace PmBot.Bot.State;

/// <summary>Something the writer of the embedded store is asked to do; its caller waits until it is committed.</summary>
/// <remarks>It can be cancelled until the writer takes it; from then on it runs to its end.</remarks>
internal abstract class StateRequest
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _phase;

    public bool TryTake() => Interlocked.CompareExchange(ref _phase, Taken, Waiting) == Waiting;

    public void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _phase, Cancelled, Waiting) == Waiting) OnCancelled(cancellationToken);
    }

    /// <summary>Does it, inside the transaction of the batch.</summary>
    public abstract void Apply(StateBatch batch);

    /// <summary>The transaction is committed.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception reason);

    protected abstract void OnCancelled(CancellationToken cancellationToken);
}

/// <summary>A request with its answer.</summary>
internal sealed class StateRequest<T>(Func<StateBatch, T> work) : StateRequest
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Answer => _answer.Task;

    public override void Apply(StateBatch batch) => _result = work(batch);

    public override void Complete() => _answer.TrySetResult(_result!);

    public override void Fail(Exception reason) => _answer.TrySetException(reason);

    protected override void OnCancelled(CancellationToken cancellationToken) => _answer.TrySetCanceled(cancellationToken);
}
