using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Starts a project; whoever does becomes its owner.</summary>
public sealed record CreateProject(string Title) : Operation
{
    /// <inheritdoc/>
    public override string Name => "create_project";

    /// <summary>Short capitals; made from the title where none is given.</summary>
    public string? Key { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public ProjectTemplate Template { get; init; }
    public Methodology Methodology { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
