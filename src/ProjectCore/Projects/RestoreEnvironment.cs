using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Brings a removed environment back.</summary>
public sealed record RestoreEnvironment(EnvironmentId Environment) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_environment";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
