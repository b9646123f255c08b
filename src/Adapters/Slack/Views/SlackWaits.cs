using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack.Views;

/// <summary>Who waits on the line for what becomes of a form: the request has three seconds, and the work is done from the inbox, perhaps elsewhere.</summary>
internal sealed class SlackWaits(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject?>> waiting = new(StringComparer.Ordinal);

    /// <summary>Begins to wait, before the work can begin; false when somebody waits already: the form was delivered twice.</summary>
    public bool Expect(string key) => waiting.TryAdd(key, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>There is nothing to wait for after all.</summary>
    public void Forget(string key) => waiting.TryRemove(key, out _);

    /// <summary>Waits for the answer; <paramref name="late"/> where it is not there in time.</summary>
    public async Task<JsonObject?> WaitAsync(string key, JsonObject late, TimeSpan patience)
    {
        if (!waiting.TryGetValue(key, out var answer)) return null;
        try
        {
            return await answer.Task.WaitAsync(patience, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Whoever takes the wait away has the last word: an answer that comes right now still counts.
            return waiting.TryRemove(key, out _) ? late : await answer.Task;
        }
        finally
        {
            waiting.TryRemove(key, out _);
        }
    }

    /// <summary>Gives the answer; false when nobody waits for it any more.</summary>
    public bool Answer(string key, JsonObject? answer) => waiting.TryRemove(key, out var source) && source.TrySetResult(answer);
}
