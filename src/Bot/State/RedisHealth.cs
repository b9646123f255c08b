namespace PmBot.Bot.State;

/// <summary>Whether Redis answers, as far as is known: it does, it is in doubt, or it does not.</summary>
/// <remarks>In doubt, callers wait for the verdict, which a ping or two bring; once Redis is known to be away they fail at once.</remarks>
internal sealed class RedisHealth
{
    private const int FailuresUntilAway = 2;

    private readonly Lock _sync = new();
    private TaskCompletionSource _verdict = NewSource();
    private TaskCompletionSource _doubt = NewSource();
    private int _failures;
    private bool _available;

    public bool IsAvailable => Volatile.Read(ref _available);

    /// <summary>Ends when there is a reason to ask Redis at once.</summary>
    public Task Doubted
    {
        get
        {
            lock (_sync) return _doubt.Task;
        }
    }

    /// <summary>Waits while Redis is in doubt; false when it is away.</summary>
    public async ValueTask<bool> IsAvailableAsync(CancellationToken cancellationToken)
    {
        if (IsAvailable) return true;
        Task verdict;
        lock (_sync) verdict = _verdict.Task;
        await verdict.WaitAsync(cancellationToken);
        return IsAvailable;
    }

    /// <summary>A command failed or took too long.</summary>
    public void Doubt()
    {
        lock (_sync)
        {
            if (!_available) return;
            Fail();
            _doubt.TrySetResult();
        }
    }

    /// <summary>A ping was answered, or not.</summary>
    public void Report(bool answered)
    {
        lock (_sync)
        {
            if (!answered)
            {
                Fail();
                return;
            }

            (_failures, _available) = (0, true);
            _verdict.TrySetResult();
            if (_doubt.Task.IsCompleted) _doubt = NewSource();
        }
    }

    /// <summary>Nobody will ask any more.</summary>
    public void Stop()
    {
        lock (_sync)
        {
            _available = false;
            _verdict.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Fail()
    {
        if (_available) (_available, _verdict) = (false, NewSource());
        if (++_failures >= FailuresUntilAway) _verdict.TrySetResult();
    }
}
