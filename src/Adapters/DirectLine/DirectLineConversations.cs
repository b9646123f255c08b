using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PmBot.Adapters.DirectLine;

/// <summary>All conversations in memory, within a number and a size; the longest idle ones make room, and come back from what is kept of them.</summary>
internal sealed class DirectLineConversations(IOptions<DirectLineOptions> options, ITranscripts transcripts, TimeProvider time, ILogger<DirectLineConversations> logger)
{
    private readonly ConcurrentDictionary<string, DirectLineConversation> _byId = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();

    private int _grown;

    public int Count => _byId.Count;

    public IEnumerable<DirectLineConversation> All => _byId.Values;

    /// <summary>An id that goes into URLs as it is (letters and digits) and cannot be guessed.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool TryFind(string id, [MaybeNullWhen(false)] out DirectLineConversation conversation)
    {
        if (!_byId.TryGetValue(id, out conversation)) return false;
        conversation.Touch();
        return true;
    }

    /// <summary>The conversation if it was begun: here, or in an earlier life of the service; else null.</summary>
    public async ValueTask<DirectLineConversation?> FindAsync(string id, CancellationToken cancellationToken) =>
        TryFind(id, out var known) ? known
        : await transcripts.LoadAsync(id, cancellationToken) is { } before ? Add(id, before)
        : null;

    /// <summary>The conversation of a token, made anew if it was not begun yet or the service forgot it.</summary>
    public async ValueTask<DirectLineConversation> OpenAsync(DirectLineToken token, CancellationToken cancellationToken)
    {
        var conversation = await OpenAsync(token.Conversation, cancellationToken);
        conversation.User ??= token.User;
        return conversation;
    }

    public async ValueTask<DirectLineConversation> OpenAsync(string id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) ?? Add(id, before: null);

    private DirectLineConversation Add(string id, Transcript? before)
    {
        if (_byId.Count >= options.Value.Conversations) Sweep();
        return _byId.GetOrAdd(id, static (key, state) => new DirectLineConversation(key, state.Value, state.Time, state.Transcripts, state.Before), (options.Value, Time: time, Transcripts: transcripts, Before: before));
    }

    /// <summary>As <see cref="OpenAsync(DirectLineToken, CancellationToken)"/> for a client that believes the conversation is under way.</summary>
    public async ValueTask<DirectLineConversation> ContinueAsync(DirectLineToken token, CancellationToken cancellationToken)
    {
        var conversation = await OpenAsync(token, cancellationToken);
        if (conversation.TryStart()) Log.Continued(logger, conversation.Id);
        return conversation;
    }

    /// <summary>Something was added somewhere; now and then the sum is looked at.</summary>
    public void Grew()
    {
        if ((Interlocked.Increment(ref _grown) & 63) == 0 && _byId.Values.Sum(conversation => (long)conversation.Bytes) > options.Value.TotalBytes) Sweep();
    }

    /// <summary>Forgets what is idle for long, and the longest idle ones while there is too much.</summary>
    public void Sweep()
    {
        if (!_sweeping.TryEnter()) return;
        try
        {
            var limits = options.Value;
            var dead = time.GetUtcNow() - limits.IdleTimeout;
            var idleFirst = _byId.Values.OrderBy(conversation => conversation.IsBusy).ThenBy(conversation => conversation.LastSeen).ToList();
            var count = idleFirst.Count;
            var bytes = idleFirst.Sum(conversation => (long)conversation.Bytes);
            // A tenth below the limits, so that not every newcomer sweeps again.
            var (countGoal, bytesGoal) = (limits.Conversations - 1 - (limits.Conversations / 10), limits.TotalBytes - (limits.TotalBytes / 10));
            var (trimCount, trimBytes) = (count >= limits.Conversations, bytes > limits.TotalBytes);
            foreach (var conversation in idleFirst)
            {
                var tooMany = (trimCount && count > countGoal) || (trimBytes && bytes > bytesGoal);
                if (!tooMany && (conversation.IsBusy || conversation.LastSeen > dead)) continue;
                _byId.TryRemove(conversation.Id, out _);
                count--;
                bytes -= conversation.Bytes;
                conversation.Close();
            }
        }
        finally
        {
            _sweeping.Exit();
        }
    }
}
