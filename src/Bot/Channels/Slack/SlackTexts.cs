using PmBot.Adapters.Slack;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Channels.Slack;

/// <summary>Slack's own sentences, from where all sentences are.</summary>
internal sealed class SlackTexts(ReplyCatalog replies) : ISlackTexts
{
    /// <inheritdoc/>
    public string Say(string language, string key) => replies.Say(language, $"channels.slack.{key}");
}
