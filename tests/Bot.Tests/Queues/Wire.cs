using System.Collections.Concurrent;
using System.Globalization;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Tests.Queues;

/// <summary>A channel that takes what it is given, until it is told otherwise.</summary>
internal sealed class Wire : IChannelSender
{
    private int count;

    /// <summary>What arrived, in order.</summary>
    public ConcurrentQueue<Arrived> Arrived { get; } = new();

    /// <summary>Every attempt.</summary>
    public ConcurrentQueue<string> Attempts { get; } = new();

    /// <summary>What happens before a message arrives; throws or waits.</summary>
    public Func<ConversationReference, Activity, CancellationToken, Task> Before { get; set; } = (_, _, _) => Task.CompletedTask;

    public string Adapter => "test";

    /// <summary>Whether it can tell that it has a message already.</summary>
    public bool Tells { get; set; }

    /// <summary>What was sent as something that may be there already.</summary>
    public ConcurrentQueue<string> Again { get; } = new();

    public bool TellsDuplicates(ConversationReference reference, Activity message, TimeSpan age) => Tells;

    public static ConversationReference To(string conversation, string tenant = "T1") => new()
    {
        Adapter = "test", ChannelId = "slack", Conversation = new ConversationAccount { Id = conversation, TenantId = tenant }, User = new ChannelAccount { Id = "u1", Name = "Ana" },
    };

    public static OutboundMessage Message(string key, string conversation, string tenant = "T1") => new(key, OutboundVerb.Send, To(conversation, tenant), new Activity { Type = ActivityTypes.Message, Text = key });

    public IReadOnlyList<string> In(string conversation) => [.. Arrived.Where(a => a.Conversation == conversation).Select(a => a.Text)];

    public Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken) => TakeAsync(reference, message, null, cancellationToken);

    public Task<string?> SendAgainAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
    {
        Again.Enqueue(message.Id!);
        return SendAsync(reference, message, cancellationToken);
    }

    /// <summary>Messages that cannot be replaced any more: what they are to say is said anew.</summary>
    public ConcurrentDictionary<string, bool> Gone { get; } = new(StringComparer.Ordinal);

    public async Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken)
    {
        if (Gone.ContainsKey(messageId)) return await SendAsync(reference, message, cancellationToken);
        await TakeAsync(reference, message, messageId, cancellationToken);
        return messageId;
    }

    public async Task DeleteAsync(ConversationReference reference, string messageId, CancellationToken cancellationToken) =>
        await TakeAsync(reference, new Activity { Text = "deleted" }, messageId, cancellationToken);

    private async Task<string?> TakeAsync(ConversationReference reference, Activity message, string? id, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(message.Text ?? message.Type ?? "");
        await Before(reference, message, cancellationToken);
        id ??= $"m{Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture)}";
        Arrived.Enqueue(new Arrived(reference.Conversation.Id!, message.Text ?? message.Type ?? "", id));
        return id;
    }
}

internal sealed record Arrived(string Conversation, string Text, string Id);
