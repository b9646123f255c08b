using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Adds an environment to deploy to.</summary>
public sealed record AddEnvironment(ProjectId Project, string Title) : Operation
{
    /// <inheritdoc/>
    public override string Name => "add_environment";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Deployments there need an approval.</summary>
    public bool Protected { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
