using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Users;

/// <summary>Takes a person out of the workspace.</summary>
public sealed record RemoveUser(UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "remove_user";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
