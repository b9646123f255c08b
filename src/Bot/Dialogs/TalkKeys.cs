using PmBot.Adapters.Activities;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>Under what a conversation is kept.</summary>
internal static class TalkKeys
{
    /// <summary>Under what somebody's private talk is kept.</summary>
    public static string Private(WorkspaceId workspace, UserId user) => $"person|{workspace}|{user}";

    /// <summary>Where the talk is kept: alone with the bot a person goes on wherever they are; where others read along, each has a dialog of their own.</summary>
    public static string Of(Place place, Activity activity, Actor? actor) =>
        place.IsShared || actor is null ? $"{place.Conversation}|{activity.From?.Id}" : Private(actor.Workspace, actor.User);
}
