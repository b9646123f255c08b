using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>One conversation while it is in memory: what was said lately, who listens, what waits for the bot.</summary>
/// <remarks>
/// Thread safe. What is said is also kept beyond this life, so that a restart goes on where it was. Ids and timestamps are given in the order in which activities are kept and sent, timestamps a whole
/// millisecond apart at least, since clients sort by them.
/// </remarks>
internal sealed class DirectLineConversation
{
    private readonly Lock _lock = new();
    private readonly ActivityLog _log;
    private readonly List<StreamFeed> _feeds = [];
    private readonly PostedActivities _posted = new();
    private readonly DirectLineOptions _options;
    // What was shown just before the end of an earlier life may not have been kept: its numbers are not given out again.
    private const int Unwritten = 1000;

    private readonly TimeProvider _time;
    private readonly ITranscripts _transcripts;
    private readonly string _epoch;
    private DateTimeOffset _last;
    private long _transient;
    private int _pending;
    private bool _started;

    public DirectLineConversation(string id, DirectLineOptions options, TimeProvider time, ITranscripts transcripts, Transcript? before = null)
    {
        Id = id;
        _options = options;
        _time = time;
        _log = new ActivityLog(options.ActivitiesPerConversation, options.BytesPerConversation);
        Rate = new TokenBucket(options.MessagesPerSecond, options.MessagesPerSecond * 10, time);
        LastSeen = time.GetUtcNow();
        _transcripts = transcripts;
        _epoch = before?.Epoch ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));
        if (before is null) return;
        foreach (var entry in before.Entries) _log.Add(new LogEntry(entry.Sequence, entry.ActivityId, entry.Timestamp, entry.Json.ToArray()));
        _log.Continue(before.Sequence + Unwritten);
        _last = before.Entries is [.., var newest] ? newest.Timestamp : default;
        (User, Locale, Ended, _started) = (before.Person, before.Locale, before.Ended, true);
    }

    public string Id { get; }

    public TokenBucket Rate { get; }

    /// <summary>Whose conversation it is, once known.</summary>
    public string? User { get; set; }

    /// <summary>The language the client was opened in, once known.</summary>
    public string? Locale { get; set; }

    /// <summary>One side has ended it: it can be read, not written.</summary>
    public bool Ended { get; private set; }

    public DateTimeOffset LastSeen { get; private set; }

    /// <summary>Ends when the turns that wait now have run.</summary>
    public Task Turns { get; private set; } = Task.CompletedTask;

    public int Bytes
    {
        get { lock (_lock) return _log.Bytes; }
    }

    /// <summary>Someone listens or waits for an answer.</summary>
    public bool IsBusy
    {
        get { lock (_lock) return _feeds.Count > 0 || _pending > 0; }
    }

    /// <summary>One more turn may wait.</summary>
    public bool HasRoom
    {
        get { lock (_lock) return _pending < _options.PendingTurns; }
    }

    /// <summary>How far the conversation has come.</summary>
    public Watermark Now
    {
        get { lock (_lock) return new Watermark(_epoch, _log.Sequence); }
    }

    public void Touch() => LastSeen = _time.GetUtcNow();

    /// <summary>True for the first caller only: the one who has the bot greet.</summary>
    public bool TryStart()
    {
        lock (_lock)
        {
            if (_started) return false;
            return _started = true;
        }
    }

    /// <summary>One side ends it.</summary>
    public void End()
    {
        lock (_lock)
        {
            Ended = true;
            _transcripts.Keep(Id, Head(), entry: null);
        }
    }

    /// <summary>Keeps an activity under a new id and sends it to whoever listens.</summary>
    /// <returns>The new id, also set on <paramref name="activity"/>.</returns>
    public string Add(Activity activity)
    {
        lock (_lock)
        {
            var sequence = _log.NextSequence();
            activity.Id = $"{Id}|{_epoch}-{sequence:D6}";
            Keep(activity, sequence, NextTimestamp());
            return activity.Id;
        }
    }

    /// <summary>Sends a new version of an earlier activity; it stays where it was on the page.</summary>
    public void Replace(Activity activity)
    {
        lock (_lock)
        {
            Keep(activity, _log.NextSequence(), _log.Find(activity.Id!)?.Timestamp ?? NextTimestamp());
        }
    }

    /// <summary>Shows something to those who listen now, and forgets it.</summary>
    public string Flash(Activity activity)
    {
        lock (_lock)
        {
            activity.Id = $"{Id}|{_epoch}-t{++_transient}";
            activity.Timestamp = NextTimestamp();
            Send(new LogEntry(0, activity.Id, activity.Timestamp.Value, Bytes8(activity)));
            return activity.Id;
        }
    }

    /// <summary>What a polling client has not seen, with the watermark to ask with next.</summary>
    public (IReadOnlyList<LogEntry> Entries, Watermark Watermark) Read(Watermark from, int limit)
    {
        lock (_lock)
        {
            var entries = _log.After(from.After(_epoch), limit);
            return (entries, new Watermark(_epoch, entries.Count == limit ? entries[^1].Sequence : _log.Sequence));
        }
    }

    /// <summary>Opens a stream that begins after a watermark, without a gap and without a repetition.</summary>
    public StreamFeed Listen(Watermark from)
    {
        lock (_lock)
        {
            var feed = new StreamFeed(_epoch, _log.After(from.After(_epoch)), _options.StreamBacklog);
            while (_feeds.Count >= _options.StreamsPerConversation)
            {
                _feeds[0].Complete();
                _feeds.RemoveAt(0);
            }
            _feeds.Add(feed);
            return feed;
        }
    }

    public void Leave(StreamFeed feed)
    {
        lock (_lock) _feeds.Remove(feed);
        Touch();
    }

    /// <summary>Closes all streams; their clients come back.</summary>
    public void Close()
    {
        lock (_lock)
        {
            foreach (var feed in _feeds) feed.Complete();
            _feeds.Clear();
        }
    }

    /// <summary>Runs work after all earlier work of this conversation; false when too much waits already.</summary>
    /// <param name="work">Must not throw.</param>
    /// <param name="turn">Ends with it.</param>
    public bool TryEnqueue(Func<Task<TurnOutcome>> work, [NotNullWhen(true)] out Task<TurnOutcome>? turn)
    {
        lock (_lock)
        {
            turn = null;
            if (_pending >= _options.PendingTurns) return false;
            _pending++;
            Turns = turn = RunAfterAsync(Turns, work);
            return true;
        }
    }

    /// <summary>Remembers a post by the client's own id for it; the same id again finds the first one.</summary>
    public PostedActivity? Post(string? clientActivityId, Func<PostedActivity?> first)
    {
        lock (_lock) return _posted.GetOrAdd(clientActivityId, first);
    }

    /// <inheritdoc cref="PostedActivities.Forget"/>
    public void Forget(PostedActivity posted)
    {
        lock (_lock) _posted.Forget(posted);
    }

    private async Task<TurnOutcome> RunAfterAsync(Task earlier, Func<Task<TurnOutcome>> work)
    {
        // Never runs inside the lock of the caller.
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await work();
        }
        finally
        {
            lock (_lock) _pending--;
            Touch();
        }
    }

    private void Keep(Activity activity, long sequence, DateTimeOffset timestamp)
    {
        activity.Timestamp = timestamp;
        var entry = new LogEntry(sequence, activity.Id!, timestamp, Bytes8(activity));
        _log.Add(entry);
        Send(entry);
        _transcripts.Keep(Id, Head(), new TranscriptEntry(entry.Sequence, entry.ActivityId, entry.Timestamp, entry.Json));
        Touch();
    }

    private Transcript Head() => new(_epoch, _log.Sequence, User, Locale, Ended, []);

    private void Send(LogEntry entry) => _feeds.RemoveAll(feed => !feed.Offer(entry));

    private DateTimeOffset NextTimestamp()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        return _last = now > _last ? now : _last.AddMilliseconds(1);
    }

    private static byte[] Bytes8(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.Activity);
}
