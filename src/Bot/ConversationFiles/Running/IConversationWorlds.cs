using PmBot.ProjectCore;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Makes a fresh world for each conversation.</summary>
internal interface IConversationWorlds : IAsyncDisposable
{
    /// <summary>A world that nobody else uses, at the moment and with the workspace that the file asks for.</summary>
    /// <returns>The world, or <see cref="ConversationInvalid"/> when the file's workspace cannot be used.</returns>
    Task<Result<IConversationWorld>> OpenAsync(ConversationFile file, CancellationToken cancellationToken);
}
