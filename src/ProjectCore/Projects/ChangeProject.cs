using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Text;

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
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Owner, Name).Try(out _, out var refused)) return refused;
        if (!(await scope.LoadProjectAsync(Project, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var project, out var missing)) return missing;
        var (was, before) = (project.Fields, project.Version);
        var removed = (RemoveAliases ?? []).Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        var fields = was with
        {
            Name = Title ?? was.Name,
            Key = Key?.Trim().ToUpperInvariant() ?? was.Key,
            Description = Description is { } description ? description.Value : was.Description,
            Methodology = Methodology ?? was.Methodology,
            Aliases = [.. (Aliases ?? was.Aliases).Concat(AddAliases ?? []).Where(a => !removed.Contains(Folding.Fold(a)))],
        };
        if (project.Change(fields) is { IsOk: false, Error: { } invalid }) return invalid;
        if (scope.CheckNames(Project, project.Fields) is { } taken) return taken;
        var view = ProjectScope.View(project) with { Changes = ProjectScope.Changes(was, project.Fields) };
        if (view.Changes.Count == 0) return new NothingToChange();
        return new Applied(new Subject(before, view, "project.changed"), new ChangeProject(Project)
        {
            Title = was.Name, Key = was.Key, Description = Change.To(was.Description), Methodology = was.Methodology, Aliases = was.Aliases,
        });
    }
}
