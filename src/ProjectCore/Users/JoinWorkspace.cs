using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Users;

/// <summary>A person new to the workspace joins by writing. The actor's user id becomes theirs; a username in use gets a number behind it.</summary>
public sealed record JoinWorkspace(string Username, string FullName, ChatAddress Identity) : Operation
{
    /// <inheritdoc/>
    public override string Name => "join_workspace";

    public string? Language { get; init; }
    public string? Timezone { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
