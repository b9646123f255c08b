using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Users;

/// <summary>Cuts a chat account off from its person.</summary>
public sealed record UnlinkIdentity(IdentityId Identity) : Operation
{
    /// <inheritdoc/>
    public override string Name => "unlink_identity";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
