using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Users;

/// <summary>Brings a removed person back.</summary>
public sealed record RestoreUser(UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_user";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
