using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
namespace PmBot.ProjectCore.Projects;

/// <summary>Gives a person a place in a project, or another role there.</summary>
public sealed record AddMember(ProjectId Project, UserId User, Role Role) : Operation
{
    /// <inheritdoc/>
    public override string Name => "add_member";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
