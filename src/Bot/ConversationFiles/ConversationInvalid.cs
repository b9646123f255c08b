using PmBot.ProjectCore;

namespace PmBot.Bot.ConversationFiles;

/// <summary>The file cannot be run; every line that is wrong is named.</summary>
public sealed record ConversationInvalid(string Path, IReadOnlyList<ConversationMistake> Mistakes) : Error("conversation_invalid");

/// <summary>A line that cannot be understood, or an expectation that did not come true.</summary>
/// <param name="Line">1-based; 0 where the file as a whole is meant.</param>
/// <param name="Message">One line.</param>
public sealed record ConversationMistake(int Line, string Message);
