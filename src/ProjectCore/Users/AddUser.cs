using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Users;

/// <summary>An admin of the workspace adds a person.</summary>
public sealed record AddUser(string Username, string FullName) : Operation
{
    /// <inheritdoc/>
    public override string Name => "add_user";

    public string? Email { get; init; }
    public string? Language { get; init; }
    public string? Timezone { get; init; }
    public WorkspaceRole Role { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
