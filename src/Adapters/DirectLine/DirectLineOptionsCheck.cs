using Microsoft.Extensions.Options;

namespace PmBot.Adapters.DirectLine;

/// <summary>Stops the start, with one line for each setting that cannot work.</summary>
internal sealed class DirectLineOptionsCheck : IValidateOptions<DirectLineOptions>
{
    public ValidateOptionsResult Validate(string? name, DirectLineOptions options)
    {
        List<string> wrong = [];
        Require(options.BotId.Length > 0 && options.BotName.Length > 0, "DirectLine:BotId and DirectLine:BotName must not be empty.");
        Require(options.TokenLifetime >= TimeSpan.FromMinutes(1), "DirectLine:TokenLifetime must be a minute or more.");
        Require(options.StreamTokenLifetime >= TimeSpan.FromSeconds(5), "DirectLine:StreamTokenLifetime must be 5 seconds or more.");
        Require(options.TurnTimeout > TimeSpan.Zero && options.PostTimeout > TimeSpan.Zero, "DirectLine:TurnTimeout and DirectLine:PostTimeout must be above zero.");
        Require(options.IdleTimeout > TimeSpan.Zero && options.KeepAlive > TimeSpan.Zero, "DirectLine:IdleTimeout and DirectLine:KeepAlive must be above zero.");
        Require(options.MaxBodyBytes >= 1024 && options.MaxUploadBytes >= options.MaxBodyBytes, "DirectLine:MaxBodyBytes must be 1024 or more, and MaxUploadBytes no less than that.");
        Require(options.MaxTextLength > 0, "DirectLine:MaxTextLength must be above zero.");
        Require(options.ActivitiesPerConversation > 0 && options.BytesPerConversation > 0, "DirectLine:ActivitiesPerConversation and BytesPerConversation must be above zero.");
        Require(options.Conversations > 0 && options.TotalBytes > 0, "DirectLine:Conversations and TotalBytes must be above zero.");
        Require(options.StreamsPerConversation > 0 && options.StreamBacklog > 0 && options.PendingTurns > 0, "DirectLine:StreamsPerConversation, StreamBacklog and PendingTurns must be above zero.");
        Require(options.MessagesPerSecond > 0 && options.TokensPerMinute > 0, "DirectLine:MessagesPerSecond and TokensPerMinute must be above zero.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Require(bool holds, string message)
        {
            if (!holds) wrong.Add(message);
        }
    }
}
