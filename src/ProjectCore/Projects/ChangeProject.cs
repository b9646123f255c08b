using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Projects;

/// <summary>Renames or otherwise changes a project. Null leaves a field as it is.</summary>
public sealed record ChangeProject(ProjectId Project) : Operation
{
    /// <inheritdoc/>
    public override string Name => "change_project";

    public string? Title { get; init; }
    public string? Key { get; init; }
    public Change<string?>? Description { get; init; }
    public Methodology? Methodology { get; init; }

    /// <summary>These aliases instead of the present ones.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }
    public IReadOnlyList<string>? AddAliases { get; init; }
    public IReadOnlyList<string>? RemoveAliases { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
