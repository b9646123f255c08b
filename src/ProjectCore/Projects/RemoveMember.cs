using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
namespace PmBot.ProjectCore.Projects;

/// <summary>Takes a person out of a project; tasks keep their assignee.</summary>
public sealed record RemoveMember(ProjectId Project, UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "remove_member";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
