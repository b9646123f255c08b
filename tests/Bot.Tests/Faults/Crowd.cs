using System.Security.Cryptography;

namespace PmBot.Bot.Tests.Faults;

/// <summary>People who all want tasks, whatever befalls the service; and the account of what they were promised.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Asker[] _askers;
    private readonly Lock _sync = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _marks = [];
    private int _acknowledged;

    public Crowd(int people = Deployment.Developers) => _askers = [.. Enumerable.Range(0, people).Select(i => new Asker(i, Count))];

    /// <summary>All ask until told to stop; each ends when the service breaks off or says that it can't.</summary>
    private Task AskAsync(Service service, CancellationToken enough) => Task.WhenAll(_askers.Select(a => Task.Run(() => a.AskAsync(service, enough), CancellationToken.None)));

    /// <summary>Ends when so many more requests were acknowledged.</summary>
    private Task AcknowledgedAsync(int more)
    {
        lock (_sync)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _marks.Add((_acknowledged + more, reached));
            return reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Has all asking, lets something happen in the middle of it, and waits until nobody asks any more.</summary>
    public async Task InterruptAsync(Service service, Action happens)
    {
        using var enough = new CancellationTokenSource();
        var reached = AcknowledgedAsync(more: RandomNumberGenerator.GetInt32(20, 60));
        var asking = AskAsync(service, enough.Token);
        // On a busy machine the service may lose a store for a moment of itself and say so: people ask again.
        while (await Task.WhenAny(reached, asking) != reached)
        {
            await asking;
            await InsistAsync(service);
            asking = AskAsync(service, enough.Token);
        }

        await reached;
        happens();
        await enough.CancelAsync();
        await asking;
    }

    /// <summary>Asks again for everything that was not acknowledged; the service is well, so each is answered.</summary>
    public Task InsistAsync(Service service) => Task.WhenAll(_askers.Select(a => a.InsistAsync(service)));

    /// <summary>Every wish came true exactly once, under the number that its owner was told.</summary>
    public void ShouldHaveWhatTheyAskedFor(IReadOnlyList<StoredTask> tasks)
    {
        var wishes = _askers.SelectMany(a => a.Wishes).ToArray();
        wishes.ShouldAllBe(w => w.Number != null);
        tasks.Where(t => t.Title.StartsWith("Pieza ", StringComparison.Ordinal)).Select(t => $"#{t.Number} {t.Title}").Order(StringComparer.Ordinal)
            .ShouldBe(wishes.Select(w => $"#{w.Number} {w.Title}").Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        foreach (var asker in _askers) asker.Dispose();
    }

    private void Count()
    {
        lock (_sync)
        {
            _acknowledged++;
            foreach (var (_, reached) in _marks.Where(m => m.Count <= _acknowledged)) reached.TrySetResult();
            _marks.RemoveAll(m => m.Count <= _acknowledged);
        }
    }
}
