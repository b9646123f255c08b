using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Takes what the bot says of its own accord.</summary>
internal sealed class RecordingSender : IChannelSender
{
    /// <summary>The adapter's name in a <see cref="ConversationReference"/>.</summary>
    public const string AdapterName = "conversation-file";

    private readonly List<(string Conversation, SeenReply Reply)> _sent = [];
    private int _messages;

    /// <inheritdoc/>
    public string Adapter => AdapterName;

    /// <inheritdoc/>
    public bool IsImmediate => true;

    /// <summary>What was said since the last call, with the conversation it was said in.</summary>
    public IReadOnlyList<(string Conversation, SeenReply Reply)> Take()
    {
        var taken = _sent.ToArray();
        _sent.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
    {
        Record(reference, message);
        return Task.FromResult<string?>($"p{(++_messages).ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    /// <inheritdoc/>
    public Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken)
    {
        Record(reference, message);
        return Task.FromResult<string?>(messageId);
    }

    private void Record(ConversationReference reference, Activity message)
    {
        if (SeenReply.From(message) is { } seen)
        {
            _sent.Add((reference.Conversation.Id ?? "", seen));
        }
    }
}
