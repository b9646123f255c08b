using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>The shared channel in which a project's summaries are posted. A project has at most one.</summary>
public sealed class ProjectChannel : Entity
{
    private ProjectChannel()
    {
    }

    internal ProjectChannel(WorkspaceId workspace, ProjectId project, string conversation)
    {
        (WorkspaceId, ProjectId, ConversationKey) = (workspace, project, conversation);
    }

    public ProjectChannelId Id { get; private set; } = ProjectChannelId.New();
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }

    /// <summary>The <see cref="ConversationRef.Key"/> of the channel.</summary>
    public string ConversationKey { get; private set; } = "";

    /// <summary>Moves it, back from the grave too.</summary>
    internal void MoveTo(string conversation)
    {
        ConversationKey = conversation;
        if (IsDeleted) Restore();
        else Touch();
    }
}
