using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
namespace PmBot.ProjectCore.Users;

/// <summary>Changes a person's settings: one's own, or as an admin anybody's. Null leaves a setting as it is.</summary>
public sealed record UpdateUserSettings(UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "update_user_settings";

    /// <summary><c>es</c>, <c>en</c>, or null for the workspace's.</summary>
    public Change<string?>? Language { get; init; }

    /// <summary>IANA name, or null for the workspace's.</summary>
    public Change<string?>? Timezone { get; init; }
    public Change<ProjectId?>? DefaultProject { get; init; }
    public string? FullName { get; init; }
    public Change<string?>? Email { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
