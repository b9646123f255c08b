using System.Collections.Concurrent;

namespace PmBot.ProjectCore.Storage;

/// <summary>The one who writes to the file: whoever wants to write queues here, and what is queued together is committed together.</summary>
/// <remarks>
/// A commit writes every page that it touched, and tasks made one after another touch the same pages; so under load a shared
/// commit costs each of them a fraction. Each piece of work has a savepoint of its own, fails alone, and is told only after the commit.
/// Nothing waits for others to come: a batch is what has queued while the one before it ran.
/// </remarks>
internal sealed class SqliteWriter(Func<Lane> open) : IAsyncDisposable
{
    private const int MaxBatch = 64;

    private readonly ConcurrentQueue<Item> queue = new();
    private Lane? lane;
    private int busy;
    private volatile bool closed;

    /// <summary>Something thought to be written was not: whoever remembers what was read in between has to forget it.</summary>
    public Action? CommitFailed { get; set; }

    public Task<T> WriteAsync<T>(Func<Lane, Task<Written<T>>> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var item = new Item<T>(work, cancellationToken);
        queue.Enqueue(item);
        if (Interlocked.CompareExchange(ref busy, 1, 0) == 0) _ = DrainAsync();
        return item.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What runs and what queues ends first; whoever comes later is told that it is over.
        await WriteAsync(_ => Task.FromResult(new Written<bool>(Result: true, Commit: false)), CancellationToken.None).ConfigureAwait(false);
        closed = true;
        while (Interlocked.CompareExchange(ref busy, 1, 0) != 0) await Task.Yield();
        while (queue.TryDequeue(out var item)) item.Fail(new ObjectDisposedException(nameof(SqliteWriter)));
        if (lane is not null) await lane.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Runs one batch on the thread of whoever came first, and hands what has queued meanwhile to the pool.</summary>
    private async Task DrainAsync()
    {
        var batch = new List<Item>();
        while (batch.Count < MaxBatch && queue.TryDequeue(out var item)) batch.Add(item);
        if (batch.Count > 0) await RunAsync(batch).ConfigureAwait(false);
        Volatile.Write(ref busy, 0);
        if (!queue.IsEmpty && Interlocked.CompareExchange(ref busy, 1, 0) == 0) _ = Task.Run(DrainAsync, CancellationToken.None);
    }

    private async Task RunAsync(List<Item> batch)
    {
        try
        {
            lane ??= open();
            await lane.ExecuteAsync("BEGIN IMMEDIATE", CancellationToken.None).ConfigureAwait(false);
            var commit = false;
            foreach (var item in batch) commit |= batch.Count == 1 ? await item.RunAsync(lane).ConfigureAwait(false) : await RunApartAsync(lane, item).ConfigureAwait(false);
            await lane.ExecuteAsync(commit ? "COMMIT" : "ROLLBACK", CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, it is handed to everybody whose work is lost by it.
        catch (Exception e)
        {
            // Closing the connection rolls back whatever was begun.
            if (lane is not null) await lane.DisposeAsync().ConfigureAwait(false);
            lane = null;
            CommitFailed?.Invoke();
            foreach (var item in batch) item.Fail(e);
        }
#pragma warning restore CA1031

        foreach (var item in batch) item.Tell();
    }

    private static async Task<bool> RunApartAsync(Lane lane, Item item)
    {
        await lane.ExecuteAsync("SAVEPOINT item", CancellationToken.None).ConfigureAwait(false);
        var keep = await item.RunAsync(lane).ConfigureAwait(false);
        if (!keep) await lane.ExecuteAsync("ROLLBACK TO item", CancellationToken.None).ConfigureAwait(false);
        await lane.ExecuteAsync("RELEASE item", CancellationToken.None).ConfigureAwait(false);
        return keep;
    }

    /// <summary>A piece of work in the queue.</summary>
    private abstract class Item
    {
        /// <summary>Does it; a failure of its own is kept for <see cref="Tell"/>.</summary>
        /// <returns>Whether what it wrote is to be kept.</returns>
        public abstract Task<bool> RunAsync(Lane lane);

        /// <summary>What it did is lost.</summary>
        public abstract void Fail(Exception exception);

        /// <summary>Tells whoever waits, once all is committed.</summary>
        public abstract void Tell();
    }

    private sealed class Item<T>(Func<Lane, Task<Written<T>>> work, CancellationToken cancellationToken) : Item
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // The work of many runs on the thread of one; each keeps its own trace and log scopes.
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private T? result;
        private Exception? failure;

        public Task<T> Task => done.Task;

        public override async Task<bool> RunAsync(Lane lane)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                var written = await StartAsync(lane).ConfigureAwait(false);
                result = written.Result;
                return written.Commit;
            }
#pragma warning disable CA1031 // Kept for whoever waits; the others of the batch are not to suffer.
            catch (Exception e)
            {
                failure = e;
                return false;
            }
#pragma warning restore CA1031
            finally
            {
                lane.Forget();
            }
        }

        public override void Fail(Exception exception) => failure ??= exception;

        public override void Tell()
        {
            if (failure is OperationCanceledException && cancellationToken.IsCancellationRequested) done.TrySetCanceled(cancellationToken);
            else if (failure is not null) done.TrySetException(failure);
            else done.TrySetResult(result!);
        }

        private Task<Written<T>> StartAsync(Lane lane)
        {
            if (context is null) return work(lane);
            Task<Written<T>>? started = null;
            ExecutionContext.Run(context, _ => started = work(lane), null);
            return started!;
        }
    }
}
