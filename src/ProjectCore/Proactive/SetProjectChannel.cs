using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Proactive;

/// <summary>Where a project's messages go.</summary>
public sealed record ProjectChannelView(ProjectChannelId Id, ProjectRef Project, string Conversation, long Version) : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.ProjectChannel, Id.Value, Version);
}

/// <summary>Gives a project the channel in which its summaries are posted, or none any more.</summary>
/// <param name="Conversation">The <see cref="ConversationRef.Key"/> of a shared channel, or null for none.</param>
public sealed record SetProjectChannel(ProjectId Project, string? Conversation) : Operation
{
    /// <inheritdoc/>
    public override string Name => "set_project_channel";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Admin, Name).Try(out var project, out var refused)) return refused;
        var workspace = scope.Actor.Workspace;
        var channel = await scope.Db.ProjectChannels.IgnoreQueryFilters().FirstOrDefaultAsync(c => c.WorkspaceId == workspace && c.ProjectId == Project, cancellationToken).ConfigureAwait(false);
        var was = channel is null or { IsDeleted: true } ? null : channel.ConversationKey;
        if (string.Equals(was, Conversation, StringComparison.Ordinal)) return new NothingToChange();
        var before = channel?.Version ?? 0;
        if (Conversation is null) channel!.Delete(scope.Now);
        else if (channel is null) scope.Add(channel = new ProjectChannel(workspace, Project, Conversation));
        else channel.MoveTo(Conversation);
        var view = new ProjectChannelView(channel!.Id, project.Ref, channel.ConversationKey, channel.Version) { Deleted = channel.IsDeleted };
        return new Applied(new Subject(before, view, "project.channel_set"), new SetProjectChannel(Project, was));
    }
}
