using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Users;

/// <summary>Lets a chat account stand for a person: for oneself, or as an admin for anybody.</summary>
public sealed record LinkIdentity(UserId User, ChatAddress Address) : Operation
{
    /// <inheritdoc/>
    public override string Name => "link_identity";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
