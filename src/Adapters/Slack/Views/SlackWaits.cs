using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack.Views;

/// <summary>Who waits on the line for what becomes of a form: the request has three seconds, and the work is done from the inbox, perhaps elsewhere.</summary>
internal sealed class SlackWaits(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SlackWait> waiting = new(StringComparer.Ordinal);

    /// <summary>Begins to wait, before the work can begin: it may be done before <see cref="WaitAsync"/> is asked. A form that was delivered twice has one wait.</summary>
    /// <param name="key">The form's.</param>
    /// <param name="isFirst">Nobody waits for it yet.</param>
    public SlackWait Expect(string key, out bool isFirst)
    {
        var mine = new SlackWait(key);
        var there = waiting.GetOrAdd(key, mine);
        isFirst = ReferenceEquals(there, mine);
        return there;
    }

    /// <summary>There is nothing to wait for after all.</summary>
    public void Forget(SlackWait wait) => waiting.TryRemove(KeyValuePair.Create(wait.Key, wait));

    /// <summary>Waits for the answer; <paramref name="late"/> where it is not there in time.</summary>
    public async Task<JsonObject?> WaitAsync(SlackWait wait, JsonObject late, TimeSpan patience)
    {
        try
        {
            return await wait.Answer.Task.WaitAsync(patience, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Who comes first has the last word: an answer that comes right now still counts, or hears that nobody waits any more.
            wait.Answer.TrySetResult(late);
            return await wait.Answer.Task;
        }
        finally
        {
            Forget(wait);
        }
    }

    /// <summary>Gives the answer; false when nobody waits for it any more.</summary>
    public bool Answer(string key, JsonObject? answer) => waiting.TryRemove(key, out var wait) && wait.Answer.TrySetResult(answer);
}

/// <summary>A wait for what becomes of one form.</summary>
internal sealed class SlackWait(string key)
{
    public string Key => key;

    public TaskCompletionSource<JsonObject?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
